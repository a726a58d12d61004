"""The totals of days, months and years of a till, added up on the way and compared with what its closings state."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from essaim.till.figures import MEANS, Key, State, stated

_COMPARED = ("first_sequence", "last_sequence", "means", "sale_count", "refund_count", "sold_cents", "refunded_cents")


@dataclass
class Totals:
    """What a period adds up to."""

    first_sequence: int = 0
    last_sequence: int = 0
    means: dict[str, int] = field(default_factory=lambda: dict.fromkeys(MEANS, 0))
    sale_count: int = 0
    refund_count: int = 0
    sold_cents: int = 0
    refunded_cents: int = 0
    parts: dict[Key, list[int]] = field(default_factory=dict)

    def reach(self, first: int, last: int) -> None:
        """It has these numbers of the chain in it."""
        self.first_sequence = min(self.first_sequence or first, first)
        self.last_sequence = max(self.last_sequence, last)

    def ticket(self, ticket: State) -> None:
        """One ticket more."""
        total = ticket["total_cents"]
        for payment in ticket["payments"]:
            self.means[payment["means"]] += payment["amount_cents"]
        if total > 0:
            self.sale_count, self.sold_cents = self.sale_count + 1, self.sold_cents + total
        else:
            self.refund_count, self.refunded_cents = self.refund_count + 1, self.refunded_cents - total
        for key, tax in stated(ticket["parts"]).items():
            self._add(key, (*tax, 1))

    def add(self, other: "Totals", sequence: int) -> None:
        """A shorter period that was closed under this number."""
        self.reach(other.first_sequence or sequence, sequence)
        for means, cents in other.means.items():
            self.means[means] += cents
        self.sale_count += other.sale_count
        self.refund_count += other.refund_count
        self.sold_cents += other.sold_cents
        self.refunded_cents += other.refunded_cents
        for key, tax in other.parts.items():
            self._add(key, tax)

    def differences(self, closing: State) -> Iterator[str]:
        """What a closing states otherwise."""
        for name in _COMPARED:
            if closing[name] != getattr(self, name):
                yield f"{name} is {closing[name]}, and its records make {getattr(self, name)}"
        found = {key: [*tax, one["tickets"]] for one in closing["parts"] for key, tax in stated([one]).items()}
        if found != self.parts or len(closing["parts"]) != len(self.parts):
            yield f"its parts are {found}, and its records make {self.parts}"

    def _add(self, key: Key, tax: "list[int] | tuple[int, int, int, int]") -> None:
        known = self.parts.get(key, [0, 0, 0, 0])
        self.parts[key] = [one + other for one, other in zip(known, tax, strict=True)]


@dataclass
class Periods:
    """Totals on the way. ``whole`` is false for a walk that began midway: periods that began before it are not judged. A
    month is known when the one before it was closed on the way, a year when its first month was."""

    whole: bool
    session: Totals | None = None
    month: Totals | None = None
    year: Totals | None = None
    net_cents: int = 0
    absolute_cents: int = 0
    _days: list[tuple[str, int, int, int, Totals]] = field(default_factory=list)
    _months: list[tuple[str, int, int, int, Totals]] = field(default_factory=list)
    _since: dict[str, str] = field(default_factory=dict)

    def open(self, sequence: int) -> None:
        """A session begins."""
        self.session = Totals()
        self.session.reach(sequence, sequence)

    def close(self, sequence: int, closing: State, before: State) -> Iterator[str]:
        """What is wrong with a closing; ``before`` is the standing in front of it."""
        span: str = closing["span"]
        if span == "DAY":
            yield from self._day(sequence, closing, before)
        elif span == "MONTH":
            yield from self._period(sequence, closing, before, self._days, self._months)
        else:
            yield from self._period(sequence, closing, before, self._months, [])

    def _day(self, sequence: int, closing: State, before: State) -> Iterator[str]:
        totals = self.session
        self.session = None
        if totals is None:
            if self.whole:
                yield "it closes a session that was not opened"
            return
        yield from totals.differences(closing)
        perpetual = before["net_cents"], before["absolute_cents"]
        yield from _perpetual(closing, *perpetual)
        if closing["ends_on"] != before["session_on"] or closing["starts_on"] != before["session_on"]:
            yield f"it closes {closing['starts_on']} to {closing['ends_on']}, and the session is of {before['session_on']}"
        if closing["period"] != closing["ends_on"]:
            yield f"it is called {closing['period']}, and ends on {closing['ends_on']}"
        if closing["count"]["expected_cents"] != before["held"]["cash"]:
            yield f"{closing['count']['expected_cents']} cents are expected, and there were {before['held']['cash']}"
        self._days.append((closing["ends_on"], sequence, *perpetual, totals))

    def _period(
        self, sequence: int, closing: State, before: State, inside: list[Any], outside: list[Any]
    ) -> Iterator[str]:
        """A month out of days, or a year out of months."""
        span, first, last = closing["span"], closing["starts_on"], closing["ends_on"]
        taken = [one for one in inside if one[0] <= last]
        of_year = span == "YEAR" and any(one[0][:7] == first[:7] for one in taken)
        known = self.whole or of_year or (span == "MONTH" and span in self._since)
        self._since[span] = last
        inside[:] = [one for one in inside if one[0] > last]
        if not known:
            return
        totals = Totals()
        net, absolute = before["net_cents"], before["absolute_cents"]
        for day, at, net, absolute, one in taken:  # noqa: B007
            totals.add(one, at)
            if day < first:
                yield f"it begins on {first}, and {day} is in no closing"
        yield from totals.differences(closing)
        yield from _perpetual(closing, net, absolute)
        if closing["period"] != (last[:7] if span == "MONTH" else last[:4]):
            yield f"it is called {closing['period']}, and ends on {last}"
        outside.append((last, sequence, net, absolute, totals))


def _perpetual(closing: State, net: int, absolute: int) -> Iterator[str]:
    found = closing["net_cents"], closing["absolute_cents"]
    if found != (net, absolute):
        yield f"its perpetual totals are {found[0]} and {found[1]} cents, and the chain makes {net} and {absolute}"
