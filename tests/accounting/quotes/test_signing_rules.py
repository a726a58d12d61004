"""When a quote can be signed, refused, expired, and what is kept of whoever signs it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from accounting.domain.errors import InputError, RuleError
from accounting.domain.quote import Quote, QuoteStatus, state_on
from accounting.domain.quote_signing import (
    LinkState,
    Visitor,
    accept,
    expired,
    link_state,
    network_of,
    number_text,
    readable_behind_link,
    refuse,
    sign,
)
from accounting.domain.quoting import superseded
from tests.accounting.quotes.samples import NOW, QUOTE, SENT, SIGNED, happened
from tests.accounting.unit.samples import TODAY

DAY = timedelta(days=1)
VISITOR = Visitor("203.0.113.0/24", "Navigateur " + "x" * 400)
AFTER = SENT.valid_until + DAY


def signed_by(quote: Quote, name: str = "Claude Cliente", reference: str = "") -> Quote:
    return sign(quote, name, reference, "Bon pour accord", VISITOR, happened("signed"), TODAY)


def test_a_signature_keeps_its_proof_and_the_first_one_stays() -> None:
    once = signed_by(SENT, "  Claude   Cliente ", " BC-7 ")
    proof = once.signature
    assert proof is not None
    assert (once.status, once.accepted_on, once.order_reference) == (QuoteStatus.SIGNED, TODAY, "BC-7")
    assert (proof.name, proof.signed_at, proof.pdf_sha256) == ("Claude Cliente", NOW, "ab" * 32)
    assert (proof.network, len(proof.user_agent), proof.edition) == ("203.0.113.0/24", 300, 1)
    assert signed_by(once, "Autre Personne") is once


@pytest.mark.parametrize(
    ("quote", "today", "state"),
    [
        (SENT, TODAY, LinkState.OPEN),
        (SENT, SENT.valid_until, LinkState.OPEN),
        (SENT, AFTER, LinkState.EXPIRED),
        (SIGNED, AFTER, LinkState.SIGNED),
        (replace(SENT, status=QuoteStatus.WITHDRAWN), TODAY, LinkState.WITHDRAWN),
        (replace(SENT, status=QuoteStatus.SUPERSEDED), TODAY, LinkState.SUPERSEDED),
        (replace(SENT, link=replace(SENT.link, revoked_at=NOW) if SENT.link else None), TODAY, LinkState.REVOKED),
    ],
)
def test_a_link_opens_only_what_waits_for_the_customer(quote: Quote, today: date, state: LinkState) -> None:
    assert link_state(quote, today) == state
    if state is not LinkState.OPEN:
        with pytest.raises(RuleError):
            refuse(quote, "non", NOW, today)


def test_files_behind_a_link_end_with_the_validity() -> None:
    assert readable_behind_link(SIGNED, SIGNED.valid_until)
    assert not readable_behind_link(SIGNED, AFTER)


def test_a_name_is_needed_and_a_reference_is_short() -> None:
    for name, reference, field in (("  ", "", "name"), ("x" * 121, "", "name"), ("C", "y" * 61, "order_reference")):
        with pytest.raises(InputError) as caught:
            signed_by(SENT, name, reference)
        assert caught.value.fields[0].field == field


def test_a_signature_on_paper_is_declared_inside_the_validity_only() -> None:
    """On a day from the sending to the last one; also when the paper comes back later."""
    late = replace(SENT, status=QuoteStatus.EXPIRED)
    declared = accept(late, SENT.valid_until, "", happened("declared_signed"), AFTER)
    assert (declared.status, declared.declared_by, declared.accepted_on) == ("SIGNED", "p1", SENT.valid_until)
    for day, today in ((TODAY - DAY, TODAY), (TODAY + DAY, TODAY)):
        with pytest.raises(InputError, match="accepted_on"):
            accept(SENT, day, "", happened(), today)
    with pytest.raises(RuleError) as over:
        accept(SENT, AFTER, "", happened(), AFTER)
    assert over.value.slug == "quote-expired"
    for quote in (QUOTE, replace(QUOTE, status=QuoteStatus.APPROVED), SIGNED):
        with pytest.raises(RuleError):
            accept(quote, TODAY, "", happened(), TODAY)


def test_expiry_is_derived_and_written_once() -> None:
    assert state_on(SENT, SENT.valid_until) is QuoteStatus.SENT
    assert state_on(SENT, AFTER) is QuoteStatus.EXPIRED
    over = expired(SENT, happened("expired"), AFTER)
    assert over is not None
    assert expired(over, happened("expired"), AFTER) is None
    assert expired(SENT, happened("expired"), SENT.valid_until) is None


def test_a_signed_version_is_not_replaced() -> None:
    with pytest.raises(RuleError):
        superseded(SIGNED, "q2", happened("superseded"), TODAY)
    gone = superseded(SENT, "q2", happened("superseded"), TODAY)
    assert superseded(gone, "q2", happened("superseded"), TODAY) is gone
    with pytest.raises(RuleError):
        superseded(gone, "q3", happened("superseded"), TODAY)


def test_only_the_network_of_an_address_is_kept() -> None:
    assert network_of("203.0.113.77") == "203.0.113.0/24"
    assert network_of("2001:db8:1:2::77") == "2001:db8:1::/48"
    assert network_of("testclient") == ""


def test_versions_share_their_number() -> None:
    assert number_text("quote:732829320:2026", 1, 1) == "D2026-00001"
    assert number_text("quote:732829320:2026", 12, 3) == "D2026-00012-V3"
