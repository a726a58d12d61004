"""What the service renders, one folder per area: papers as PDF, public pages (``templates``), workbooks, CSV and calendars.

Contracts are signed on the carrier's own paper; this service keeps their terms.
"""
