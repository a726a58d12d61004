"""The proof of the suite, by part; ``support`` holds what starts brokers, databases and processes for it."""
