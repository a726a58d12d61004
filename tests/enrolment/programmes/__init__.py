"""Tests of programmes, their parameters, and the reference data that they name."""
