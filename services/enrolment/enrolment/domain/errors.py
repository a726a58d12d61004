"""How the rules say no. The kit reads ``kind``, ``slug``, ``detail`` and ``fields``, so the domain needs no import of it.

DomainError
├── RuleError    refused   a rule forbids it; the slug begins with the rule's id when it has one
└── InputError   invalid   fields break a bound that only the domain knows
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field, what would be accepted, and what was given (for rows of a file)."""

    field: str
    message: str
    accepted: str = ""
    value: str = ""


class DomainError(Exception):
    """Base of both. ``slug`` is stable, ``detail`` is for people."""

    kind = "bug"

    def __init__(self, slug: str, detail: str, fields: tuple[Problem, ...] = ()) -> None:
        super().__init__(f"{slug}: {detail}")
        self.slug = slug
        self.detail = detail
        self.fields = fields


class RuleError(DomainError):
    """A rule forbids it. ``rule`` is its id in the rule catalogue, or "" for a plain order of steps."""

    kind = "refused"

    def __init__(self, rule: str, what: str, detail: str, *fields: Problem) -> None:
        super().__init__(f"{rule.lower()}-{what}" if rule else what, detail, fields)
        self.rule = rule


class InputError(DomainError):
    """Fields have values that cannot be accepted, each with its reason."""

    kind = "invalid"

    def __init__(self, *fields: Problem) -> None:
        super().__init__("invalid-request", "; ".join(f"{one.field} {one.message}" for one in fields), fields)


def require_status(what: str, status: str, allowed: Iterable[str], action: str) -> None:
    """Return when ``status`` is one of the allowed ones; otherwise a refusal that names them."""
    accepted = tuple(allowed)
    if status in accepted:
        return
    names = " or ".join(accepted)
    problem = Problem("status", f"is {status}", names)
    raise RuleError("", f"{what}-status", f"the {what} is {status}; to {action} it must be {names}", problem)
