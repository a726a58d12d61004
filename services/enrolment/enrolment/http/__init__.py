"""The REST interface: one router per resource, their schemas, and who may do what.

- ``policy``: the table of grants, and the two sides of everything: the coordinator's and the carrier's.
- ``programmes``, ``applications``, ``persons``, ``groups``, ``contracts``: the resources; ``schemas`` has their models.
- ``dependencies``: what every route gets.
"""
