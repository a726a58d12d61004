"""``essaim demo``: a school year of a student cooperative, played through the public HTTP APIs. Read in this order:

- ``story``: the year as a table of contents; then its chapters ``applications``, ``group``, ``year``, ``money``,
  ``closing``, ``post`` and ``checks``, plain steps one after the other.
- ``world``: what a chapter is given: the services as somebody uses them (``people``, ``api``), the clock, the bus.
- ``steps``: every action has an actor, a sentence and a service. ``display`` shows them as they happen.
- ``observer``, ``waiting``: waiting on events, or without a bus on what HTTP shows; never on time.
- ``share``, ``fec``, ``mails``, ``meters``: the demo's own reading of what the services computed, wrote, sent, measured.
- ``command``, ``target``: a suite of our own, or one that runs already. ``outputs``, ``summary``, ``tables``: what stays.
"""
