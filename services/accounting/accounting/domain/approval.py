"""Who may approve a document: its author up to a ceiling of their own, a coach up to another, the accountant always.

Ceilings are set per legal entity, by document type; nobody but the accountant approves anything until some are. What the
ceiling is compared with includes VAT, and is without sign, so that a credit note is as large as what it takes back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from accounting.domain.errors import InputError, RuleError
from accounting.domain.why import euros


class DocumentType(StrEnum):
    """What is approved."""

    QUOTE = "quote"
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    ORDER = "order"
    PURCHASE = "purchase"
    EXPENSE = "expense"


class Approver(StrEnum):
    """As whom somebody approves."""

    AUTHOR = "author"
    COACH = "coach"
    ACCOUNTANT = "accountant"


@dataclass(frozen=True)
class Decider:
    """Who wants to approve: the person that the token names, and its roles."""

    person_id: str
    roles: frozenset[str]


@dataclass(frozen=True)
class ApprovalRules:
    """The ceilings of a legal entity in cents, and who cannot invoice without an accepted quote.

    ``own_ceilings`` are per person, ``coach_ceilings`` for every coach of the group; ``quote_required`` is for everybody,
    ``quote_required_of`` for some.
    """

    siren: str
    coach_ceilings: Mapping[DocumentType, int] = field(default_factory=dict)
    own_ceilings: Mapping[str, Mapping[DocumentType, int]] = field(default_factory=dict)
    quote_required: bool = False
    quote_required_of: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check_ceilings("coach_ceilings", self.coach_ceilings)
        for person_id, ceilings in self.own_ceilings.items():
            _check_ceilings(f"own_ceilings.{person_id}", ceilings)

    def needs_quote(self, person_id: str) -> bool:
        """Whether this person cannot invoice what no customer accepted before."""
        return self.quote_required or person_id in self.quote_required_of


def _check_ceilings(place: str, ceilings: Mapping[DocumentType, int]) -> None:
    for document_type, cents in ceilings.items():
        if cents < 0:
            raise InputError(f"{place}.{document_type}", "is below nothing", "an amount from 0.00")


def check_approver(
    rules: ApprovalRules, document_type: DocumentType, decider: Decider, amount_cents: int, author: str | None
) -> Approver:
    """As whom this person approves a document of this amount. RuleError with who can, when they cannot.

    ``author`` is who submitted it: one's own ceiling is for one's own documents.
    """
    amount = abs(amount_cents)
    if "accountant" in decider.roles:
        return Approver.ACCOUNTANT
    coach_ceiling = rules.coach_ceilings.get(document_type, 0)
    if "coach" in decider.roles and 0 < amount <= coach_ceiling:
        return Approver.COACH
    own_ceiling = rules.own_ceilings.get(decider.person_id, {}).get(document_type, 0)
    if decider.person_id == author and 0 < amount <= own_ceiling:
        return Approver.AUTHOR
    who = "a coach of the group or the accountant" if 0 < amount <= coach_ceiling else "the accountant"
    raise RuleError(
        "above-ceiling",
        f"{euros(amount)} is above what you approve by yourself ({document_type}): {who} approves it",
    )
