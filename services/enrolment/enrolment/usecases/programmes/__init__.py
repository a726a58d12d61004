"""Programmes: opened."""
