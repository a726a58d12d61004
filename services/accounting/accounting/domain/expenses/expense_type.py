"""What can be claimed: on which account of class 6 it goes, which VAT is deducted, and whether a receipt is needed.

VAT that a law excludes (hotel, transport of persons: CGI ann. II art. 206 IV 2 2° and 5°) stays in the charge: such a type has no
deductible rate. The types of a legal entity and the accounts of what it owes for them are one document, replaced as a whole.
"""

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from accounting.domain.accounts import check_account
from accounting.domain.errors import InputError

RATES = {"20": 200, "10": 100, "5.5": 55, "2.1": 21}
"""VAT rates in per mille."""
PAYABLE_ACCOUNTS = ("467", "468", "425", "455")
WAIVER_ACCOUNTS = ("7582", "758", "768", "778")
MOST_TYPES = 100


class LineKind(StrEnum):
    """How the amount of a line is found: from a receipt, by the kilometre scale, or as a part of a telephone bill."""

    PLAIN = "plain"
    KILOMETRES = "kilometres"
    TELEPHONE = "telephone"


@dataclass(frozen=True)
class ExpenseType:
    """One type. ``in_contribution`` lowers the margin that the contribution is taken of; ``ceiling_cents`` is per line."""

    code: str
    label: str
    account: str
    kind: LineKind = LineKind.PLAIN
    vat_rates: tuple[str, ...] = ()
    receipt_required: bool = True
    in_contribution: bool = True
    ceiling_cents: int | None = None
    note: str = ""


@dataclass(frozen=True)
class ExpensePolicy:
    """The types of a legal entity, and its accounts.

    ``payable_account`` is what it owes a person on: 467 by default, since students under CAPE are no employees (425 would be
    the account of employees), and 468 is what share-outs are read from. ``waiver_account`` is where what a person gives up
    goes, a gift received (7582). ``telephone_percent`` is the largest part of a telephone bill.
    """

    siren: str
    types: tuple[ExpenseType, ...]
    payable_account: str = "467"
    waiver_account: str = "7582"
    telephone_percent: int = 50

    def find(self, code: str, kind: LineKind) -> ExpenseType:
        """The type with this code for a line of this kind. InputError that names those there are."""
        usable = [one for one in self.types if one.kind is kind]
        found = next((one for one in usable if one.code == code), None)
        if found is None:
            accepted = ", ".join(one.code for one in usable) or f"nothing: the accountant has no type of kind {kind}"
            raise InputError("type", f"{code} is no type of a {kind} line", accepted)
        return found


@cache
def seeded_types() -> tuple[ExpenseType, ...]:
    """The list that a legal entity begins with."""
    text = resources.files(__package__).joinpath("expense_types.csv").read_text(encoding="utf-8")
    return tuple(
        ExpenseType(
            code=row["code"],
            label=row["label"],
            account=row["account"],
            kind=LineKind(row["kind"]),
            vat_rates=tuple(row["vat_rates"].split(",")) if row["vat_rates"] else (),
            receipt_required=row["receipt"] == "yes",
            in_contribution=row["contribution"] == "yes",
            note=row["note"],
        )
        for row in csv.DictReader(text.splitlines(), delimiter=";")
    )


def seeded_policy(siren: str) -> ExpensePolicy:
    """What holds until the accountant sets something else."""
    return ExpensePolicy(siren, seeded_types())


def check_policy(policy: ExpensePolicy) -> None:
    """InputError for what cannot be: doubled codes, unknown accounts or rates, a kilometre or telephone rule that breaks."""
    if not 0 < len(policy.types) <= MOST_TYPES:
        raise InputError("types", f"are {len(policy.types)}", f"1 to {MOST_TYPES}")
    codes = [one.code for one in policy.types]
    for place, one in enumerate(policy.types):
        _check_type(f"types.{place}", one)
        if codes.index(one.code) != place:
            raise InputError(f"types.{place}.code", f"{one.code} is there already", "a code of its own")
    if policy.payable_account not in PAYABLE_ACCOUNTS:
        raise InputError("payable_account", "is none that people are owed on", ", ".join(PAYABLE_ACCOUNTS))
    if policy.waiver_account not in WAIVER_ACCOUNTS:
        raise InputError("waiver_account", "is none for what is given up", ", ".join(WAIVER_ACCOUNTS))
    if not 1 <= policy.telephone_percent <= 100:
        raise InputError("telephone_percent", "is no part of a bill", "1 to 100")


def _check_type(place: str, one: ExpenseType) -> None:
    check_account(one.account, field=f"{place}.account", classes="6")
    unknown = [rate for rate in one.vat_rates if rate not in RATES]
    if unknown:
        raise InputError(f"{place}.vat_rates", f"has {', '.join(unknown)}", ", ".join(RATES))
    if one.kind is LineKind.KILOMETRES and one.vat_rates:
        raise InputError(f"{place}.vat_rates", "are for receipts; the kilometre scale has no VAT", "an empty list")
    if one.ceiling_cents is not None and one.ceiling_cents <= 0:
        raise InputError(f"{place}.ceiling", "is not above nothing", "an amount above 0.00, or none")


def included_vat(amount_cents: int, rate: str) -> int:
    """The VAT in an amount that includes it, in cents, half up."""
    per_mille = RATES[rate]
    whole = 1000 + per_mille
    return (2 * amount_cents * per_mille + whole) // (2 * whole)
