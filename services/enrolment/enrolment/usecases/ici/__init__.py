"""The #ICI cursus from admission to award (ICI-01)."""
