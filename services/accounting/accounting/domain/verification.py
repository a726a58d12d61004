"""Walking a chain, link by link, and saying what is wrong: a record altered, a link broken, a record missing.

Nothing of what is checked is trusted: hashes are made again from what is stored, numbers, sums and letters are counted again.
Memory grows with journals and months, and by sixteen bytes a lettering, not with records.
"""

import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from accounting.domain.record import closing_topic, record_id, sealed_part

State = Mapping[str, Any]
MOST_FINDINGS = 20
_LETTERS_MODULUS = 1 << 128


class Fault(StrEnum):
    """What can be wrong with a chain."""

    RECORD_ALTERED = "record altered"
    LINK_BROKEN = "link broken"
    RECORD_MISSING = "record missing"
    NUMBER_MISSING = "number missing"
    SUM_DIFFERS = "sum differs"
    LETTERS_DIFFER = "letters differ"


@dataclass(frozen=True)
class Finding:
    """One fault: at which place of the chain, and what was found."""

    fault: Fault
    sequence: int
    detail: str


@dataclass(frozen=True)
class Anchor:
    """Where the chain stood at some time, kept elsewhere: ``sequence`` 0 when nothing is known."""

    sequence: int
    hash: str


@dataclass(frozen=True)
class Verdict:
    """The outcome of a walk."""

    siren: str
    records: int
    entries: int
    head_sequence: int
    head_hash: str
    findings: tuple[Finding, ...]
    finding_count: int

    @property
    def intact(self) -> bool:
        """Whether nothing is wrong."""
        return self.finding_count == 0


@dataclass
class _MonthSum:
    entries: int = 0
    debit_cents: int = 0


