"""Tests of the coaching service."""
