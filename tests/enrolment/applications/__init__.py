"""Dossiers: written online, sent, changed, transferred, renewed; their documents and their teams."""
