"""Companies and mentors of the network, and who suits whom."""
