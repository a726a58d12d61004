"""The log of all events, read again by a deployment itself."""
