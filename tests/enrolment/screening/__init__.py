"""Tests of the screening of planned activities (CAE-10)."""