@dataclass
class Verifier:
    """A walk. Feed every record in the order of the chain, then ask for the verdict."""

    siren: str
    hash_of: Callable[[State], str]
    genesis: str
    anchor: Anchor = Anchor(0, "")
    sequence: int = 0
    entries: int = 0
    findings: list[Finding] = field(default_factory=list)
    finding_count: int = 0
    _hash: str = ""
    _numbers: dict[tuple[int, str], int] = field(default_factory=dict)
    _months: dict[str, _MonthSum] = field(default_factory=dict)
    _letters: int = 0
    _lettered: "array[int]" = field(default_factory=lambda: array("q"))
    _lettered_on: "array[int]" = field(default_factory=lambda: array("q"))

    def feed(self, id_: str, state: State) -> None:
        """The next record as it is stored."""
        sequence = state.get("sequence")
        if not isinstance(sequence, int) or sequence <= self.sequence:
            self._find(Fault.RECORD_ALTERED, self.sequence + 1, f"{id_} says that it is record {sequence}")
            return
        if sequence > self.sequence + 1:
            self.missing(sequence - 1)
        elif state.get("previous_hash") != (self._hash or self.genesis):
            detail = (
                f"it follows {str(state.get('previous_hash'))[:16]}…, and record {self.sequence} is {self._hash[:16]}…"
            )
            self._find(Fault.LINK_BROKEN, sequence, detail)
        self.sequence = sequence
        self._hash = str(state.get("hash"))
        made_again = self.hash_of(sealed_part(state))
        if made_again != self._hash or id_ != record_id(self.siren, sequence) or state.get("siren") != self.siren:
            self._find(
                Fault.RECORD_ALTERED, sequence, f"its content has the hash {made_again[:16]}…, not {self._hash[:16]}…"
            )
        if sequence == self.anchor.sequence and self._hash != self.anchor.hash:
            detail = f"it was {self.anchor.hash[:16]}… when its balances were added up: sealed anew since then"
            self._find(Fault.LINK_BROKEN, sequence, detail)
        self._content(sequence, state)

    def unreadable(self, sequence: int, detail: str) -> None:
        """A record is stored, but is no JSON any more."""
        if sequence > self.sequence + 1:
            self.missing(sequence - 1)
        self._find(Fault.RECORD_ALTERED, sequence, detail)
        self.sequence = sequence
        self._hash = "(unreadable)"

    def missing(self, until: int) -> None:
        """Records from the next one until this one are not there."""
        first = self.sequence + 1
        word = f"records {first} to {until} are" if until > first else f"record {first} is"
        self._find(Fault.RECORD_MISSING, first, f"{word} not there")
        self.sequence = until

    def verdict(self) -> Verdict:
        """After the last record."""
        if self.anchor.sequence > self.sequence:
            self.missing(self.anchor.sequence)
        if self._letters:
            self._find(Fault.LETTERS_DIFFER, self.sequence, "letters of lines are not those that were recorded")
        return Verdict(
            self.siren,
            self.sequence,
            self.entries,
            self.sequence,
            self._hash or self.genesis,
            tuple(self.findings),
            self.finding_count,
        )

    def _content(self, sequence: int, state: State) -> None:
        try:
            if (entry := state.get("entry")) is not None:
                self._entry(sequence, state, entry)
            elif (closing := state.get("closing")) is not None:
                self._closing(sequence, state, closing)
            elif (lettering := state.get("lettering")) is not None:
                self._lettering(sequence, state, lettering)
            if letters := state.get("letters"):
                self._count_letters(sequence, letters)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            self._find(Fault.RECORD_ALTERED, sequence, f"it cannot be understood: {error!r}")

    def _entry(self, sequence: int, state: State, entry: State) -> None:
        self.entries += 1
        if state.get("topic") is not None:
            self._find(Fault.RECORD_ALTERED, sequence, f"it is filed under {state.get('topic')}, and is an entry")
        debit = credit = 0
        for line in entry["lines"]:
            debit += line["debit_cents"]
            credit += line["credit_cents"]
        if debit != credit:
            self._find(Fault.SUM_DIFFERS, sequence, f"debit {debit} and credit {credit} cents differ")
        series = entry["fiscal_year"], entry["journal"]
        number, expected = entry["number"], self._numbers.get(series, 0) + 1
        if number != expected:
            detail = f"journal {series[1]} of {series[0]} goes on with {number}, not with {expected}"
            self._find(Fault.NUMBER_MISSING, sequence, detail)
        self._numbers[series] = number
        month = self._months.setdefault(entry["posted_on"][:7], _MonthSum())
        month.entries += 1
        month.debit_cents += debit

    def _closing(self, sequence: int, state: State, closing: State) -> None:
        first, last = closing["starts_on"][:7], closing["ends_on"][:7]
        of_period = [one for month, one in self._months.items() if first <= month <= last]
        counted = sum(one.entries for one in of_period), sum(one.debit_cents for one in of_period)
        perpetual = sum(one.debit_cents for month, one in self._months.items() if month <= last)
        told = closing["entry_count"], closing["debit_cents"]
        if (*counted, perpetual) != (*told, closing["perpetual_cents"]):
            detail = (
                f"the closing says {told[0]} entries and {told[1]} cents, the books have {counted[0]} and {counted[1]}"
            )
            self._find(Fault.SUM_DIFFERS, sequence, detail)
        if state.get("topic") != closing_topic(self.siren):
            self._find(Fault.RECORD_ALTERED, sequence, f"it is filed under {state.get('topic')}")

    def _lettering(self, sequence: int, state: State, lettering: State) -> None:
        if state.get("topic") != lettering["key"]:
            self._find(Fault.RECORD_ALTERED, sequence, f"it is filed under {state.get('topic')}")
        undone, day = lettering["undone"], lettering["done_on"]
        if undone is None:
            self._lettered_on.append(date.fromisoformat(day).toordinal())
            self._lettered.append(sequence)
        else:
            place = bisect_left(self._lettered, undone)
            found = place < len(self._lettered) and self._lettered[place] == undone
            day = date.fromordinal(self._lettered_on[place]).isoformat() if found else ""
        for line in lettering["lines"]:
            mark = _mark(line["sequence"], str(line["place"]), lettering["code"], undone or sequence, day)
            self._letters = (self._letters + (mark if undone is None else -mark)) % _LETTERS_MODULUS

    def _count_letters(self, sequence: int, letters: State) -> None:
        for place, letter in letters.items():
            mark = _mark(sequence, place, letter["code"], letter["record"], letter["lettered_on"])
            self._letters = (self._letters - mark) % _LETTERS_MODULUS

    def _find(self, fault: Fault, sequence: int, detail: str) -> None:
        self.finding_count += 1
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(Finding(fault, sequence, detail))


def _mark(sequence: int, place: str, code: str, record: int, day: str) -> int:
    """What one lettered line adds to the sum that recorded letters and written letters must have in common."""
    text = f"{sequence}:{place}:{code}:{record}:{day}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:16], "big")
