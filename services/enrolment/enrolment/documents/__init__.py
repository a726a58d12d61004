"""What the service renders, one folder per area: papers as PDF, public pages (``templates``), workbooks, CSV and calendars.

- ``dossier_pdf``: a dossier on paper.
- ``consents``: a guardian's page. ``rosters``: reads a workbook that came in.
- ``committees``: minutes, letters, calendar.
- ``attestations``: the attestations, the page that checks them, the tutor's page. ``ici``: a jury's minutes.
- ``mini``: the agreement, the organigramme. ``network``: the mentor's page.
- ``privacy``: what is held of a person, the answer to an erasure.
- ``figures``: table, workbook, report with charts.

Contracts are signed on the carrier's own paper; this service keeps their terms.
"""
