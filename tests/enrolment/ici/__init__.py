"""The learners of #ICI."""
