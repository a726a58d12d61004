"""The management follow-up of an activity: sheet, treasury, receivables, forecast."""
