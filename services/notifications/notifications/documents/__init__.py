"""What this service writes: mails from templates, and the calendar that goes with a plan."""
