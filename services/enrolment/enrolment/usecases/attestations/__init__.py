"""Whose name is on a paper, and what a code says of it.

- ``carrier_name``: the institution in whose name a paper is made, on the day on which it is made.
- ``find_attestation``: from a typed code to what anybody may know.
"""
