"""Proofs of the ledger as a whole: a worked year, properties, crashes, both engines, every rule named."""
