"""Several deciders on one dossier: asked, shown what they may see, answering, and what becomes of the dossier."""
