"""How documents are numbered: a template per series, given at issue only, gapless, never the same twice (INV-02, INV-08).

A template is text with variables: ``{YYYY} {YY} {MM} {ANA}`` and exactly one sequence, ``{SEQGLOBAL}``, ``{SEQYEAR}``,
``{SEQMONTH}`` or ``{SEQMONTHANA}``, with its width if wanted (``{SEQYEAR:6}``). One that could give a number twice is refused:
a sequence that begins anew each year needs the year in its number. Series of one seller are told apart by a prefix of their own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from accounting.domain.errors import InputError
from accounting.domain.invoice_parts import InvoiceKind

LONGEST = 35
WIDEST_SEQUENCE = 9
_VARIABLE = re.compile(r"\{([A-Z]+)(?::([1-9]))?\}")
_LITERAL = re.compile(r"[A-Za-z0-9+_/-]*")
_DATES = {"YYYY": 4, "YY": 2, "MM": 2}
_NEEDS = {
    "SEQGLOBAL": (),
    "SEQYEAR": (("YYYY", "YY"),),
    "SEQMONTH": (("YYYY", "YY"), ("MM",)),
    "SEQMONTHANA": (("YYYY", "YY"), ("MM",), ("ANA",)),
}
"""What must be in the number of a sequence, one of each group, since the sequence begins anew with it."""
MOST_CODE = 8


class Series(StrEnum):
    """The series of a seller. Credit notes and deposits share that of invoices until they get a template of their own."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    DEPOSIT = "deposit"
    INTERNAL = "internal"


DEFAULT_TEMPLATES = {Series.INVOICE: "{YYYY}-{SEQYEAR:6}", Series.INTERNAL: "INT-{YYYY}-{SEQYEAR:5}"}
SERIES_OF = {
    InvoiceKind.INVOICE: Series.INVOICE,
    InvoiceKind.CORRECTIVE: Series.INVOICE,
    InvoiceKind.CREDIT_NOTE: Series.CREDIT_NOTE,
    InvoiceKind.DEPOSIT: Series.DEPOSIT,
}


@dataclass(frozen=True)
class Numbering:
    """The templates of a legal entity, and the first number of a series that goes on from another software.

    ``former`` are templates that were in use: a later one may not give their numbers again.
    """

    siren: str
    templates: Mapping[Series, str] = field(default_factory=dict)
    first_numbers: Mapping[Series, int] = field(default_factory=dict)
    former: tuple[tuple[Series, str], ...] = ()

    def __post_init__(self) -> None:
        for series, template in self.templates.items():
            check_template(template, f"templates.{series}")
        for series, first in self.first_numbers.items():
            if not 1 <= first < 10**WIDEST_SEQUENCE:
                raise InputError(f"first_numbers.{series}", "is not a number to begin with", "1 to 999999999")
        _check_apart(self.used)

    @property
    def used(self) -> tuple[tuple[Series, str], ...]:
        """Every template that gives numbers or gave some, of each series that has one of its own."""
        own = {**DEFAULT_TEMPLATES, **self.templates}
        return tuple(dict.fromkeys((*((series, own[series]) for series in Series if series in own), *self.former)))

    def series_of(self, kind: InvoiceKind) -> Series:
        """The series of a document of this kind."""
        series = SERIES_OF[kind]
        return series if series in self.templates else Series.INVOICE

    def template_of(self, series: Series) -> str:
        """The template of a series."""
        return self.templates.get(series) or DEFAULT_TEMPLATES.get(series) or DEFAULT_TEMPLATES[Series.INVOICE]


@dataclass(frozen=True)
class NumberPlan:
    """The number of one document but for its sequence: which sequence, and the text around it."""

    sequence: str
    before: str
    after: str
    width: int = 1
    offset: int = 0

    def number(self, reserved: int) -> str:
        """The number that a reserved place in the sequence gives."""
        return f"{self.before}{reserved + self.offset:0{self.width}d}{self.after}"


