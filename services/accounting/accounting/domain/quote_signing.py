"""What the customer does with a quote: reads it behind a link, signs or refuses it; or signs paper, which somebody declares.

The link is a secret that whoever has it may sign with, so its token is long, kept only as a hash, ends with the validity of the
quote and can be revoked. What was signed is a simple electronic signature (regulation eIDAS, art. 25): it cannot be set aside
because it is electronic, and it is worth what its proof is worth.
"""

import hashlib
import ipaddress
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from accounting.domain.errors import InputError, RuleError
from accounting.domain.history import Happening, Visibility, check_comment
from accounting.domain.quote import Quote, QuoteStatus, sent, state_on, with_happening
from accounting.domain.quote_parts import Sending, Signature, SigningLink

TOKEN_BYTES = 32
LONGEST_TOKEN = 100
LONGEST_NAME = 120
LONGEST_REFERENCE = 60
LONGEST_AGENT = 300
CUSTOMER = "customer"
"""The actor of what is done behind a link: nobody who has an account."""


class LinkState(StrEnum):
    """What a link leads to."""

    OPEN = "open"
    SIGNED = "signed"
    REFUSED = "refused"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"


@dataclass(frozen=True)
class Visitor:
    """Where a request came from: the network (see ``network_of``) and what the browser says of itself."""

    network: str
    user_agent: str


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def network_of(address: str) -> str:
    """The network of an address, /24 or /48, and empty for what is none.

    It is enough to tell whether a signature came from where the customer is, and names no single machine. A hash would not be
    less: all four billion addresses of IPv4 can be tried in minutes.
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return str(ipaddress.ip_network((found, 24 if found.version == 4 else 48), strict=False))


def number_text(series: str, number: int, edition: int) -> str:
    """``D2026-00001``, and ``D2026-00001-V2`` for the second version. The series ends with its year."""
    version = f"-V{edition}" if edition > 1 else ""
    return f"D{series.rpartition(':')[2]}-{number:05d}{version}"


def send(quote: Quote, sending: Sending, link: SigningLink, happening: Happening) -> Quote:
    """The customer gets an approved quote."""
    if quote.status is not QuoteStatus.APPROVED:
        raise RuleError("quote-not-approved", f"the quote is {quote.status}; only an approved one is sent")
    return with_happening(replace(quote, sending=sending, link=link), happening, status=QuoteStatus.SENT)


def with_new_link(quote: Quote, link: SigningLink, happening: Happening, today: date) -> Quote:
    """Another link instead of the one before, which is worth nothing any more."""
    state = state_on(quote, today)
    if state is not QuoteStatus.SENT:
        raise RuleError("quote-not-sent", f"the quote is {state}; only one that waits for the customer has a link")
    return with_happening(replace(quote, link=link), happening)


def revoked(quote: Quote, happening: Happening) -> Quote:
    """The link leads nowhere any more; the quote stays as it is."""
    if quote.link is None or quote.link.revoked_at is not None:
        raise RuleError("quote-without-link", "the quote has no signing link that could be revoked")
    return with_happening(replace(quote, link=replace(quote.link, revoked_at=happening.at)), happening)


def link_state(quote: Quote, today: date) -> LinkState:
    """What the page behind the link has to say."""
    if quote.link is not None and quote.link.revoked_at is not None:
        return LinkState.REVOKED
    if quote.valid_until < today and not (
        quote.agreed or quote.status in (QuoteStatus.REFUSED, QuoteStatus.SUPERSEDED)
    ):
        return LinkState.WITHDRAWN if quote.status is QuoteStatus.WITHDRAWN else LinkState.EXPIRED
    if quote.agreed:
        return LinkState.SIGNED
    return {
        QuoteStatus.REFUSED: LinkState.REFUSED,
        QuoteStatus.EXPIRED: LinkState.EXPIRED,
        QuoteStatus.WITHDRAWN: LinkState.WITHDRAWN,
        QuoteStatus.SUPERSEDED: LinkState.SUPERSEDED,
    }.get(quote.status, LinkState.OPEN)


def readable_behind_link(quote: Quote, today: date) -> bool:
    """Whether the files can be fetched with the link: until its last day, and not once it leads nowhere."""
    open_ones = (LinkState.OPEN, LinkState.SIGNED, LinkState.REFUSED)
    return quote.valid_until >= today and link_state(quote, today) in open_ones


def agreement_text(sending: Sending, edition: int, amount: str) -> str:
    """The sentence that the customer agrees to; it is part of the proof. ``amount`` includes VAT."""
    version = f", version {edition}" if edition > 1 else ""
    return (
        f"Bon pour accord : j’accepte le devis n° {sending.number}{version} de {sending.seller.name}, d’un montant de {amount}"
        " TTC, et je déclare pouvoir engager le client nommé sur ce devis. Je signe par voie électronique."
    )


def sign(
    quote: Quote, name: str, order_reference: str, text: str, visitor: Visitor, happening: Happening, today: date
) -> Quote:
    """The customer signs what was sent. Repeated, it stays the first signature."""
    state = link_state(quote, today)
    if quote.link is None or state not in (LinkState.OPEN, LinkState.SIGNED):
        raise RuleError(f"quote-{state}", f"the quote is {state} and cannot be signed")
    if state is LinkState.SIGNED:
        return quote
    sending = sent(quote)
    signature = Signature(
        signed_at=happening.at,
        name=_text("name", name, LONGEST_NAME, "your first and last name"),
        text=text,
        number=sending.number,
        edition=quote.edition,
        pdf_sha256=sending.pdf_sha256,
        link_digest=quote.link.digest,
        network=visitor.network,
        user_agent=visitor.user_agent[:LONGEST_AGENT],
        order_reference=_reference(order_reference),
    )
    signed = replace(quote, signature=signature, accepted_on=today, order_reference=signature.order_reference)
    return with_happening(signed, happening, status=QuoteStatus.SIGNED)


def refuse(quote: Quote, reason: str, at: datetime, today: date) -> Quote:
    """The customer says no, with a reason if they like. Repeated, it stays the first one."""
    state = link_state(quote, today)
    if state is LinkState.REFUSED:
        return quote
    if state is not LinkState.OPEN:
        raise RuleError(f"quote-{state}", f"the quote is {state} and cannot be refused")
    check_comment(reason, field="reason")
    happening = Happening(at, CUSTOMER, "refused", reason.strip(), Visibility.CUSTOMER)
    return with_happening(replace(quote, refusal=reason.strip(), ended_on=today), happening, status=QuoteStatus.REFUSED)


def accept(quote: Quote, accepted_on: date, order_reference: str, happening: Happening, today: date) -> Quote:
    """Somebody of the group or the accountant declares that the customer signed: once, and on a day when it could be.

    A paper that comes back after the last day was still signed in time when its date says so.
    """
    if quote.status not in (QuoteStatus.SENT, QuoteStatus.EXPIRED):
        raise RuleError("quote-not-sent", f"the quote is {quote.status}; the customer accepts one that was sent")
    if accepted_on > today:
        raise InputError("accepted_on", "is in the future", f"a day until {today}")
    if accepted_on < sent(quote).sent_on:
        raise InputError("accepted_on", "is before it was sent", f"a day from {sent(quote).sent_on} on")
    if accepted_on > quote.valid_until:
        raise RuleError("quote-expired", f"the quote was valid until {quote.valid_until}")
    declared = replace(
        quote,
        accepted_on=accepted_on,
        declared_by=happening.actor,
        order_reference=_reference(order_reference),
        ended_on=None,
    )
    return with_happening(declared, happening, status=QuoteStatus.SIGNED)


def expired(quote: Quote, happening: Happening, today: date) -> Quote | None:
    """Its last day is over: written down once. None when there is nothing to write."""
    if quote.status is not QuoteStatus.SENT or quote.valid_until >= today:
        return None
    return with_happening(quote, happening, status=QuoteStatus.EXPIRED)


def _text(field: str, value: str, most: int, accepted: str) -> str:
    clean = " ".join(value.split())
    if not clean:
        raise InputError(field, "is missing", accepted)
    if len(clean) > most or not clean.isprintable():
        raise InputError(field, "is too long or has characters that cannot be printed", f"at most {most} characters")
    return clean


def _reference(value: str) -> str:
    return _text("order_reference", value, LONGEST_REFERENCE, "your order number") if value.strip() else ""
