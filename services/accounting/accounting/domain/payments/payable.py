"""What can be paid now: a document, to whom, how much of it is left, and what still stands in the way."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PayableKind(StrEnum):
    """What is paid. A kind has a finder and a payer of its own (``usecases/payments``)."""

    PURCHASE = "purchase"
    REIMBURSEMENT = "reimbursement"
    """What a member had paid of a purchase themselves."""
    EXPENSE_SHEET = "expense_sheet"
    SHARE = "share"
    """One member's part of a share-out; its id is that of the share-out, a colon, and that of the member."""


class Obstacle(StrEnum):
    """Why it cannot be paid by transfer now."""

    NO_SUPPLIER = "no-supplier"
    NO_IBAN = "no-iban"
    UNCONFIRMED = "iban-unconfirmed"
    INVALID_IBAN = "iban-invalid"
    NOT_SEPA = "iban-outside-sepa"
    DISPUTED = "disputed"
    ORDERED = "in-order"


OBSTACLES_IN_FRENCH = {
    Obstacle.NO_SUPPLIER: "l’achat n’a pas de fiche fournisseur",
    Obstacle.NO_IBAN: "aucun IBAN n’est connu",
    Obstacle.UNCONFIRMED: "l’IBAN n’a pas été confirmé par la comptabilité",
    Obstacle.INVALID_IBAN: "l’IBAN est faux (clé, longueur ou clé RIB)",
    Obstacle.NOT_SEPA: "l’IBAN est d’un pays hors SEPA",
    Obstacle.DISPUTED: "l’achat est en litige",
    Obstacle.ORDERED: "il est déjà dans un ordre de paiement",
}


@dataclass(frozen=True)
class Account:
    """Where somebody is paid, as it is known."""

    holder: str
    iban: str
    bic: str | None
    confirmed: bool


@dataclass(frozen=True)
class Payable:
    """Something to pay. ``party`` names who it is for as ``supplier:<id>`` or ``person:<id>``, ``reference`` is what they know
    it by. ``order_id`` is the living order that it is in."""

    kind: PayableKind
    id: str
    siren: str
    party: str
    beneficiary: str
    reference: str
    left_cents: int
    due_on: date | None = None
    account: Account | None = None
    obstacle: Obstacle | None = None
    order_id: str | None = None

    @property
    def key(self) -> str:
        """What is reserved for one order."""
        return payable_key(self.kind, self.id)


def payable_key(kind: PayableKind, id_: str) -> str:
    """One for everything that is paid."""
    return f"{kind.value}:{id_}"
