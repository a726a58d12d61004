"""What is wrong in one place of an invoice: the rule, the business term of EN 16931, the field or xpath, a French text."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error makes the invoice refusable; a warning is a difference that the official rules tolerate."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """``rule`` as its publisher names it (BR-CO-10, BR-FR-02); ``term`` such as BT-131, empty for several terms at once.

    ``field`` is a path in ``EInvoice`` (``lines[2].net_cents``) when an invoice was checked, and an xpath when a file
    was read.
    """

    rule: str
    term: str
    field: str
    message: str
    severity: Severity = Severity.ERROR


def has_errors(problems: list[Problem]) -> bool:
    """Whether something stands against issuing or accepting it."""
    return any(one.severity is Severity.ERROR for one in problems)
