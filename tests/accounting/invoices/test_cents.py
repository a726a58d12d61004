"""One cent is the same cent everywhere: in the answer, on the paper, in the books and in the electronic file.

Where the four are computed apart they differ by a cent on amounts like these: VAT by line or by rate, halves, thirds, discounts
on a line and on the whole, several rates, deposits that are rounded each, and decimals that binary floats do not have.
"""

import io
import re
from collections import Counter
from typing import Any
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from essaim.contracts.types import parse_amount
from tests.accounting.integration.office import ACTIVITY, ENTITY, LINE, SIREN, Office
from tests.accounting.invoices.documents import credited, issue, read
from tests.accounting.quotes.offers import issued as issued_of, signed

Line = dict[str, str]
HALVES = [{"label": "Acompte", "percent": "50"}, {"label": "Solde", "percent": "50"}]
THIRDS = [{"label": f"Acompte {n}", "percent": part} for n, part in enumerate(("33.33", "33.33", "33.34"), 1)]


def line(price: str, quantity: str = "1", rate: str = "20", nature: str = "goods", **more: str) -> Line:
    return LINE | {"unit_price": price, "quantity": quantity, "vat_rate": rate, "nature": nature} | more


CASES: dict[str, tuple[list[Line], dict[str, str] | None, tuple[str, str, str]]] = {
    "VAT is of the sum and not of each line": ([line("0.33")] * 3, None, ("0.99", "0.20", "1.19")),
    "half a cent of VAT goes up": ([line("0.25", rate="10")], None, ("0.25", "0.03", "0.28")),
    "half a cent of a line goes up": ([line("0.33", "2.5")], None, ("0.83", "0.17", "1.00")),
    "a thousandth of a quantity": ([line("10.00", "0.333"), line("10.00", "0.667")], None, ("10.00", "2.00", "12.00")),
    "29 cents a hundred times": ([line("0.29", "100")], None, ("29.00", "5.80", "34.80")),
    "1.005 is no float": ([line("100.00", "1.005")], None, ("100.50", "20.10", "120.60")),
    "1.15 is no float": ([line("1.15", "3", "5.5")], None, ("3.45", "0.19", "3.64")),
    "a third off a line": ([line("9.99", discount_percent="33.33")], None, ("6.66", "1.33", "7.99")),
    "a discount over two rates": (
        [line("10.00"), line("5.01", rate="5.5")],
        {"label": "Remise", "amount": "1.00"},
        ("14.01", "2.13", "16.14"),
    ),
    "a part of all over four rates": (
        [
            line("33.33"),
            line("33.33", rate="10"),
            line("33.33", rate="5.5", nature="services"),
            line("0.07", rate="2.1"),
        ],
        {"label": "Remise", "percent": "12.5"},
        ("87.55", "10.35", "97.90"),
    ),
    "without VAT beside with it": (
        [line("17.77", "3"), line("8.01", rate="0", nature="services", vat_treatment="exempt")],
        None,
        ("61.32", "10.66", "71.98"),
    ),
    "the largest line": ([line("99999.99", "1000")], None, ("99999990.00", "19999998.00", "119999988.00")),
}


@pytest.mark.parametrize("on_debits", [True, False])
@pytest.mark.parametrize("name", CASES)
async def test_inv_04_a_cent_is_the_same_everywhere(office: Office, name: str, on_debits: bool) -> None:
    """INV-04: the answer says these totals, and paper, books and file say the same."""
    await office.done("PUT", f"legal-entities/{SIREN}", ENTITY | {"vat_on_debits": on_debits})
    lines, discount, expected = CASES[name]
    body = {"activity_id": ACTIVITY, "customer_id": await office.customer(), "lines": lines, "discount": discount}
    invoice = await issue(office, (await office.done("POST", "invoices", body, role="student"))["id"])
    assert (invoice["total_excluding_vat"], invoice["vat"], invoice["total_including_vat"]) == expected
    await _same_everywhere(office, invoice)


@pytest.mark.parametrize("plan", [HALVES, THIRDS], ids=["halves", "thirds"])
@pytest.mark.parametrize(
    "lines",
    [
        [line("400.01"), line("399.99", nature="services")],
        [line("0.99"), line("0.05", rate="5.5")],
        [line("100.01", rate="10"), line("0.01", "7", nature="resale")],
    ],
    ids=["400.01 and 399.99", "less than a euro", "uneven"],
)
async def test_deposits_and_the_rest_are_the_whole(
    office: Office, lines: list[Line], plan: list[dict[str, str]]
) -> None:
    """Deposits of 480.01 and 479.99 are 960.00; on 4191 nothing is left of them."""
    quote = await signed(office, *lines, plan=plan)
    asked = []
    for place, _ in enumerate(plan):
        invoice = await issued_of(office, quote)
        asked.append(parse_amount(invoice["left"]))
        await _same_everywhere(office, invoice)
        assert invoice["kind"] == ("invoice" if place == len(plan) - 1 else "deposit")
    assert sum(asked) == parse_amount(invoice["total_including_vat"])
    trial = await office.done("GET", f"legal-entities/{SIREN}/trial-balance?year=2027")
    assert {one["account"]: one["balance"] for one in trial["lines"]}["419100"] == "0.00"


