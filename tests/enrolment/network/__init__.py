"""The network of companies and mentors, and who suits whom."""
