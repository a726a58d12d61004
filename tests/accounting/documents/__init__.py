"""Every printed document, drawn from one invented set of parties: ``sales``, ``money``; ``test_golden`` keeps what they say."""
