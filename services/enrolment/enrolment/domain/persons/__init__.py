"""Who is known: identity, apart from every dossier."""
