"""An approved quote goes to the customer: it gets its number, is drawn and kept as it is, and a link leads to it."""

import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date

from accounting.deps import Deps
from accounting.documents.quotes.quote_pdf import render_quote
from accounting.domain.activity import Activity, check_open
from accounting.domain.errors import RuleError
from accounting.domain.history import Happening
from accounting.domain.party_checks import check_email
from accounting.domain.quote import Quote, QuoteStatus, content_of, sent
from accounting.domain.quote_parts import Sending, SigningLink
from accounting.domain.quote_sheet import quote_sheet_of
from accounting.domain.quote_signing import TOKEN_BYTES, digest_of, number_text, send, with_new_link
from accounting.domain.quoting import check_content, superseded
from accounting.domain.vat_liability import check_vat_liability
from accounting.usecases.files.keep_bytes import KeepBytes, keep_bytes
from accounting.usecases.parties.find_customer import find_customer
from accounting.usecases.parties.read_logo import read_logo
from essaim.contracts.accounting import QuoteSent
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import ConflictError


@dataclass(frozen=True)
class SendQuote:
    """Which quote, and the address that it goes to, if it is known."""

    quote_id: str
    email: str | None = None


@dataclass(frozen=True)
class SentQuote:
    """The quote, SENT, and the token of its link: given once, and kept nowhere."""

    stored: Stored[Quote]
    token: str


async def send_quote(command: SendQuote, deps: Deps, cause: Cause, *, expected_version: int | None = None) -> SentQuote:
    """Send it. One that waits for the customer already gets another link, and the former link ends.

    The number belongs to the first version, so asking again after a crash gives the same one. The version before is
    superseded first: two versions can never be signed.
    """
    if command.email is not None:
        check_email(command.email)
    quote, token = (await deps.quotes.get(command.quote_id)).state, secrets.token_urlsafe(TOKEN_BYTES)
    link = SigningLink(digest_of(token), deps.clock.now(), cause.actor, command.email)
    if quote.sending is not None:
        happening, today = Happening(deps.clock.now(), cause.actor, "link_renewed"), deps.clock.today()
        stored = await deps.quotes.change(
            command.quote_id,
            lambda one: Change(with_new_link(one, link, happening, today)),
            cause,
            expected_version=expected_version,
        )
        return SentQuote(stored, token)
    if quote.status is not QuoteStatus.APPROVED:
        raise RuleError("quote-not-approved", f"the quote is {quote.status}; only an approved one is sent")
    sending = await _freeze(command, quote, deps, cause)
    await _supersede(command.quote_id, quote, deps, cause)
    happening = Happening(deps.clock.now(), cause.actor, "sent")

    def decide(one: Quote) -> Change[Quote]:
        if content_of(one) != content_of(quote):
            raise ConflictError(
                "quote-changed", "the quote was changed while it was being sent; read it and send it again"
            )
        done = send(one, sending, link, happening)
        return Change(done, (_event(command.quote_id, done),))

    stored = await deps.quotes.change(command.quote_id, decide, cause, expected_version=expected_version)
    return SentQuote(stored, token)


async def _freeze(command: SendQuote, quote: Quote, deps: Deps, cause: Cause) -> Sending:
    """Both parties as they stand, the number, and the file that the customer reads."""
    activity, today = (await deps.activities.get(quote.activity_id)).state, deps.clock.today()
    check_open(activity)
    check_content(content_of(quote), today)
    seller = (await deps.legal_entities.get(activity.siren)).state
    check_vat_liability(seller, quote.lines)
    buyer = await find_customer(quote.customer_id, quote.group_id, deps)
    sending = Sending(
        number=await _number(command.quote_id, quote, activity, today, deps),
        sent_on=today,
        seller=seller,
        buyer=buyer,
        trade_name=(await deps.groups.get(quote.group_id)).state.name or activity.analytic_code,
        contract_ends_on=activity.contracts_end_on,
        pdf_sha256="",
        file_id=f"quote:{command.quote_id}:{cause.command_id}",
        pieces=0,
        email=command.email or buyer.email,
    )
    ready = replace(quote, sending=sending)
    logo = await read_logo(seller.logo, deps) if seller.logo else None
    sheet = quote_sheet_of(ready, seller, buyer, sending.trade_name, sending.contract_ends_on, logo)
    content = await deps.aside.run(render_quote, sheet)

    async def once() -> AsyncIterator[bytes]:
        yield content

    kept = await keep_bytes(KeepBytes(sending.file_id, once()), deps, cause)
    return replace(sending, pdf_sha256=kept.sha256, pieces=kept.pieces)


async def _number(quote_id: str, quote: Quote, activity: Activity, today: date, deps: Deps) -> str:
    reserved = await deps.numbers.reserve(f"quote:{activity.siren}:{today.year}", quote.root_id or quote_id)
    return number_text(reserved.series, reserved.number, quote.edition)


async def _supersede(quote_id: str, quote: Quote, deps: Deps, cause: Cause) -> None:
    if quote.former_id is None:
        return
    happening, today = Happening(deps.clock.now(), cause.actor, "superseded"), deps.clock.today()

    def decide(former: Quote) -> Change[Quote] | None:
        changed = superseded(former, quote_id, happening, today)
        return None if changed is former else Change(changed)

    await deps.quotes.change(quote.former_id, decide, cause, effect=f"superseded:{quote_id}")


def _event(quote_id: str, quote: Quote) -> QuoteSent:
    sending, totals = sent(quote), quote.totals
    return QuoteSent(
        quote_id=quote_id,
        activity_id=quote.activity_id,
        group_id=quote.group_id,
        legal_entity_siren=sending.seller.siren,
        number=sending.number,
        edition=quote.edition,
        sent_on=sending.sent_on,
        valid_until=quote.valid_until,
        total_excluding_vat=totals.excluding_vat_cents,
        vat=totals.vat_cents,
        total_including_vat=totals.including_vat_cents,
    )
