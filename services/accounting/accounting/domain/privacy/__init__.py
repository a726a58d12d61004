"""The rights of persons, as far as the books allow them.

- ``traces``: everything that names a person here, and what of it the law keeps, until when.
- ``forgetting``: states without what need not stay.
"""
