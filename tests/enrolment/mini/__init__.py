"""Mini-Entreprise teams: formats, agreement, posts, steps."""
