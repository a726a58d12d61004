"""``check_fec``: everything there is to say of a file, in one pass and in memory that does not follow its size.

The tax office's own tool needs a database and says neither whether entries balance nor whether numbers are missing.
This is meant to be run before a file is handed over, by the one who made it, and on what another software made.
"""

from collections.abc import Callable
from datetime import date
from os import PathLike, fspath
from pathlib import PurePath

from essaim.fec.errors import FecFormatError
from essaim.fec.findings import Findings, Severity
from essaim.fec.layout import Layout, read_layout
from essaim.fec.lines import CHARSETS_ACCEPTED, FecLines
from essaim.fec.reading import ESSENTIAL, Source, opened
from essaim.fec.report import JournalTotal, Report
from essaim.fec.rules.catalogue import RULES
from essaim.fec.rules.fields import FieldRules
from essaim.fec.rules.header import check_header
from essaim.fec.rules.ledger import Ledger
from essaim.fec.rules.name import NamedFile, check_name, year_before
from essaim.fec.rules.shape import Shape, both_sides
from essaim.fec.values import format_day

# Bytes read so far.
Progress = Callable[[int], None]


def check_fec(
    source: Source,
    name: str | None = None,
    siren: str | None = None,
    year_start_on: date | None = None,
    progress: Progress | None = None,
) -> Report:
    """Check a file by path, or a binary stream under the ``name`` that it has or will have.

    ``siren`` is whose file it should be; ``year_start_on`` the first day of a financial year that has not twelve
    months. OSError when the path cannot be opened; a file that is no FEC gives a report that is not ``readable``.
    """
    if name is None:
        name = PurePath(fspath(source)).name if isinstance(source, str | PathLike) else ""
    checking = _Check(name, siren, year_start_on)
    with opened(source) as stream:
        checking.run(FecLines(stream), progress)
    return checking.report()


class _Check:
    def __init__(self, name: str, siren: str | None, year_start_on: date | None) -> None:
        self.name, self.findings = name, Findings()
        self.named = check_name(name, siren, self.findings)
        self.year_start_on = year_start_on or (year_before(self.named.closing_on) if self.named.closing_on else None)
        self.ledger = Ledger(self.findings, _bounds(self.named, self.year_start_on, year_start_on is not None))
        self.layout: Layout | None = None
        self.source: FecLines | None = None
        self.count, self.readable = 0, True

    def run(self, lines: FecLines, progress: Progress | None) -> None:
        self.source = lines
        take: Callable[[int, list[str], bool], None] | None = None
        try:
            for first, texts in lines:
                if take is None:
                    self.layout = read_layout(texts[0])
                    take = self._taker(self.layout)
                    first, texts = first + 1, texts[1:]
                self.count += len(texts)
                take(first, texts, _is_padded(lines.block, self.layout))
                if progress is not None:
                    progress(lines.bytes_read)
        except FecFormatError as error:
            self.readable = False
            self.findings.add(RULES[error.rule], error.line, "", "", error.message, error.accepted)
            return
        self._finish(lines)

    def _taker(self, layout: Layout) -> Callable[[int, list[str], bool], None]:
        check_header(layout, self.findings)
        if set(layout.missing) & {*ESSENTIAL, *layout.names[11:13]}:
            return lambda first, texts, padded: None
        return _reader(layout, self.findings, FieldRules(layout, self.findings, self.ledger).line, self.ledger)

    def _finish(self, lines: FecLines) -> None:
        add = self.findings.add
        for line, what in lines.foreign_bytes:
            add(RULES["FEC-12"], line, "", "", what, CHARSETS_ACCEPTED)
        if lines.foreign_count > len(lines.foreign_bytes):
            self.findings.add_uncounted(RULES["FEC-12"], lines.foreign_count - len(lines.foreign_bytes))
        if len(kinds := [kind for kind, count in lines.line_ends.items() if count]) > 1:
            add(RULES["T10"], None, "", " et ".join(kinds), "plusieurs sortes de fin de ligne", "CR LF partout, ou LF")
        if not self.count:
            add(RULES["T09"], None, "", "", "aucune ligne après l'en-tête", "une ligne par mouvement")
            return
        if self.ledger.entries:
            self.ledger.finish(self.named.part in (None, 0, 1))

    def report(self) -> Report:
        journals = tuple(
            JournalTotal(one.code, one.label, one.entries, one.lines, one.debit, one.credit)
            for one in self.ledger.journals.values()
        )
        ends = self.source.line_ends if self.source else {}
        severities = {one: self.findings.severities[one] for one in Severity}
        return Report(
            name=self.name,
            readable=self.readable,
            siren=self.named.siren,
            year_start_on=self.year_start_on,
            closing_on=self.named.closing_on,
            charset=self.source.charset if self.source else "",
            separator={"\t": "tabulation", "|": "|"}.get(self.layout.separator, "") if self.layout else "",
            line_end=" et ".join(kind for kind, count in ends.items() if count),
            variant=self.layout.variant.name + (", Montant/Sens" if self.layout.signed else "") if self.layout else "",
            lines=self.count,
            entries=self.ledger.entries,
            first_on=_day(self.ledger.first_on) if self.ledger.last_on else None,
            last_on=_day(self.ledger.last_on) if self.ledger.last_on else None,
            debit_cents=sum(one.debit_cents for one in journals),
            credit_cents=sum(one.credit_cents for one in journals),
            journals=journals,
            counts=dict(sorted(self.findings.counts.items())),
            severities=severities,
            findings=self.findings.ordered(),
        )


def _reader(
    layout: Layout, findings: Findings, check: Callable[[int, list[str]], None], ledger: Ledger
) -> Callable[[int, list[str], bool], None]:
    """The loop over the lines of a block, made once for the layout."""
    separator, width, arrange = layout.separator, layout.width, layout.arranged()
    wrong = Shape(layout, findings).wrong
    convert = both_sides(layout, findings) if layout.signed else None
    code_at, number_at = layout.positions[0], layout.positions[2]

    def read(first: int, texts: list[str], padded: bool) -> None:
        for line, text in enumerate(texts, first):
            fields = text.split(separator)
            if len(fields) != width:
                if wrong(line, text, fields):
                    ledger.unreadable(line, _at(fields, code_at), _at(fields, number_at))
                continue
            if padded:
                fields = [one.strip() for one in fields]
            if arrange is not None:
                fields = arrange(fields)
            if convert is not None and not convert(line, fields):
                ledger.unreadable(line, fields[0], fields[2])
                continue
            check(line, fields)

    return read


def _at(fields: list[str], at: int | None) -> str:
    return fields[at].strip() if at is not None and at < len(fields) else ""


def _is_padded(block: str, layout: Layout | None) -> bool:
    """Whether a field of the block may have spaces at its ends: the tool trims them, and most files have none."""
    if layout is None:
        return False
    spaces = " \xa0" if "\xa0" in block else " "
    ends = (layout.separator, "\n")
    return block[:1].isspace() or any(one + end in block or end + one in block for one in spaces for end in ends)


def _bounds(named: NamedFile, start_on: date | None, sure: bool) -> tuple[int, int, bool] | None:
    if named.closing_on is None and start_on is None:
        return None
    first = int(format_day(start_on)) if start_on else 0
    return first, int(format_day(named.closing_on)) if named.closing_on else 99999999, sure


def _day(number: int) -> date:
    return date(number // 10000, number // 100 % 100, number % 100)
