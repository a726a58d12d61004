"""What ``essaim einvoice`` prints: French, a place and a rule for everything that is wrong, and an exit code."""

import json
import logging
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from essaim.einvoice.amounts import format_cents, format_decimal
from essaim.einvoice.checking import check_einvoice
from essaim.einvoice.codes import UNITS
from essaim.einvoice.errors import EInvoiceError
from essaim.einvoice.model import EInvoice, Line, Party, Vat
from essaim.einvoice.problems import Problem, Severity, has_errors
from essaim.einvoice.read import MOST_RECEIVED, Opened, Syntax, open_einvoice
from essaim.einvoice.schema import check_schema

CONFORMING, NOT_CONFORMING, UNREADABLE = 0, 1, 2
_SEVERITIES = {Severity.ERROR: "erreur", Severity.WARNING: "avertissement"}
_SYNTAXES = {Syntax.CII: "CII", Syntax.UBL: "UBL"}


@dataclass(frozen=True)
class _Checked:
    """One file: what it held and what is wrong with it; without ``opened`` it could not be read."""

    path: Path
    problems: tuple[Problem, ...]
    opened: Opened | None = None
    code: str = ""

    @property
    def exit_code(self) -> int:
        if self.opened is None:
            return UNREADABLE
        return NOT_CONFORMING if has_errors(list(self.problems)) else CONFORMING


def einvoice_check(paths: Sequence[Path], as_json: bool) -> int:
    """Check files, print what was found, and return the worst exit code."""
    found = [_check(path) for path in paths]
    if as_json:
        print(json.dumps([_as_object(one) for one in found], ensure_ascii=False, indent=2))
    else:
        for one in found:
            print("\n".join(_as_text(one)))
    return max(one.exit_code for one in found)


def einvoice_show(path: Path) -> int:
    """Print an invoice."""
    found = _check(path)
    if found.opened is None:
        print("\n".join(_problems(found)), file=sys.stderr)
        return UNREADABLE
    print("\n".join((*_summary(found.opened), *_details(found.opened.invoice))))
    return CONFORMING


def _check(path: Path) -> _Checked:
    # pypdf tells what it puts up with, bytes of the file included; here only what is found counts.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        # One byte more than is taken, so that a large file is refused without being held.
        with path.open("rb") as file:
            opened = open_einvoice(file.read(MOST_RECEIVED + 1))
    except EInvoiceError as error:
        return _Checked(path, error.problems or (Problem("", "", error.where, error.message),), code=error.code)
    except OSError as error:
        return _Checked(path, (Problem("", "", "", f"fichier illisible ({error.strerror})"),), code="file")
    return _Checked(path, (*check_schema(opened.xml), *check_einvoice(opened.invoice)), opened)


def _as_text(found: _Checked) -> Iterator[str]:
    yield from _problems(found)
    if found.opened is None:
        yield f"ILLISIBLE — {found.path} ({found.code})"
        return
    yield from _summary(found.opened)
    counts = ", ".join(
        f"{name}s : {sum(one.severity is severity for one in found.problems)}" for severity, name in _SEVERITIES.items()
    )
    yield f"{'CONFORME' if found.exit_code == CONFORMING else 'NON CONFORME'} — {counts}"


def _problems(found: _Checked) -> Iterator[str]:
    for one in found.problems:
        rule = f"{one.rule}: " if one.rule else ""
        place = f"{one.field}: " if one.field else ""
        yield f"{found.path}: {_SEVERITIES[one.severity]}: {rule}{place}{_clean(one.message)}"


def _summary(opened: Opened) -> Iterator[str]:
    made, totals = opened.invoice, opened.invoice.totals
    container = f"PDF ({opened.attachment}), " if opened.attachment else ""
    yield f"{_clean(made.number)} : type {made.type_code}, du {made.issued_on}"
    yield f"  format : {container}{_SYNTAXES[opened.syntax]}, profil {_clean(made.profile) or 'non dit'}"
    yield f"  vendeur : {_party(made.seller)}"
    yield f"  acheteur : {_party(made.buyer)}"
    sums = f"HT {_money(made, totals.exclusive_cents)}, TVA {_money(made, totals.tax_cents)}"
    yield f"  total : {sums}, TTC {_money(made, totals.inclusive_cents)}, à payer {_money(made, totals.payable_cents)}"


def _details(made: EInvoice) -> Iterator[str]:
    for one in made.preceding:
        yield f"  concerne : {_clean(one.number)} du {one.issued_on or '?'}"
    if made.due_on or made.terms:
        yield f"  échéance : {made.due_on or '—'} {_clean(made.terms)}".rstrip()
    for means in made.payment:
        yield f"  paiement : {means.code} {_clean(f'{means.text} {means.iban} {means.bic}')}".rstrip()
    for line in made.lines:
        yield _line(made, line)
    for allowance in made.allowances:
        kind = "frais" if allowance.charge else "remise"
        yield f"  {kind} : {_money(made, allowance.amount_cents)} {_clean(allowance.reason)}"
    for part in made.vat:
        reason = f" ({_clean(part.reason or part.reason_code)})" if part.reason or part.reason_code else ""
        yield f"  TVA {_rate(part.vat)} : base {_money(made, part.base_cents)}, taxe {_money(made, part.tax_cents)}{reason}"
    for note in made.notes:
        yield f"  note {note.subject or '—'} : {_clean(note.text)}"


def _line(made: EInvoice, line: Line) -> str:
    unit = UNITS.get(line.unit, line.unit)
    price = f"{format_decimal(line.quantity)} {unit} × {format_decimal(line.net_price)}"
    return f"  ligne {_clean(line.id)} : {_clean(line.name)}, {price} = {_money(made, line.net_cents)}, TVA {_rate(line.vat)}"


def _party(party: Party) -> str:
    legal = f", {party.legal_id.value}" if party.legal_id else ""
    return _clean(f"{party.name}{legal}{f', TVA {party.vat_id}' if party.vat_id else ''}")


def _rate(vat: Vat) -> str:
    return f"{vat.category} {format_decimal(vat.rate)} %" if vat.rate is not None else str(vat.category)


def _money(made: EInvoice, cents: int) -> str:
    return f"{format_cents(cents).replace('.', ',')} {_clean(made.currency)}"


def _clean(text: str) -> str:
    """On one line and without what a terminal would obey: the texts are others'."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def _as_object(found: _Checked) -> dict[str, Any]:
    """For programs: amounts in cents, dates in ISO form."""
    result: dict[str, Any] = {
        "file": str(found.path),
        "readable": found.opened is not None,
        "conforming": found.exit_code == CONFORMING,
        "code": found.code or None,
        "problems": [
            {"rule": one.rule, "term": one.term, "field": one.field, "severity": one.severity, "message": one.message}
            for one in found.problems
        ],
    }
    if found.opened is None:
        return result
    made, totals = found.opened.invoice, found.opened.invoice.totals
    return result | {
        "syntax": found.opened.syntax,
        "attachment": found.opened.attachment or None,
        "profile": made.profile,
        "number": made.number,
        "type_code": made.type_code,
        "issued_on": made.issued_on.isoformat(),
        "due_on": made.due_on.isoformat() if made.due_on else None,
        "seller": made.seller.name,
        "buyer": made.buyer.name,
        "currency": made.currency,
        "exclusive_cents": totals.exclusive_cents,
        "tax_cents": totals.tax_cents,
        "inclusive_cents": totals.inclusive_cents,
        "payable_cents": totals.payable_cents,
    }
