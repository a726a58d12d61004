"""The whole service on an SQLite file, through its HTTP and its listeners; the broker stays away."""
