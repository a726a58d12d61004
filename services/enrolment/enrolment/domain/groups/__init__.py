"""A group project, its contracts, and the saga that closes it."""
