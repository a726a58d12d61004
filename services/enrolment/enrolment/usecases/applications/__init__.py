"""The dossier: submitted, from a roster or a form, consented to, decided, withdrawn."""
