"""Walking the chain of a till, record by record, and saying what is wrong with it.

A record is the very text that was sealed: its hash is the SHA-256 of its bytes, and the next one repeats it. Besides the seals,
everything that a record states is computed anew: lines, VAT, payments, standings, totals. Memory grows by some bytes a record.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from essaim.till.closings import Periods
from essaim.till.figures import NEW, State, standing_after
from essaim.till.findings import Anchor, Fault, Finding, Verdict
from essaim.till.tickets import Sales

GENESIS = "0" * 64
MOST_FINDINGS = 20


@dataclass
class TillVerifier:
    """A walk. Feed every record in the order of the chain, then ask for the verdict. ``first`` is the number it begins with."""

    till_id: str
    first: int = 1
    anchor: Anchor = field(default_factory=Anchor)
    sequence: int = 0
    records: int = 0
    tickets: int = 0
    closings: int = 0
    finding_count: int = 0
    findings: list[Finding] = field(default_factory=list)
    net_cents: int = 0
    absolute_cents: int = 0
    last: State = field(default_factory=dict)
    """The record that was fed last, as it says it is."""
    _hash: str = ""
    _standing: State | None = None
    _recorded_at: datetime | None = None
    _operations: set[int] = field(default_factory=set)
    _periods: Periods = field(init=False)
    _sales: Sales = field(init=False)

    def __post_init__(self) -> None:
        whole = self.first == 1
        self.sequence = self.first - 1
        self._standing = NEW if whole else None
        self._hash = GENESIS if whole else ""
        self._periods, self._sales = Periods(whole), Sales(whole)

    def feed(self, raw: bytes, stated_hash: str, copies: Mapping[str, Any] | None = None) -> None:
        """The next record: its bytes, the hash that it is kept with, and what it is found by, when that is kept beside it."""
        self.records += 1
        try:
            self.last = {}
            self.last = link = json.loads(raw)
            sequence = link["sequence"]
            if not isinstance(sequence, int) or isinstance(sequence, bool):
                raise TypeError(f"its number is {sequence!r}")
        except (ValueError, KeyError, TypeError) as error:
            self.sequence += 1
            self.find(Fault.RECORD_ALTERED, self.sequence, f"it cannot be read: {error}")
            self._hash, self._standing = stated_hash, None
            return
        if sequence <= self.sequence:
            self.find(Fault.RECORD_EXTRA, self.sequence, f"number {sequence} comes again after {self.sequence}")
            return
        self._seal(sequence, raw, stated_hash, link)
        for name, value in (copies or {}).items():
            if link.get(name) != value:
                detail = f"it is filed with {name} {value!r}, and says {link.get(name)!r}"
                self.find(Fault.RECORD_ALTERED, sequence, detail)
        try:
            for fault, detail in self._content(sequence, link):
                self.find(fault, sequence, detail)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError, ZeroDivisionError) as error:
            self.find(Fault.RECORD_ALTERED, sequence, f"it cannot be understood: {error!r}")
            self._standing = None

    def missing(self, until: int) -> None:
        """Records from the next one until this one are not there."""
        first = self.sequence + 1
        word = f"records {first} to {until} are" if until > first else f"record {first} is"
        self.find(Fault.RECORD_MISSING, first, f"{word} not there")
        self.sequence, self._standing = until, None

    def find(self, fault: Fault, sequence: int, detail: str) -> None:
        """Something is wrong."""
        self.finding_count += 1
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(Finding(fault, sequence, detail))

    def verdict(self) -> Verdict:
        """After the last record."""
        if self.anchor.sequence > self.sequence:
            self.missing(self.anchor.sequence)
        return Verdict(
            self.till_id,
            self.records,
            self.tickets,
            self.closings,
            self.first,
            self.sequence,
            self._hash or GENESIS,
            self.net_cents,
            self.absolute_cents,
            tuple(self.findings),
            self.finding_count,
        )

    def _seal(self, sequence: int, raw: bytes, stated_hash: str, link: State) -> None:
        if sequence > self.sequence + 1:
            self.missing(sequence - 1)
        elif self._hash and link.get("previous_hash") != self._hash:
            follows = str(link.get("previous_hash"))[:16]
            detail = f"it follows {follows}…, and record {self.sequence} is {self._hash[:16]}…"
            self.find(Fault.LINK_BROKEN, sequence, detail)
        made_again = hashlib.sha256(raw).hexdigest()
        if made_again != stated_hash:
            detail = f"its content has the hash {made_again[:16]}…, not {stated_hash[:16]}…"
            self.find(Fault.RECORD_ALTERED, sequence, detail)
        if link.get("till_id") != self.till_id:
            self.find(Fault.RECORD_ALTERED, sequence, f"it is a record of the till {link.get('till_id')}")
        if sequence == self.anchor.sequence and stated_hash != self.anchor.hash:
            detail = f"it was {self.anchor.hash[:16]}… when it was closed: sealed anew since then"
            self.find(Fault.LINK_BROKEN, sequence, detail)
        self.sequence, self._hash = sequence, stated_hash

    def _content(self, sequence: int, link: State) -> Iterator[tuple[Fault, str]]:
        operation = hash(link["operation_id"])
        if operation in self._operations:
            yield Fault.RECORD_EXTRA, f"the operation {link['operation_id']} is recorded twice"
        self._operations.add(operation)
        at = datetime.fromisoformat(link["recorded_at"])
        if self._recorded_at is not None and at < self._recorded_at:
            yield Fault.RECORD_ALTERED, f"it was recorded at {at}, before the record in front of it"
        self._recorded_at = at
        before, self._standing = self._standing, link["standing"]
        if before is not None:
            expected = standing_after(before, link)
            for name in expected.keys() | link["standing"].keys():
                if link["standing"].get(name) != expected.get(name):
                    detail = f"{name} stands at {link['standing'].get(name)} after it, and not at {expected.get(name)}"
                    yield Fault.SUM_DIFFERS, detail
        for detail in self._periods_and_tickets(sequence, link, before or link["standing"]):
            yield Fault.SUM_DIFFERS, detail

    def _periods_and_tickets(self, sequence: int, link: State, before: State) -> Iterator[str]:
        kind = link["kind"]
        session = self._periods.session
        if kind == "CLOSING":
            self.closings += 1
            yield from self._periods.close(sequence, link["closing"], before)
            return
        if kind == "OPENING":
            self._periods.open(sequence)
        elif session is not None and link["session"] is not None:
            session.reach(sequence, sequence)
        if kind in ("SALE", "REFUND"):
            ticket = link["ticket"]
            self.tickets += 1
            self.net_cents += ticket["total_cents"]
            self.absolute_cents += abs(ticket["total_cents"])
            if session is not None:
                session.ticket(ticket)
            yield from self._sales.ticket(link, link["standing"]["receipts"])
        elif kind == "DUPLICATE":
            yield from self._sales.duplicate(link)
