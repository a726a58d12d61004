"""Numbers of entries: gaps, numbers taken twice, inversions (E10, E11, E17), whatever the software's way of numbering.

The last group of digits is the number; what stands round it is the series (``VE-2026-000012``: 12 of ``VE-2026-``). A
series that several journals share is read both ways, as one sequence and as one per journal, and judged by the way
that leaves fewer faults. Numbers are bits in pages: one bit per entry, sixteen megabytes at most; a file whose numbers
are no sequences at all is said to be such, once, instead of thousands of gaps.
"""

import re
from collections.abc import Iterator

from essaim.fec.findings import KEPT_PER_RULE, Findings, Rule, Severity
from essaim.fec.rules.catalogue import RULES

_NUMBER = re.compile(r"(.*?)([0-9]+)([^0-9]*)", re.ASCII | re.DOTALL)
_PAGE_BITS = 2048
_MOST_PAGES = 50_000
_MOST_DIGITS = 18
_MOST_JUMPS = 64
_ACCEPTED = "une suite continue et croissante, par journal ou pour tout le fichier"


class Sequence:
    """The numbers of one series, in the order in which they came."""

    __slots__ = ("count", "high", "inversions", "inverted", "jumps", "last", "low", "pages")

    def __init__(self, first: int) -> None:
        self.pages: dict[int, bytearray] = {}
        self.count = 0
        self.low = self.high = self.last = first
        self.jumps: dict[int, int] = {}
        self.inversions = 0
        self.inverted: list[tuple[int, str]] = []

    def take(self, line: int, number: int, text: str) -> tuple[bool, bool]:
        """(the number was free, a page was needed for it)."""
        at, bit = divmod(number, _PAGE_BITS)
        page = self.pages.get(at)
        fresh = page is None
        if page is None:
            page = self.pages[at] = bytearray(_PAGE_BITS // 8)
        mask = 1 << (bit & 7)
        if page[bit >> 3] & mask:
            return False, fresh
        page[bit >> 3] |= mask
        self.count += 1
        if number > self.last + 1 and len(self.jumps) < _MOST_JUMPS:
            self.jumps[number] = line
        elif number < self.last:
            self.inversions += 1
            if len(self.inverted) < KEPT_PER_RULE:
                self.inverted.append((line, text))
        self.last = number
        self.low, self.high = min(self.low, number), max(self.high, number)
        return True, fresh

    @property
    def missing(self) -> int:
        """How many numbers between the lowest and the highest are not there."""
        return self.high - self.low + 1 - self.count

    def gaps(self) -> Iterator[tuple[int, int, int | None]]:
        """(first missing, last missing, line where the numbers jump over them)."""
        expected = self.low
        for at in sorted(self.pages):
            bits = int.from_bytes(self.pages[at], "little")
            for bit in range(_PAGE_BITS):
                if bits >> bit & 1:
                    number = at * _PAGE_BITS + bit
                    if number > expected:
                        yield expected, number - 1, self.jumps.get(number)
                    expected = number + 1


class _Series:
    """One prefix and suffix: all its numbers together, and those of each journal."""

    def __init__(self, first: int, digits: str) -> None:
        self.together = Sequence(first)
        self.width = len(digits) if digits.startswith("0") else 0
        self.by_journal: dict[str, Sequence] = {}
        self.shared = 0
        self.shared_at: list[tuple[int, str]] = []

    def written(self, number: int) -> str:
        """The digits of a number as the series writes them."""
        return str(number).zfill(self.width)

    def is_one_sequence(self) -> bool:
        """Whether one sequence over all journals explains the numbers better than one per journal."""
        separate = sum(one.missing for one in self.by_journal.values())
        return self.together.missing + self.shared < separate


class Numbering:
    """Takes the number of each new entry, and judges at the end."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._series: dict[tuple[str, str], _Series] = {}
        self._pages = 0
        self.unknown = 0

    def take(self, line: int, journal: str, text: str) -> bool | None:
        """Whether the number was free in its journal; None when that cannot be told."""
        found = _NUMBER.fullmatch(text)
        if found is None or len(found[2]) > _MOST_DIGITS or self._pages > _MOST_PAGES:
            self.unknown += 1
            return None
        number = int(found[2])
        series = self._series.get((found[1], found[3]))
        if series is None:
            series = self._series[found[1], found[3]] = _Series(number, found[2])
        own = series.by_journal.get(journal)
        if own is None:
            own = series.by_journal[journal] = Sequence(number)
        free, fresh = own.take(line, number, text)
        free_together, fresh_together = series.together.take(line, number, text)
        self._pages += fresh + fresh_together
        if free and not free_together:
            series.shared += 1
            if len(series.shared_at) < KEPT_PER_RULE:
                series.shared_at.append((line, text))
        return free

    def finish(self) -> None:
        """Report gaps, doubles over journals and inversions."""
        if self.unknown:
            message = f"numéros hors de toute suite reconnue : {self.unknown} ; leur continuité n'est pas jugée"
            self._findings.add(RULES["T15"], None, "EcritureNum", "", message, _ACCEPTED)
        for (before, after), series in self._series.items():
            if series.is_one_sequence():
                self._judge(series.together, series, (before, after), "")
                self._listed(
                    RULES["E11"],
                    series.shared_at,
                    series.shared,
                    "numéro déjà pris par une écriture d'un autre journal",
                )
            else:
                for journal, sequence in series.by_journal.items():
                    self._judge(sequence, series, (before, after), f"journal {journal} : ")

    def _judge(self, one: Sequence, series: _Series, around: tuple[str, str], where: str) -> None:
        self._listed(RULES["E17"], one.inverted, one.inversions, f"{where}numéro plus petit que le précédent")
        if one.missing > one.count + 10:
            message = (
                f"{where}{one.count} numéros épars entre {one.low} et {one.high} : ce n'est pas une suite continue"
            )
            shown = "…".join(around)
            self._findings.add(RULES["E10"], None, "EcritureNum", shown, message, _ACCEPTED, Severity.WARNING)
            return
        for first, last, line in one.gaps() if one.missing else ():
            absent = series.written(first).join(around)
            if first != last:
                absent += f" à {series.written(last).join(around)}"
            message = f"{where}{'numéro absent' if first == last else f'{last - first + 1} numéros absents'}"
            self._findings.add(RULES["E10"], line, "EcritureNum", absent, message, _ACCEPTED)

    def _listed(self, rule: Rule, places: list[tuple[int, str]], count: int, message: str) -> None:
        for line, text in places:
            self._findings.add(rule, line, "EcritureNum", text, message, _ACCEPTED)
        if count > len(places):
            self._findings.add_uncounted(rule, count - len(places))
