"""Advances and donations of a mini-entreprise."""
