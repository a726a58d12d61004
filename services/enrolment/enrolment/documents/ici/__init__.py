"""What juries of #ICI print."""
