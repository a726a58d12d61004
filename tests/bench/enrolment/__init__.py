"""Enrolment: a roster of 10,000 rows, 100,000 dossiers in lists, 50 applicants in the last second.

In reading order: ``measure`` (the contenders and the rows), ``roster``, ``dossiers``, ``last_second``. Floors: the same documents
inserted by ``sqlite3``, the same question asked of the engine without the service, one applicant after the other.
"""
