"""An invoice on its way through an accredited platform: the statuses of the reform, from deposited to cashed (domain §5.9).

Four statuses have to be told to the administration: 200 deposited, 210 refused, 212 cashed, 213 rejected. A refusal or a dispute
has a reason of a closed list. What the platform rejected (213) is corrected and sent again; what the customer refused (210) is
taken back by a credit note of one's own books, which is not transmitted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum

from accounting.domain.errors import InputError, RuleError


class Status(IntEnum):
    """The life cycle of an invoice in the reform, by its codes."""

    DEPOSITED = 200
    ISSUED = 201
    RECEIVED = 202
    MADE_AVAILABLE = 203
    TAKEN_CHARGE = 204
    APPROVED = 205
    PARTLY_APPROVED = 206
    DISPUTED = 207
    SUSPENDED = 208
    COMPLETED = 209
    REFUSED = 210
    PAYMENT_SENT = 211
    CASHED = 212
    REJECTED = 213


LABELS: Mapping[Status, str] = {
    Status.DEPOSITED: "Déposée",
    Status.ISSUED: "Émise",
    Status.RECEIVED: "Reçue",
    Status.MADE_AVAILABLE: "Mise à disposition",
    Status.TAKEN_CHARGE: "Prise en charge",
    Status.APPROVED: "Approuvée",
    Status.PARTLY_APPROVED: "Approuvée partiellement",
    Status.DISPUTED: "En litige",
    Status.SUSPENDED: "Suspendue",
    Status.COMPLETED: "Complétée",
    Status.REFUSED: "Refusée",
    Status.PAYMENT_SENT: "Paiement transmis",
    Status.CASHED: "Encaissée",
    Status.REJECTED: "Rejetée",
}
MANDATORY = (Status.DEPOSITED, Status.REFUSED, Status.CASHED, Status.REJECTED)
OURS = (Status.COMPLETED, Status.CASHED)
"""What the seller tells; everything else comes from the platform or the customer."""
ENDED = (Status.REFUSED, Status.REJECTED, Status.CASHED)
"""After these nothing follows."""
_PARTLY = (
    "AUTRE CMD_ERR SIRET_ERR CODE_ROUTAGE_ERR REF_CT_ABSENT REF_ERR PU_ERR REM_ERR QTE_ERR ART_ERR MODPAI_ERR QUALITE_ERR"
    " LIVR_INCOMP"
)
REASONS: Mapping[Status, tuple[str, ...]] = {
    Status.PARTLY_APPROVED: tuple(_PARTLY.split()),
    Status.DISPUTED: (),
    Status.SUSPENDED: (
        "JUSTIF_ABS",
        "COORD_BANC_ERR",
        "CMD_ERR",
        "SIRET_ERR",
        "CODE_ROUTAGE_ERR",
        "REF_CT_ABSENT",
        "REF_ERR",
    ),
    Status.REFUSED: (
        "TX_TVA_ERR",
        "MONTANTTOTAL_ERR",
        "CALCUL_ERR",
        "NON_CONFORME",
        "DOUBLON",
        "DEST_ERR",
        "TRANSAC_INC",
        "EMMET_INC",
        "CONTRAT_TERM",
        "DOUBLE_FACT",
        "CMD_ERR",
        "ADR_ERR",
        "REF_CT_ABSENT",
    ),
    Status.REJECTED: (
        "MONTANTTOTAL_ERR",
        "CALCUL_ERR",
        "DOUBLON",
        "DEST_INC",
        "ADR_ERR",
        "REJ_SEMAN",
        "REJ_UNI",
        "REJ_COH",
        "REJ_ADR",
        "REJ_CONT_B2G",
        "REJ_REF_PJ",
        "REJ_ASS_PJ",
    ),
}
"""The reasons of the statuses that need one. The list of 207 was not found in a source: any code is taken there."""


@dataclass(frozen=True)
class RateAmount:
    """What was cashed at one rate, VAT included (BR-FR-CDV-14)."""

    rate: str
    amount_cents: int


@dataclass(frozen=True)
class Step:
    """One status: its code, when it was, who told it, and why."""

    code: int
    at: datetime
    message_id: str
    by: str
    reason: str = ""
    comment: str = ""
    amounts: tuple[RateAmount, ...] = ()

    @property
    def label(self) -> str:
        """In French."""
        return LABELS[Status(self.code)]


@dataclass(frozen=True)
class Transmission:
    """One invoice on its way. ``attempt`` counts deposits; ``to_deposit`` and ``to_announce`` are still to be done."""

    invoice_id: str
    group_id: str
    siren: str
    number: str
    format: str
    file_name: str
    sha256: str
    size: int
    pieces: int
    attempt: int = 1
    to_deposit: bool = True
    to_announce: tuple[Step, ...] = ()
    platform_reference: str = ""
    steps: tuple[Step, ...] = ()
    cashed: bool = False
    to_hand_over: bool = True
    """Whether something is still to be handed to the platform; kept, so that it can be searched."""

    @property
    def status(self) -> Status | None:
        """The last status that was told; None before the deposit."""
        return Status(self.steps[-1].code) if self.steps else None


def check_step(step: Step) -> None:
    """InputError for a code that is none, or a reason or amount that is missing or unknown."""
    try:
        status = Status(step.code)
    except ValueError:
        known = ", ".join(f"{one.value} {LABELS[one]}" for one in Status)
        raise InputError("code", f"{step.code} is not a status of the life cycle", known) from None
    if status in REASONS:
        allowed = REASONS[status]
        if not step.reason or (allowed and step.reason not in allowed):
            accepted = ", ".join(allowed) or "a reason code"
            raise InputError("reason", f"is missing or unknown for {status.value} (BR-FR-CDV-15)", accepted)
    if status is Status.CASHED and not step.amounts:
        raise InputError("amounts", "are missing for 212 (BR-FR-CDV-14)", "what was cashed, per VAT rate")


def told(transmission: Transmission, step: Step) -> Transmission:
    """With one status more, once per message. RuleError for what cannot come any more."""
    if any(one.message_id == step.message_id for one in transmission.steps):
        return transmission
    check_step(step)
    status = transmission.status
    if status in ENDED:
        raise RuleError(
            "transmission-ended",
            f"the invoice {transmission.number} is {status.value} {LABELS[status]}; {step.code} cannot follow",
        )
    return replace(transmission, steps=(*transmission.steps, step))


def deposited(transmission: Transmission, reference: str, step: Step) -> Transmission:
    """The platform has it."""
    if not transmission.to_deposit:
        return transmission
    left = bool(transmission.to_announce)
    return replace(told(transmission, step), to_deposit=False, platform_reference=reference, to_hand_over=left)


def announced(transmission: Transmission, message_id: str) -> Transmission:
    """The platform has our own status."""
    left = tuple(one for one in transmission.to_announce if one.message_id != message_id)
    return replace(transmission, to_announce=left, to_hand_over=transmission.to_deposit or bool(left))


def to_announce(transmission: Transmission, step: Step) -> Transmission:
    """With a status of our own that the platform is to be told."""
    check_step(step)
    return replace(transmission, to_announce=(*transmission.to_announce, step), to_hand_over=True)


def again(transmission: Transmission, other: Transmission) -> Transmission:
    """Send another file in place of one that the platform rejected (213); nothing else is sent twice."""
    if transmission.status is not Status.REJECTED:
        status = transmission.status
        where = f"{status.value} {LABELS[status]}" if status else "on its way"
        raise RuleError(
            "transmission-exists", f"the invoice {transmission.number} is {where}; only a rejected one is sent again"
        )
    return replace(other, attempt=transmission.attempt + 1, steps=())
