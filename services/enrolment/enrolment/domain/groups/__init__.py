"""A group project, its contracts, and the saga that closes it.

- ``group``: proposed, approved, running, closed. ``contract``, ``default_terms``: the CAPE.
- ``ending``, ``closing``: the services are asked, and what their answers add up to.
"""
