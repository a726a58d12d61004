"""VAT, sums and standings of a till, made again out of the JSON of its records."""

from collections.abc import Iterable, Mapping
from typing import Any

State = Mapping[str, Any]
PER_MILLE = {"20": 200, "10": 100, "5.5": 55, "2.1": 21, "0": 0}
NATURES = ("goods", "services", "resale")
MEANS = ("cash", "card", "cheque")
NEW: dict[str, Any] = {
    "session": None,
    "session_on": None,
    "session_opened_at": None,
    "session_first": None,
    "sessions": 0,
    "receipts": 0,
    "held": dict.fromkeys(MEANS, 0),
    "net_cents": 0,
    "absolute_cents": 0,
    "first_on": None,
    "day_closed": None,
    "month_closed": None,
    "year_closed": None,
}
"""The standing of a till that has no record yet."""
Key = tuple[str, str]
"""Rate and nature."""
Tax = tuple[int, int, int]
"""Including VAT, base, VAT."""


def half_up(numerator: int, denominator: int) -> int:
    """Rounded to the nearest integer, halves away from zero."""
    rounded = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -rounded if numerator < 0 else rounded


def line_amount(line: State, quantity: int) -> int:
    """The amount of this quantity of a line."""
    return half_up(quantity * int(line["unit_price_cents"]), 1000)


def taxed(lines: Iterable[State], quantities: Iterable[int]) -> dict[Key, Tax]:
    """The VAT inside lines with these quantities: rounded once per rate, split over natures by largest remainder."""
    sums: dict[Key, int] = {}
    for line, quantity in zip(lines, quantities, strict=True):
        key = (line["vat_rate"], line["nature"])
        sums[key] = sums.get(key, 0) + line_amount(line, quantity)
    found: dict[Key, Tax] = {}
    for rate, per_mille in PER_MILLE.items():
        natures = [one for one in NATURES if sums.get((rate, one))]
        total = sum(sums[rate, one] for one in natures)
        base = half_up(total * 1000, 1000 + per_mille)
        shares = {one: base * sums[rate, one] // total for one in natures}
        by_rest = sorted(natures, key=lambda one: (-(base * sums[rate, one] % total), natures.index(one)))
        for one in by_rest[: base - sum(shares.values())]:
            shares[one] += 1
        for one in natures:
            including = sums[rate, one]
            found[rate, one] = (including, shares[one], including - shares[one])
    return found


def stated(parts: Iterable[State]) -> dict[Key, Tax]:
    """The parts that a record states."""
    return {
        (one["rate"], one["nature"]): (one["including_cents"], one["base_cents"], one["vat_cents"]) for one in parts
    }


def standing_after(before: State, link: State) -> dict[str, Any]:
    """Where a till stands after a record, made of where it stood before and of what the record says."""
    after = {**before, "held": dict(before["held"])}
    kind = link["kind"]
    if kind == "OPENING":
        _open(after, link)
    elif kind in ("SALE", "REFUND"):
        ticket = link["ticket"]
        for payment in ticket["payments"]:
            after["held"][payment["means"]] += payment["amount_cents"]
        after["receipts"] += 1
        after["net_cents"] += ticket["total_cents"]
        after["absolute_cents"] += abs(ticket["total_cents"])
    elif kind == "MOVEMENT":
        movement = link["movement"]
        sign = 1 if movement["type"] == "IN" else -1
        after["held"][movement["means"]] += sign * movement["amount_cents"]
    elif kind == "CLOSING":
        _close(after, link["closing"])
    return after


def _open(after: dict[str, Any], link: State) -> None:
    after["sessions"] += 1
    after["session"] = after["sessions"]
    after["session_on"] = link["day"]
    after["session_opened_at"] = link["recorded_at"]
    after["session_first"] = link["sequence"]
    after["first_on"] = after["first_on"] or link["day"]
    after["held"]["cash"] = link["opening"]["counted_cents"]


def _close(after: dict[str, Any], closing: State) -> None:
    if closing["span"] == "MONTH":
        after["month_closed"] = closing["period"]
    elif closing["span"] == "YEAR":
        after["year_closed"] = int(closing["period"])
    else:
        after.update(session=None, session_on=None, session_opened_at=None, session_first=None)
        after["day_closed"] = closing["ends_on"]
        counted = closing["count"]["counted_cents"]
        if counted is not None:
            after["held"]["cash"] = counted
