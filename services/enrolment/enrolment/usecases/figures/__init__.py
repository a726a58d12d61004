"""Figures: ``collect_dossiers`` reads them one by one, ``read_figures`` counts and protects."""
