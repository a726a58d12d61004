"""The parts of a quote that come after its approval: what was sent, the signing link, the proof, the invoices of its plan."""

from dataclasses import dataclass
from datetime import date, datetime

from accounting.domain.parties import Customer, LegalEntity


@dataclass(frozen=True)
class Sending:
    """What the customer got: the number, both parties and the contract as they stood, and the very file.

    ``pdf_sha256`` is the hash of the bytes that are kept under ``file_id``: they are given again and never made anew, so that
    what was signed stays what it was, whatever becomes of the program that drew it.
    """

    number: str
    sent_on: date
    seller: LegalEntity
    buyer: Customer
    trade_name: str
    contract_ends_on: date | None
    pdf_sha256: str
    file_id: str
    pieces: int
    email: str | None = None


@dataclass(frozen=True)
class SigningLink:
    """The way to the page of the customer. ``digest`` is the SHA-256 of its token; the token itself is kept nowhere."""

    digest: str
    made_at: datetime
    made_by: str
    email: str | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True)
class Signature:
    """The proof of a simple electronic signature (regulation eIDAS, art. 3 and 25).

    ``text`` is the sentence that was agreed to, ``network`` where the request came from, without what tells one machine of it
    from another.
    """

    signed_at: datetime
    name: str
    text: str
    number: str
    edition: int
    pdf_sha256: str
    link_digest: str
    network: str
    user_agent: str
    order_reference: str = ""


@dataclass(frozen=True)
class Billing:
    """An invoice of one instalment. A discarded draft stays here, so that the next one gets another id."""

    place: int
    attempt: int
    invoice_id: str
    discarded: bool = False
