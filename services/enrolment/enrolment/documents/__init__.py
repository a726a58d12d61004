"""What the service renders: nothing so far. Contracts are signed on the carrier's own paper; this service keeps their terms."""
