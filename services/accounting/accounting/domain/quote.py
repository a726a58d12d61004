"""A quote: DRAFT → SUBMITTED → (RETURNED → SUBMITTED) → APPROVED → SENT → SIGNED → INVOICING → INVOICED.

From SENT on nothing that the customer read can change: another offer is another version, which SUPERSEDES this one when it is
sent. A sent quote can also be REFUSED by the customer, WITHDRAWN by the group, or EXPIRED, which follows from its last day and
is only written down so that it is told once. What was signed is what is invoiced, in the parts of its plan.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from accounting.domain.errors import RuleError
from accounting.domain.history import Happening
from accounting.domain.instalments import Instalment
from accounting.domain.pricing import Discount, Line, Totals, totals_of
from accounting.domain.quote_parts import Billing, Sending, Signature, SigningLink


class QuoteStatus(StrEnum):
    """Where a quote stands."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    RETURNED = "RETURNED"
    APPROVED = "APPROVED"
    SENT = "SENT"
    SIGNED = "SIGNED"
    REFUSED = "REFUSED"
    EXPIRED = "EXPIRED"
    WITHDRAWN = "WITHDRAWN"
    SUPERSEDED = "SUPERSEDED"
    DISCARDED = "DISCARDED"
    INVOICING = "INVOICING"
    INVOICED = "INVOICED"


EDITABLE = (QuoteStatus.DRAFT, QuoteStatus.RETURNED)
AGREED = (QuoteStatus.SIGNED, QuoteStatus.INVOICING, QuoteStatus.INVOICED)
ENDED = (QuoteStatus.REFUSED, QuoteStatus.EXPIRED, QuoteStatus.WITHDRAWN)
"""Sent, and without a customer who agreed."""


class PlanShown(StrEnum):
    """How the customer reads the payment plan: every part with its date, in one sentence, or not at all."""

    ALL = "all"
    SUMMARY = "summary"
    NONE = "none"


@dataclass(frozen=True)
class Quote:
    """An offer of a group to a customer. An empty ``plan`` is one invoice.

    ``former_id`` is the version that this one replaces, ``root_id`` the first of all versions, whose number they share.
    ``ended_on`` is the day on which it was refused, withdrawn or superseded.
    """

    activity_id: str
    group_id: str
    scheme: str
    customer_id: str
    valid_until: date
    lines: tuple[Line, ...]
    status: QuoteStatus = QuoteStatus.DRAFT
    accepted_on: date | None = None
    invoice_id: str | None = None
    discount: Discount | None = None
    title: str = ""
    note: str = ""
    conditions: str = ""
    plan: tuple[Instalment, ...] = ()
    plan_shown: PlanShown = PlanShown.ALL
    edition: int = 1
    root_id: str | None = None
    former_id: str | None = None
    superseded_by: str | None = None
    submitted_by: str | None = None
    approved_as: str | None = None
    sending: Sending | None = None
    link: SigningLink | None = None
    signature: Signature | None = None
    declared_by: str | None = None
    order_reference: str = ""
    refusal: str = ""
    ended_on: date | None = None
    billings: tuple[Billing, ...] = ()
    history: tuple[Happening, ...] = ()

    @property
    def totals(self) -> Totals:
        """What the lines add up to."""
        return totals_of(self.lines, self.discount)

    @property
    def number(self) -> str | None:
        """Its number, once it was sent."""
        return self.sending.number if self.sending else None

    @property
    def agreed(self) -> bool:
        """Whether the customer agreed."""
        return self.status in AGREED


@dataclass(frozen=True)
class QuoteContent:
    """What a quote says."""

    customer_id: str
    valid_until: date
    lines: tuple[Line, ...]
    discount: Discount | None = None
    title: str = ""
    note: str = ""
    conditions: str = ""
    plan: tuple[Instalment, ...] = ()
    plan_shown: PlanShown = PlanShown.ALL


def content_of(quote: Quote) -> QuoteContent:
    """What it says."""
    return QuoteContent(
        customer_id=quote.customer_id,
        valid_until=quote.valid_until,
        lines=quote.lines,
        discount=quote.discount,
        title=quote.title,
        note=quote.note,
        conditions=quote.conditions,
        plan=quote.plan,
        plan_shown=quote.plan_shown,
    )


def with_words(quote: Quote, content: QuoteContent) -> Quote:
    """The quote saying this, unchecked."""
    return replace(
        quote,
        customer_id=content.customer_id,
        valid_until=content.valid_until,
        lines=content.lines,
        discount=content.discount,
        title=content.title,
        note=content.note,
        conditions=content.conditions,
        plan=content.plan,
        plan_shown=content.plan_shown,
    )


def state_on(quote: Quote, today: date) -> QuoteStatus:
    """Where it stands on a day: a sent one is expired after its last day, whether that was written down or not."""
    if quote.status is QuoteStatus.SENT and quote.valid_until < today:
        return QuoteStatus.EXPIRED
    return quote.status


def sent(quote: Quote) -> Sending:
    """What was sent; RuleError before it was."""
    if quote.sending is None:
        raise RuleError("quote-not-sent", f"the quote is {quote.status} and was not sent to the customer yet")
    return quote.sending


def with_happening(quote: Quote, happening: Happening, *, status: QuoteStatus | None = None) -> Quote:
    """The quote with one more line in its history, in another state if so."""
    return replace(quote, status=status or quote.status, history=(*quote.history, happening))
