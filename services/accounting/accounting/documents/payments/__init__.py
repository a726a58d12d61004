"""What a payment order and a slip look like: the bank's file (``pain001``), the order and the slip on paper."""
