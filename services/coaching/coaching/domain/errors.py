"""How a rule says no. The plumbing reads ``kind``, ``slug``, ``detail`` and ``fields``; nothing here knows the plumbing.

DomainError
├── RuleError    refused   a rule forbids it; the slug names the rule when it has an id
└── InputError   invalid   one field breaks a bound that only the domain knows
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field, and what would be accepted."""

    field: str
    message: str
    accepted: str = ""


class DomainError(Exception):
    """Base of both. ``slug`` is stable, ``detail`` is for people."""

    kind = "bug"

    def __init__(self, slug: str, detail: str, fields: tuple[Problem, ...] = ()) -> None:
        super().__init__(f"{slug}: {detail}")
        self.slug = slug
        self.detail = detail
        self.fields = fields


class RuleError(DomainError):
    """A rule forbids it."""

    kind = "refused"


class InputError(DomainError):
    """A field has a value that the rules do not accept."""

    kind = "invalid"

    def __init__(self, field: str, message: str, accepted: str = "") -> None:
        super().__init__(f"invalid-{field.split('.')[0].replace('_', '-')}", f"{field} {message}", ())
        self.fields = (Problem(field, message, accepted),)
