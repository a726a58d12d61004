"""What the matching of mentors starts from: communes with their coordinates, and the weights of the criteria. See ORIGIN.md."""
