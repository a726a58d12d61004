"""The FEC: exported, imported."""
