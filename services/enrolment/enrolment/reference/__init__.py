"""Reference data that the package brings: see ORIGIN.md for where each row comes from, and that it has to be checked."""
