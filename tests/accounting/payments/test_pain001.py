"""The bank's file: valid for its schema, in the characters of EPC217-08, the same bytes each time, and sums that are exact."""

import hashlib
import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, strategies as st

from accounting.documents.payments.pain001 import Version, pain001
from accounting.domain.errors import InputError
from accounting.domain.payments.order import LARGEST_CENTS, Debtor, OrderItem, PaymentOrder
from accounting.domain.payments.payable import PayableKind
from accounting.domain.payments.text import bank_name, bank_text
from tests.accounting.integration.office import Office
from tests.accounting.payments.desk import DEBTOR, file_of, iban, item, ordered, owed, parsed, schema

AT = datetime(2026, 12, 1, 9, tzinfo=UTC)
ORDER = "0b1f8f5e-52a7-5b8e-a6a9-0f3a1f0c9d11"


def order(*cents: int, bic: str | None = "AGRIFRPP", name: str = "Fournisseur") -> PaymentOrder:
    """An approved order of these amounts."""
    items = tuple(
        OrderItem(PayableKind.PURCHASE, f"d{n}", f"s{n}", bank_name(name, "name"), iban(n), bic, one, f"F-{n}")
        for n, one in enumerate(cents, 1)
    )
    debtor = Debtor("Cooperative Exemple", DEBTOR, bic, "512")
    return PaymentOrder(
        "732829320", debtor, date(2026, 12, 3), items, True, "a", AT, 1, approved_by="b", approved_at=AT
    )


@pytest.mark.parametrize("version", list(Version))
@pytest.mark.parametrize("count", [1, 500])
@pytest.mark.parametrize("bic", ["AGRIFRPP", None])
def test_the_file_is_valid_for_the_schema_of_its_version(version: Version, count: int, bic: str | None) -> None:
    content = pain001(ORDER, order(*range(1, count + 1), bic=bic), version)
    schema(version.value).validate(content.decode())
    found = parsed(content)
    ids = [one.text for one in found.iter("EndToEndId")]
    assert len(set(ids)) == count
    assert all(one is not None and len(one) <= 35 for one in ids)
    assert [one.text for one in found.iter("NbOfTxs")] == [str(count)] * 2
    assert ("NOTPROVIDED" in content.decode()) == (bic is None)
    assert not list(found.iter("PstlAdr"))


@given(st.lists(st.integers(1, LARGEST_CENTS), min_size=1, max_size=40))
def test_the_control_sum_is_the_sum_of_the_items_to_the_cent(cents: list[int]) -> None:
    found = parsed(pain001(ORDER, order(*cents)))
    written = [int((one.text or "").replace(".", "")) for one in found.iter("InstdAmt")]
    sums = {int((one.text or "").replace(".", "")) for one in found.iter("CtrlSum")}
    assert written == cents
    assert sums == {sum(cents)}


@given(st.text(max_size=200))
def test_any_text_is_written_in_the_characters_that_banks_accept(text: str) -> None:
    found = bank_text(text, 140)
    assert re.fullmatch(r"[A-Za-z0-9/\-?:().,'+ ]{0,140}", found)
    assert not found.startswith("/")
    assert not found.endswith("/")
    assert "//" not in found


def test_accents_are_transliterated_and_a_name_without_a_latin_letter_is_refused() -> None:
    assert bank_text("Société Œuvres & Façade — n° 12 « é »", 70) == "Societe OEuvres + Facade - no 12 ' e '"
    assert bank_text("x" * 80, 70) == "x" * 70
    with pytest.raises(InputError) as caught:
        bank_name("东京", "holder")
    assert caught.value.fields[0].field == "holder"


def test_two_orders_of_the_same_items_share_no_identifier() -> None:
    other = "1b1f8f5e-52a7-5b8e-a6a9-0f3a1f0c9d11"
    one, two = (parsed(pain001(id_, order(100, 200))) for id_ in (ORDER, other))
    names = ("MsgId", "PmtInfId", "EndToEndId")
    assert not {e.text for n in names for e in one.iter(n)} & {e.text for n in names for e in two.iter(n)}


async def test_what_was_approved_is_what_is_sent_to_the_byte(office: Office) -> None:
    id_ = await ordered(office, item(await owed(office, name="Café Éléonore")))
    early = await office.ask("GET", f"payment-orders/{id_}/pain001")
    assert early.status_code == 409
    approved = await office.done("POST", f"payment-orders/{id_}/approval")
    for version in ("09", "03"):
        first, second = await file_of(office, id_, version), await file_of(office, id_, version)
        assert first == second
        assert hashlib.sha256(first).hexdigest() == approved["sha256"][version]
        schema(version).validate(first.decode())
    found = parsed(await file_of(office, id_))
    assert [one.text for one in found.iter("Ustrd")] == ["F-001"]
    assert "Cafe Eleonore" in [one.text for one in found.iter("Nm")]
    await office.done("POST", f"payment-orders/{id_}/sending")
    assert hashlib.sha256(await file_of(office, id_)).hexdigest() == approved["sha256"]["09"]


async def test_the_order_is_printed_with_masked_ibans(office: Office) -> None:
    id_ = await ordered(office, item(await owed(office)))
    answer = await office.ask("GET", f"payment-orders/{id_}/pdf", role="cae_officer")
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    from io import BytesIO

    from pypdf import PdfReader

    text = PdfReader(BytesIO(answer.content)).pages[0].extract_text()
    assert "360,00" in text
    assert f"•••• {iban(1)[-4:]}" in text
    assert iban(1)[8:20] not in text.replace(" ", "")
