"""The compose files, Dockerfiles and what `deploy/compose/init` makes, checked without Docker."""
