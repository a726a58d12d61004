"""Replay: the history of the bus, read again by a deployment itself, from the stream ``events.log``.

Two reasons to read it:

- ``CATCH_UP``: a new deployment, or one that missed something, takes every event since a point as if it came from the inbox.
  The inbox is bound all the while, so nothing is missed; an event that comes both ways takes effect once.
- ``REBUILD``: copies of others' data that are wrong or lost are made anew beside the old ones and then put in their place.

Read in this order: ``record`` (what is asked, and how far it is), ``log`` (the stream), ``copies`` (what of a service is a copy),
``rebuild`` (making copies anew), ``runner`` (one replica does it, and another goes on when it dies), ``gate`` (the inbox
rests meanwhile).
"""
