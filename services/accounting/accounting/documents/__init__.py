"""What the service renders: the FEC with its description and its check, and the invoice as PDF."""
