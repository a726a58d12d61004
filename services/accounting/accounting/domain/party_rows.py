"""A file of customers or suppliers: rows of a CSV with French or English headings, each problem told by row and field."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from accounting.domain.customers import CustomerProfile
from accounting.domain.errors import InputError
from accounting.domain.gathered import Gathering
from accounting.domain.parties import Address, CustomerKind
from accounting.domain.suppliers import SupplierProfile
from accounting.domain.third_party import PaymentTerms

T = TypeVar("T")

MOST_ROWS = 2_000
_COMMON = (
    "name",
    "siren",
    "siret",
    "vat_number",
    "address",
    "postcode",
    "city",
    "country",
    "email",
    "payment_days",
    "end_of_month",
)
CUSTOMER_COLUMNS = ("kind", *_COMMON, "electronic_address", "purchase_order_required")
SUPPLIER_COLUMNS = (*_COMMON, "iban", "bic", "expense_account", "vat_rate", "note")
_FRENCH = {
    "nom": "name",
    "type": "kind",
    "tva": "vat_number",
    "numéro de tva": "vat_number",
    "adresse": "address",
    "code postal": "postcode",
    "ville": "city",
    "pays": "country",
    "courriel": "email",
    "délai de paiement": "payment_days",
    "fin de mois": "end_of_month",
    "adresse électronique": "electronic_address",
    "bon de commande": "purchase_order_required",
    "compte de charge": "expense_account",
    "taux de tva": "vat_rate",
    "remarque": "note",
}
_KINDS = {
    "": CustomerKind.BUSINESS,
    "business": CustomerKind.BUSINESS,
    "professionnel": CustomerKind.BUSINESS,
    "private": CustomerKind.PRIVATE,
    "particulier": CustomerKind.PRIVATE,
}
_YES = {
    "oui": True,
    "yes": True,
    "true": True,
    "1": True,
    "non": False,
    "no": False,
    "false": False,
    "0": False,
    "": False,
}
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True)
class PartyRow:
    """A row: its line in the file, and the text of each column that is there."""

    line: int
    values: Mapping[str, str]


def decoded(content: bytes) -> str:
    """The text of a file in UTF-8, or in the code page of French Windows. InputError naming the byte that fits neither."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise InputError("file", f"byte {error.start} is neither UTF-8 nor Windows-1252", "a text file (CSV)") from None


def rows_of(content: bytes, columns: Sequence[str]) -> list[PartyRow]:
    """The rows. InputError for headings that are unknown, twice there or missing, and for more rows than one file takes."""
    text = decoded(content)
    first = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[PartyRow] = []
    try:
        names = _headings(next(reader, []), columns)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(names):
                raise InputError(f"rows.{reader.line_num}", f"has {len(cells)} columns", f"{len(names)} columns")
            if len(rows) == MOST_ROWS:
                raise InputError("file", f"has more than {MOST_ROWS} rows", f"files of at most {MOST_ROWS} rows each")
            padded = [*cells, *[""] * (len(names) - len(cells))]
            rows.append(PartyRow(reader.line_num, dict(zip(names, map(_plain, padded), strict=True))))
    except csv.Error as error:
        raise InputError(f"rows.{reader.line_num}", f"cannot be read: {error}", "a row of a CSV file") from None
    if not rows:
        raise InputError("file", "has no rows", "a line of headings, then a row for each")
    return rows


def customer_profile(row: PartyRow) -> CustomerProfile:
    """What a row says of a customer. ManyInputsError for words that cannot be read."""
    gathering = Gathering()
    kind = _word(gathering, row, "kind", _KINDS)
    terms = _terms(gathering, row)
    ordered = _word(gathering, row, "purchase_order_required", _YES)
    gathering.finish()
    return CustomerProfile(
        name=row.values.get("name", ""),
        kind=kind or CustomerKind.BUSINESS,
        address=_address(row) or Address("", "", "", "FR"),
        siren=_text(row, "siren"),
        siret=_text(row, "siret"),
        vat_number=_text(row, "vat_number"),
        email=_text(row, "email"),
        payment_terms=terms,
        electronic_address=_text(row, "electronic_address"),
        purchase_order_required=bool(ordered),
    )


def supplier_profile(row: PartyRow) -> SupplierProfile:
    """What a row says of a supplier. ManyInputsError for words that cannot be read."""
    gathering = Gathering()
    terms = _terms(gathering, row)
    gathering.finish()
    return SupplierProfile(
        name=row.values.get("name", ""),
        siren=_text(row, "siren"),
        siret=_text(row, "siret"),
        vat_number=_text(row, "vat_number"),
        address=_address(row),
        email=_text(row, "email"),
        iban=_text(row, "iban"),
        bic=_text(row, "bic"),
        payment_terms=terms,
        expense_account=_text(row, "expense_account"),
        vat_rate=_text(row, "vat_rate"),
        note=row.values.get("note", ""),
    )


def _headings(cells: Iterable[str], columns: Sequence[str]) -> list[str]:
    names = [_FRENCH.get(cell.strip().casefold(), cell.strip().casefold()) for cell in cells]
    accepted = ", ".join(columns)
    for name in names:
        if name not in columns:
            raise InputError("headings", f"{name or 'an empty heading'} is no column of this file", accepted)
        if names.count(name) > 1:
            raise InputError("headings", f"{name} is there twice", accepted)
    if "name" not in names:
        raise InputError("headings", "name is missing", accepted)
    return names


def _plain(cell: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from taking a text for a formula."""
    text = cell.strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def _text(row: PartyRow, column: str) -> str | None:
    return row.values.get(column) or None


def _address(row: PartyRow) -> Address | None:
    line, postcode, city = (row.values.get(name, "") for name in ("address", "postcode", "city"))
    if not (line or postcode or city):
        return None
    return Address(line, postcode, city, (row.values.get("country") or "FR").upper())


def _word(gathering: Gathering, row: PartyRow, column: str, words: Mapping[str, T]) -> T | None:
    text = row.values.get(column, "").casefold()
    if text not in words:
        gathering.say(column, f"{text} is not known here", " or ".join(word for word in words if word))
    return words.get(text)


def _terms(gathering: Gathering, row: PartyRow) -> PaymentTerms:
    days = row.values.get("payment_days", "") or "30"
    if not (days.isascii() and days.isdecimal() and len(days) <= 3):
        gathering.say("payment_days", f"{days} is not a number of days", "0 to 60")
        days = "30"
    return PaymentTerms(int(days), bool(_word(gathering, row, "end_of_month", _YES)))
