"""A change of who somebody is: only what really changes, with a line of history that names fields and never values."""

from dataclasses import replace
from datetime import datetime

from enrolment.domain.persons.identity import Changes
from enrolment.domain.persons.person import Kind, Line, Person, require_active, with_line

TOLD = ("given_name", "family_name", "email")
"""Fields of which others keep a copy."""


def described(kind: Kind, coordinator: str, fields: Changes) -> Person:
    """A new person of these checked fields, of which names and address have to be there."""
    return replace(Person(kind, "", "", "", coordinator), **fields)  # type: ignore[arg-type]


def rectified(person: Person, changes: Changes, actor: str, at: datetime) -> Person:
    """The person with the changes; the very same person when nothing changes."""
    require_active(person, "change")
    real = {field: value for field, value in changes.items() if getattr(person, field) != value}
    if not real:
        return person
    return with_line(replace(person, **real), Line(at, actor, "changed", tuple(real)))  # type: ignore[arg-type]


def is_told(before: Person, after: Person) -> bool:
    """Whether others have to hear of the change."""
    return any(getattr(before, field) != getattr(after, field) for field in TOLD)
