"""CAE-10: what the lists and thresholds of a carrier are, screening an activity, and the carrier's decision."""
