"""Parameters to start a programme from, as data: one file per scheme, every value with where it comes from.

A preset is used only when a programme asks for it by its name; it is copied then, so that a later change of these files changes
no programme. ``@coordinator`` and ``@carrier`` stand for the programme's own partners. What the sources leave open is under
``open``.
"""