async def test_a_credit_note_of_the_last_third_says_the_vat_that_was_left(office: Office) -> None:
    """0.07, 0.07 and 0.06 on the paper and in the file too, and not three times 0.07."""
    invoice = await office.issued(*[line("0.33")] * 3)
    for vat in ("0.07", "0.07", "0.06"):
        note = await credited(office, invoice, line("0.33"))
        assert note["vat"] == vat
        await _same_everywhere(office, await read(office, note))


async def _same_everywhere(office: Office, invoice: dict[str, Any]) -> None:
    await _same_on_paper(office, invoice)
    await _same_in_the_books(office, invoice)
    for format_ in ("cii", "ubl"):
        await _same_in_the_file(office, invoice, format_)


async def _same_on_paper(office: Office, invoice: dict[str, Any]) -> None:
    answer = await office.ask("GET", f"invoices/{invoice['id']}/pdf")
    pages = PdfReader(io.BytesIO(answer.content)).pages
    text = re.sub(r"\s", "", "".join(page.extract_text() for page in pages))
    wanted = {
        "TotalHT": invoice["total_excluding_vat"],
        "TotalTVA": invoice["vat"],
        "TotalTTC": invoice["total_including_vat"],
    }
    if invoice["deposits"]:
        wanted["Resteàpayer"] = invoice["left"]
    for name, amount in wanted.items():
        assert f"{name}{_french(amount)}€" in text, (name, amount, text)
    for one in invoice["vat_per_rate"]:
        rate = f"{one['rate'].replace('.', ',')}%" if one["rate"] != "0" else "sans"
        row = f"{rate}{_french(one['base'])}€{_french(one['vat'])}€"
        assert row in text, (row, text)


def _french(amount: str) -> str:
    return amount.replace(".", ",")


async def _same_in_the_books(office: Office, invoice: dict[str, Any]) -> None:
    found = await office.done("GET", f"entries?siren={SIREN}&limit=200")
    (entry,) = [one for one in found["items"] if one["source_key"] == f"sale:{invoice['id']}"]
    sign = -1 if invoice["kind"] == "credit_note" else 1
    due = parse_amount(invoice["total_including_vat"]) - parse_amount(invoice["deposits_taken_off"])
    moved: Counter[str] = Counter()
    vat: Counter[str] = Counter()
    for one in entry["lines"]:
        cents = sign * (parse_amount(one["debit"]) - parse_amount(one["credit"]))
        moved[one["account"]] += cents
        if one["account"] in ("445710", "445800"):
            vat[one["vat_rate"]] -= cents
    assert sum(moved.values()) == 0
    assert moved["411000"] == due
    prepaid = [(await office.deps.invoices.get(one["invoice_id"])).state.totals.vat for one in invoice["deposits"]]
    for part in (part for parts in prepaid for part in parts):
        vat[part.rate] += part.vat_cents
    said = {one["rate"]: parse_amount(one["vat"]) for one in invoice["vat_per_rate"]}
    assert {rate: cents for rate, cents in vat.items() if cents} == {
        rate: cents for rate, cents in said.items() if cents
    }
    sold = ("419100",) if invoice["kind"] == "deposit" else ("701000", "706000", "707000")
    assert -sum(moved[account] for account in sold) == parse_amount(invoice["total_excluding_vat"])


async def _same_in_the_file(office: Office, invoice: dict[str, Any], format_: str) -> None:
    answer = await office.ask("GET", f"invoices/{invoice['id']}/electronic/{format_}")
    assert answer.status_code == 200, answer.text
    root = ElementTree.fromstring(answer.content)
    total, rate, base, vat = _AMOUNTS[format_]
    due = parse_amount(invoice["total_including_vat"]) - parse_amount(invoice["deposits_taken_off"])
    wanted = (parse_amount(invoice["total_excluding_vat"]), parse_amount(invoice["total_including_vat"]), due)
    assert tuple(_amount(root, name) for name in total) == wanted
    said = [(_amount(one, base), _amount(one, vat)) for one in root.iter(rate) if one.find(vat) is not None]
    assert said == [(parse_amount(one["base"]), parse_amount(one["vat"])) for one in invoice["vat_per_rate"]]


def _amount(inside: ElementTree.Element, name: str) -> int:
    element = next(inside.iter(name))
    return parse_amount((element.text or "").strip())


_RAM = "{urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100}"
_CAC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2}"
_CBC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"
_AMOUNTS = {
    "cii": (
        tuple(f"{_RAM}{one}" for one in ("TaxBasisTotalAmount", "GrandTotalAmount", "DuePayableAmount")),
        f"{_RAM}ApplicableTradeTax",
        f"{_RAM}BasisAmount",
        f"{_RAM}CalculatedAmount",
    ),
    "ubl": (
        tuple(f"{_CBC}{one}" for one in ("TaxExclusiveAmount", "TaxInclusiveAmount", "PayableAmount")),
        f"{_CAC}TaxSubtotal",
        f"{_CBC}TaxableAmount",
        f"{_CBC}TaxAmount",
    ),
}
"""Excluding VAT, including VAT, to pay; then where the VAT of a rate is, its base and its amount."""
