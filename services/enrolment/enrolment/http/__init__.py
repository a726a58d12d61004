"""The REST interface: one router per resource, their schemas, and who may do what.

- ``policy``: the two sides of everything, the coordinator's and the carrier's; ``grants`` has the table, one file per area.
- ``…_access``: what the table cannot say of an area by itself, such as whose committee or team it is.
- ``…_page``, ``…_pages``, ``verification``: public pages without a login; ``attempts`` limits how often a wrong link is tried.
- Everything else is a resource; ``schemas`` has their models. ``dependencies``: what every route gets.
"""
