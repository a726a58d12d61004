"""The student-entrepreneur status."""
