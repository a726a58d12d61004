"""``essaim demo``: a school year of a student cooperative, played through the public HTTP APIs. Read in this order:

- ``story``: the year as a table of contents; then its chapters ``applications``, ``group``, ``year``, ``money``,
  ``closing``, ``books``, ``funders``, ``post`` and ``checks``, plain steps one after the other.
- ``newcomers`` is about everybody beside the group: ``two_dossiers`` and ``attestation`` (the status), ``cursus`` (#ICI),
  ``enterprise`` and ``mentoring`` (Mini-Entreprise), ``rights`` (consent, access, erasure). ``dossiers`` and ``committee`` are
  how one applies and how a committee decides; ``roster_workbook`` makes a file, ``newcomers_post`` says which mails follow.
- ``money`` is a chapter of chapters: ``quotes``, ``invoices``, ``market``, ``spending``, ``payments``, ``bank``; ``ledger`` says
  what the books have of it, ``figures`` and ``share`` compute the same a second time from the story's own data.
- ``world``: what a chapter is given: the services as somebody uses them (``people``, ``api``, ``visitor``), the clock, the bus.
- ``steps``: every action has an actor, a sentence and a service. ``display`` shows them as they happen.
- ``observer``, ``waiting``: waiting on events, or without a bus on what HTTP shows; never on time.
- ``mails``, ``meters``: the demo's own reading of what the services sent and measured. ``statement_file``, ``receipt_image``:
  what others would hand in.
- ``command``, ``target``: a suite of our own, or one that runs already. ``outputs``, ``documents``, ``summary``, ``tables``: what
  stays.
"""