def plan_number(numbering: Numbering, series: Series, on: date, analytic_code: str) -> NumberPlan:
    """How a document of this day and activity is numbered. InputError when its number would be too long."""
    template = numbering.template_of(series)
    known = {"YYYY": f"{on.year:04d}", "YY": f"{on.year % 100:02d}", "MM": f"{on.month:02d}", "ANA": analytic_code}
    match = next(one for one in _VARIABLE.finditer(template) if one[1].startswith("SEQ"))
    before, after = (
        _VARIABLE.sub(lambda one: known[one[1]], part) for part in (template[: match.start()], template[match.end() :])
    )
    width = int(match[2] or 1)
    if len(before) + len(after) + max(width, WIDEST_SEQUENCE) > LONGEST:
        raise InputError("number", f"of {template} has more than {LONGEST} characters (INV-08)", "a shorter template")
    scopes = {
        "SEQGLOBAL": "global",
        "SEQYEAR": f"{on.year}",
        "SEQMONTH": f"{on:%Y-%m}",
        "SEQMONTHANA": f"{on:%Y-%m}:{analytic_code}",
    }
    sequence = f"{series}:{numbering.siren}:{scopes[match[1]]}"
    return NumberPlan(sequence, before, after, width, numbering.first_numbers.get(series, 1) - 1)


def check_template(template: str, field_name: str) -> None:
    """InputError unless it gives unique numbers of allowed characters (INV-02, INV-08)."""
    variables = [match[1] for match in _VARIABLE.finditer(template)]
    literal = _VARIABLE.sub("", template)
    accepted = "letters, digits, + - _ /, {YYYY} {YY} {MM} {ANA} and one of " + ", ".join(
        f"{{{one}}}" for one in _NEEDS
    )
    if not _LITERAL.fullmatch(literal) or any(one not in (*_DATES, "ANA", *_NEEDS) for one in variables):
        raise InputError(field_name, "has a variable or a character that numbers cannot have (INV-08)", accepted)
    sequences = [one for one in variables if one in _NEEDS]
    if len(sequences) != 1:
        raise InputError(field_name, f"has {len(sequences)} sequences", "exactly one of " + ", ".join(_NEEDS))
    missing = [" or ".join(group) for group in _NEEDS[sequences[0]] if not set(group) & set(variables)]
    if missing:
        detail = f"cannot guarantee unique numbers: {sequences[0]} begins anew, and {' and '.join(missing)} is not in it (INV-02)"
        raise InputError(field_name, detail, "the period in the number, or {SEQGLOBAL}")
    length = len(literal) + sum(_DATES.get(one, MOST_CODE if one == "ANA" else WIDEST_SEQUENCE) for one in variables)
    if length > LONGEST:
        raise InputError(field_name, f"gives numbers of {length} characters (INV-08)", f"at most {LONGEST}")
    if re.search(r"\{ANA\}\{SEQ|\{SEQ[A-Z]*(?::[1-9])?\}\{ANA", template):
        raise InputError(
            field_name, "has {ANA} beside its sequence, which could be read in two ways (INV-02)", "{ANA}-{SEQ…}"
        )
    if template.startswith("{ANA}"):
        raise InputError(
            field_name, "begins with {ANA}, so that it could look like another series (INV-02)", "a prefix first"
        )


def _check_apart(used: tuple[tuple[Series, str], ...]) -> None:
    """InputError when two sequences could give the same number: each has a prefix that no other one begins with."""
    for place, (series, template) in enumerate(used):
        for other_series, other in used[place + 1 :]:
            if series is other_series and _layout(template) == _layout(other):
                continue
            mine, theirs = _prefix(template), _prefix(other)
            if mine.startswith(theirs) or theirs.startswith(mine) or _both_digits(mine, theirs):
                detail = f"{template} could give the same number as {other} of {other_series} (INV-02)"
                raise InputError(f"templates.{series}", detail, "a prefix of its own, such as AV-")


def _prefix(template: str) -> str:
    """What every number begins with: the literal before the first variable, or a digit."""
    literal = template.split("{", 1)[0]
    return literal or "0"


def _both_digits(mine: str, theirs: str) -> bool:
    return mine[0].isdigit() and theirs[0].isdigit()


def _layout(template: str) -> str:
    """The template without widths: what goes on with the same sequence and reads the same cannot give a number twice, where
    ``{YY}{SEQYEAR}`` and then ``{SEQYEAR}{YY}`` give 26126 for 126 and for 261."""
    return _VARIABLE.sub(lambda one: f"{{{one[1]}}}", template)
