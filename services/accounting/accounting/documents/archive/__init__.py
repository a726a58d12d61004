"""The archive of a closed year as a file that needs no software of ours.

- ``zip_file``: a ZIP that is the same bytes for the same content, written member by member. ``tables``: its CSV tables.
- ``manifest``: what is in it, as JSON. ``readme``: how to read and verify it, in French.
"""
