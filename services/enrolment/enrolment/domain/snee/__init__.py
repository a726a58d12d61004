"""The student-entrepreneur status (SNEE) of an accepted applicant, for one academic year.

- ``terms``: charter, label, carrier, fees and notices as dated data.
- ``status``: CHARTER_PENDING, ACTIVE, and how it ends. ``opening``: what an accepted dossier says of it.
- ``d2e``: the diploma. ``arrangement``: what a student asks their establishment for. ``tutoring``: the two tutors.
- ``referent``, ``contact``: the local referents, and the first questions of whoever is at no partner establishment.
"""
