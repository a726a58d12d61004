"""The tickets of a till, made again: amounts of lines, VAT per rate, payments, and what was refunded of a sale."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from essaim.till.figures import State, line_amount, stated, taxed


@dataclass
class Sales:
    """Every sale by its operation: what refunds and reprints refer to. ``whole`` is false for a walk that began midway."""

    whole: bool
    _lines: dict[str, tuple[State, ...]] = field(default_factory=dict)
    _refunded: dict[str, list[int]] = field(default_factory=dict)
    _printed: dict[str, int] = field(default_factory=dict)
    _tickets: set[str] = field(default_factory=set)

    def ticket(self, link: State, receipts: int) -> Iterator[str]:
        """What is wrong with a sale or a refund; ``receipts`` is its number by the count of the till."""
        ticket = link["ticket"]
        if int(ticket["number"].rpartition("-")[2]) != receipts:
            yield f"its number is {ticket['number']}, and the till counts {receipts}"
        paid = sum(one["amount_cents"] for one in ticket["payments"])
        lines = sum(one["amount_cents"] for one in ticket["lines"])
        if not paid == lines == ticket["total_cents"]:
            yield f"lines make {lines}, payments {paid}, and the total is {ticket['total_cents']} cents"
        self._tickets.add(link["operation_id"])
        if link["kind"] == "SALE":
            yield from self._sale(link["operation_id"], ticket)
        else:
            yield from self._refund(link["refers_to"], ticket)

    def duplicate(self, link: State) -> Iterator[str]:
        """What is wrong with a reprint: they are counted from 1, per ticket."""
        ticket, number = link["refers_to"], link["duplicate"]["number"]
        if self.whole and ticket not in self._tickets:
            yield f"it prints {ticket}, which is not in the chain"
        expected = self._printed.get(ticket, 0) + 1
        if number != expected and (self.whole or ticket in self._printed):
            yield f"it is duplicate {number} of its ticket, and not {expected}"
        self._printed[ticket] = number

    def _sale(self, operation: str, ticket: State) -> Iterator[str]:
        lines = tuple(ticket["lines"])
        for place, line in enumerate(lines):
            if line["amount_cents"] != line_amount(line, line["quantity"]) or line["quantity"] <= 0:
                yield f"line {place} has {line['quantity']} thousandths and {line['amount_cents']} cents"
        made = taxed(lines, [line["quantity"] for line in lines])
        if made != stated(ticket["parts"]) or len(made) != len(ticket["parts"]):
            yield f"its VAT is {ticket['parts']}, and its lines make {made}"
        self._lines[operation] = lines

    def _refund(self, operation: str, ticket: State) -> Iterator[str]:
        lines = self._lines.get(operation)
        if lines is None:
            if self.whole:
                yield f"it refunds {operation}, which is not in the chain"
            return
        before = self._refunded.get(operation, [0] * len(lines))
        after = list(before)
        for line in ticket["lines"]:
            place = line["sold_place"]
            after[place] -= line["quantity"]
            expected = line_amount(lines[place], before[place]) - line_amount(lines[place], after[place])
            if line["amount_cents"] != expected or not before[place] < after[place] <= lines[place]["quantity"]:
                yield f"line {place} takes {-line['quantity']} thousandths and {-line['amount_cents']} cents back"
        yield from _refund_tax(lines, before, after, ticket)
        self._refunded[operation] = after


def _refund_tax(lines: tuple[State, ...], before: list[int], after: list[int], ticket: State) -> Iterator[str]:
    earlier, later = taxed(lines, before), taxed(lines, after)
    none = (0, 0, 0)
    made = {
        key: tuple(one - other for one, other in zip(earlier.get(key, none), later[key], strict=True)) for key in later
    }
    made = {key: tax for key, tax in made.items() if tax != none}
    if made != stated(ticket["parts"]):
        yield f"its VAT is {ticket['parts']}, and its lines make {made}"
