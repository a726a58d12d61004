"""Tests: see the file names."""
