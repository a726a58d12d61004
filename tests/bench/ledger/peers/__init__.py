"""What the ledger is measured beside: scripts that run in ``.venv-bench``, so nothing in here imports ``essaim``.

Each takes a file with an entry per line, as JSON: day, label, voucher, lines of (account, analytic code, third party, debit and
credit in cents). It prints as JSON how many entries per second it loaded, and the seconds of its trial balance.
"""
