"""The browsable event catalogue: static files, made from the contracts and the committed schemas. Read in this order:

- ``fields``: a JSON Schema as rows of a table that a person can read.
- ``facts``: everything that one event's page says.
- ``listeners``: which service listens to which event, from the services' own tables.
- ``pages``: facts into HTML. Style and script stand inside each page, allowed by their hashes, so that nothing is ever
  loaded from anywhere and a page works from a web server, a directory or a mail attachment alike.
- ``build``: the whole site into a directory.
- ``serving``: a small web server for such a directory, for ``essaim up`` and ``essaim catalogue serve``.
- ``process``: that server as a part of the local suite.
"""
