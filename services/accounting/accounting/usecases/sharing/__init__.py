"""The share-out and what has to be settled before it."""
