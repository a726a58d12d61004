"""The ledger: posting, chain, periods, lettering, balances, on a real store."""
