"""The case of one dossier at one decider: what is asked, what is shown, what was answered."""
