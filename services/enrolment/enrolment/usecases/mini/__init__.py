"""Mini-Entreprise: formats, posts, the agreement between school and EPA (MINI-01, MINI-02)."""
