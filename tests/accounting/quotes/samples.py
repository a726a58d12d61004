"""Invented quotes that the tests of the rules start from."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from accounting.domain.history import Happening
from accounting.domain.instalments import Instalment
from accounting.domain.quote import Quote, QuoteStatus
from accounting.domain.quote_parts import Sending, SigningLink
from tests.accounting.unit.samples import BUYER, SELLER, TODAY, line

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
PLAN = (Instalment("Acompte", "30", TODAY + timedelta(days=4)), Instalment("Solde", "70"))
QUOTE = Quote("a1", "g1", "student_cooperative", "c1", TODAY + timedelta(days=30), (line(100_000),), plan=PLAN)


def sending(on: date = TODAY) -> Sending:
    """Sent to the bookshop on this day."""
    return Sending("D2026-00001", on, SELLER, BUYER, "Atelier Maille", date(2027, 7, 31), "ab" * 32, "quote:q1:1", 1)


def happened(action: str = "sent", comment: str = "") -> Happening:
    """A line of a history."""
    return Happening(NOW, "p1", action, comment)


SENT = replace(QUOTE, status=QuoteStatus.SENT, sending=sending(), link=SigningLink("cd" * 32, NOW, "p1"))
SIGNED = replace(SENT, status=QuoteStatus.SIGNED, accepted_on=TODAY)
