"""The rights of persons: access, erasure, retention."""
