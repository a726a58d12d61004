"""The accounting service on a real store."""
