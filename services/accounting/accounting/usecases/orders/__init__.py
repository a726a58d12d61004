"""Orders to suppliers (bons de commande): drafted, approved and numbered, sent, received, turned into purchases."""
