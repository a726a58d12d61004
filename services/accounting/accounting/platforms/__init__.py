"""Accredited platforms (plateformes agréées) that invoices are handed to.

- ``protocol``: what a platform does for us; another one is another module here.
- ``file_drop``: files in a directory, for a platform or an operator that fetches them.
"""
