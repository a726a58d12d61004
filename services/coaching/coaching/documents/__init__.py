"""What this service renders: the attendance sheet as PDF."""
