"""Importing bank statements of 100,000 movements, against the parser of the standard library alone on the same file.

In reading order: ``measure`` (the contenders and the rows), ``statements`` (the files). What each figure says: a dry run reads,
checks balances and looks every movement up; an import does that, keeps the file and stores every movement durably.
"""
