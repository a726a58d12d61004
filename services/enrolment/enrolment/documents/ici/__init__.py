"""``minutes_pdf``: what a jury of #ICI prints."""
