"""Reference data: put one entry, import a file, load what the package brings."""
