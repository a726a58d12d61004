"""What takes a sale back: a negative ticket of its own that refers to it. The sale itself is never changed (ISCA).

Amounts and VAT are differences of what was refunded until now, so that a sale that is refunded in any number of parts is taken
back to the cent, for every rate and every nature.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accounting.domain.errors import InputError, RuleError
from accounting.domain.money import half_up
from accounting.domain.pricing import Nature, thousandths
from accounting.domain.till.ticket import Part, Ticket, TicketLine, amounts_of, taxed

Quantities = Mapping[int, int]
"""Line of a sale to thousandths."""


@dataclass(frozen=True)
class AskedRefund:
    """How much of which line of the sale (from 0) comes back."""

    line: int
    quantity: str


def refunded(refunds: Sequence[Ticket]) -> dict[int, int]:
    """What came back of each line of a sale so far, in thousandths."""
    found: dict[int, int] = {}
    for ticket in refunds:
        for line in ticket.lines:
            place = line.sold_place or 0
            found[place] = found.get(place, 0) - line.quantity
    return found


def wanted(sale: Ticket, asked: Sequence[AskedRefund] | None, before: Quantities) -> dict[int, int]:
    """What comes back now. Everything that is left when nothing is ``asked``; never more than that."""
    left = {place: line.quantity - before.get(place, 0) for place, line in enumerate(sale.lines)}
    if not any(left.values()):
        raise RuleError("till-refunded", f"the sale {sale.number} is refunded already, all of it")
    if asked is None:
        return {place: quantity for place, quantity in left.items() if quantity}
    found: dict[int, int] = {}
    for position, one in enumerate(asked):
        field = f"lines.{position}"
        if one.line not in left:
            raise InputError(f"{field}.line", "is no line of the sale", f"0 to {len(sale.lines) - 1}")
        if one.line in found:
            raise InputError(f"{field}.line", "is there twice", "each line of the sale once")
        quantity = thousandths(one.quantity, f"{field}.quantity")
        if quantity > left[one.line]:
            accepted = f"at most {_decimal(left[one.line])}, what is left of this line"
            raise InputError(f"{field}.quantity", "is more than was sold", accepted)
        found[one.line] = quantity
    if not found:
        raise InputError("lines", "is empty", "lines of the sale, or no lines for all of it")
    return found


def refund_lines(sale: Ticket, now: Quantities, before: Quantities) -> tuple[TicketLine, ...]:
    """The negative lines."""
    return tuple(_taken_back(sale.lines[place], place, now[place], before.get(place, 0)) for place in sorted(now))


def refund_parts(sale: Ticket, now: Quantities, before: Quantities) -> tuple[Part, ...]:
    """The negative parts: what everything refunded until now comes to, without what was refunded before."""
    earlier = taxed(amounts_of(_kept(sale, before)))
    later = taxed(
        amounts_of(_kept(sale, {place: before.get(place, 0) + now.get(place, 0) for place in {*before, *now}}))
    )
    found: dict[tuple[Nature, str], Part] = {}
    for sign, parts in ((-1, later), (1, earlier)):
        for one in parts:
            known = found.get((one.nature, one.rate), Part(one.nature, one.rate, 0, 0, 0))
            found[one.nature, one.rate] = Part(
                one.nature,
                one.rate,
                known.including_cents + sign * one.including_cents,
                known.base_cents + sign * one.base_cents,
                known.vat_cents + sign * one.vat_cents,
            )
    return tuple(one for one in found.values() if (one.including_cents, one.base_cents, one.vat_cents) != (0, 0, 0))


def _kept(sale: Ticket, quantities: Quantities) -> tuple[TicketLine, ...]:
    """Lines of the sale as if only these quantities had been sold."""
    return tuple(
        TicketLine(
            line.label,
            quantities[place],
            line.unit_price_cents,
            line.vat_rate,
            line.nature,
            _amount(line, quantities[place]),
        )
        for place, line in enumerate(sale.lines)
        if quantities.get(place)
    )


def _taken_back(line: TicketLine, place: int, now: int, before: int) -> TicketLine:
    amount = _amount(line, before + now) - _amount(line, before)
    return TicketLine(
        line.label, -now, line.unit_price_cents, line.vat_rate, line.nature, -amount, line.article, sold_place=place
    )


def _amount(line: TicketLine, quantity: int) -> int:
    return half_up(quantity * line.unit_price_cents, 1000)


def _decimal(quantity: int) -> str:
    return f"{quantity // 1000}.{quantity % 1000:03d}".rstrip("0").rstrip(".")
