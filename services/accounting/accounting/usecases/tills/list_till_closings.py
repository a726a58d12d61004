"""Closings of a till, oldest first."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.till.link import Link, Span
from accounting.domain.till.record import till_topic
from accounting.usecases.tills.read_link import read_link
from essaim.kit.store.port import Order


@dataclass(frozen=True)
class ListTillClosings:
    """Of one span, those whose period ends on a day from ``first_on`` to ``last_on``."""

    till_id: str
    span: Span
    first_on: date = date.min
    last_on: date = date.max


async def list_till_closings(command: ListTillClosings, deps: Deps) -> list[Link]:
    """All of them: one a day at most."""
    topic = till_topic(command.till_id, command.span.value)
    records = await deps.till_records.all({"topic": topic}, order_by=(Order("sequence"),))
    return [read_link(one.state.body) for one in records if command.first_on <= one.state.day <= command.last_on]
