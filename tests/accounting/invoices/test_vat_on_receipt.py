"""The VAT of services is due when the customer pays, unless the seller opted for debits (CGI art. 269, 2 c)."""

import pytest

from tests.accounting.integration.office import ENTITY, LINE, SIREN, Office
from tests.accounting.invoices.documents import SERVICE, balances, credited, issue
from tests.accounting.quotes.offers import invoiced, signed


async def without_option(office: Office) -> None:
    await office.done("PUT", f"legal-entities/{SIREN}", ENTITY | {"vat_on_debits": False})


async def vat(office: Office) -> tuple[str, str]:
    """What is due, and what waits."""
    moved = await balances(office)
    return moved.get("445710", "0.00"), moved.get("445800", "0.00")


async def test_goods_are_due_at_once_and_services_payment_by_payment(office: Office) -> None:
    await without_option(office)
    invoice = await office.issued(LINE | {"quantity": "1"}, SERVICE)
    assert await vat(office) == ("-20.00", "-20.00")
    await office.pay(invoice, "80.00")
    assert await vat(office) == ("-26.67", "-13.33")
    await office.pay(invoice, "160.00")
    assert await vat(office) == ("-40.00", "0.00")


async def test_the_return_counts_a_service_in_the_month_of_its_payment(office: Office) -> None:
    await without_option(office)
    invoice = await office.issued(SERVICE)
    path = f"legal-entities/{SIREN}/vat-return?month=2026-12"
    before = await office.done("GET", path)
    assert (before["gross"], before["is_complete"]) == ("0.00", True)
    await office.pay(invoice, "60.00")
    after = await office.done("GET", path)
    assert (after["gross"], after["is_complete"]) == ("10.00", True)


async def test_a_credit_note_takes_back_what_waits_and_what_was_due(office: Office) -> None:
    await without_option(office)
    invoice = await office.issued(SERVICE)
    await office.pay(invoice, "60.00")
    note = await credited(office, invoice)
    assert await vat(office) == ("-10.00", "10.00")
    assert note["left"] == "60.00"
    await office.pay(note, "60.00")
    assert await vat(office) == ("0.00", "0.00")


async def test_with_the_option_all_of_it_is_due_with_the_invoice(office: Office) -> None:
    await office.issued(SERVICE)
    assert await vat(office) == ("-20.00", "0.00")


async def figures(office: Office) -> tuple[str, str, bool]:
    """Base at 20 %, tax, and whether the return is plausible."""
    found = await office.done("GET", f"legal-entities/{SIREN}/vat-return?month=2026-12")
    bases = [box["base"] for box in found["boxes"] if box["number"] == "08"]
    return (bases[0] if bases else "0.00", found["gross"], found["is_complete"])


@pytest.mark.parametrize("nature", ["services", "goods"])
async def test_a_deposit_is_due_when_it_is_paid_and_its_base_is_counted_once(office: Office, nature: str) -> None:
    """CGI art. 269, 2: also on goods, since 2023, and whatever was opted for."""
    await office.done("PUT", f"legal-entities/{SIREN}", ENTITY | {"vat_on_debits": nature == "goods"})
    line = SERVICE | {"nature": nature, "unit_price": "200.00"}
    plan = [{"label": "Acompte", "percent": "50"}, {"label": "Solde", "percent": "50"}]
    quote = await signed(office, line, plan=plan)
    deposit = await issue(office, (await invoiced(office, quote))["id"])
    assert await vat(office) == ("0.00", "-20.00")
    assert (await figures(office))[1:] == ("0.00", True)
    await office.pay(deposit, "120.00")
    assert await vat(office) == ("-20.00", "0.00")
    assert await figures(office) == ("100.00", "20.00", True)
    final = await issue(office, (await invoiced(office, quote))["id"])
    await office.pay(final, "120.00")
    assert await vat(office) == ("-40.00", "0.00")
    assert await figures(office) == ("200.00", "40.00", True)
