"""The ``essaim`` command. Read in this order:

- ``main``: the commands, each a few lines that import what they need when they run.
- ``local``: the suite on one machine without Docker (broker, mail sink, keys, the four services).
- ``up``: keeps that suite running behind one's back, and stops it.
- ``events``, ``dead_letters``: what passes on the bus, and what could not be handled.
- ``demo``: a school year played through the HTTP APIs.
"""
