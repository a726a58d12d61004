"""The enrolment service: its rules (unit), and its use cases, routes and listeners on a real store (integration)."""
