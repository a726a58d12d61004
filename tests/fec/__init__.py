"""The tax file of bookkeeping entries: what is read, what is found, and how much memory that takes."""
