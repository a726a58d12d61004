"""Groups: proposed, approved, contracted, started, closed."""
