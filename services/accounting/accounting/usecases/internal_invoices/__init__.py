"""Internal invoices between two activities: proposed, accepted or refused, posted on both sides at once."""
