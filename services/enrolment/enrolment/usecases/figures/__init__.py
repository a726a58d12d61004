"""Figures: dossiers read one by one, and counted."""
