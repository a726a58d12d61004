"""What integrators build on: the catalogue pages, the SDK alone, the example subscribers, and what readers have pinned."""
