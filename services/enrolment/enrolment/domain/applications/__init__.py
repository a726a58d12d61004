"""The dossier of one person for one scheme and one school year: read from a roster or a form, sent, decided, withdrawn."""
