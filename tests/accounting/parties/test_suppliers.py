"""Suppliers: one account per name in the books, and no payment to an IBAN that nobody confirmed."""

from typing import Any

import pytest

from accounting.domain.errors import RuleError
from accounting.domain.suppliers import payable_iban
from accounting.usecases.parties.find_supplier import find_supplier
from essaim.kit.store.errors import MissingError
from tests.accounting.integration.office import GROUP, SIREN, Office
from tests.accounting.parties.answers import IBAN, OTHER_IBAN, WEAVER, fields, picked, slug


async def test_a_supplier_gets_the_account_that_purchases_of_its_name_have(office: Office) -> None:
    first = await office.bought(supplier_name="Autre Maison")
    bought = await office.bought(supplier_name="tissus  EXEMPLE", supplier_reference="T-18")
    made = await office.done("POST", "suppliers", WEAVER)
    accounts = [(await office.deps.purchases.get(one["id"])).state.supplier_account for one in (first, bought)]
    assert (accounts, made["account"]) == (["F00001", "F00002"], "F00002")
    renamed = await office.done("PUT", f"suppliers/{made['id']}", _content(name="Tissages réunis"))
    assert renamed["account"] == "F00002"
    assert (await office.deps.suppliers.get(made["id"])).state.key == "tissus exemple"


async def test_a_second_supplier_of_the_same_name_has_an_account_of_its_own(office: Office) -> None:
    first = await office.done("POST", "suppliers", WEAVER)
    namesake = WEAVER | {"siren": "900000027"}
    answer = await office.ask("POST", "suppliers", namesake)
    assert (answer.status_code, slug(answer)) == (409, "supplier-probable-duplicate")
    second = await office.done("POST", "suppliers?confirm_duplicate=true", namesake)
    assert (first["account"], second["account"]) == ("F00001", "F00002")
    same = await office.ask("POST", "suppliers?confirm_duplicate=true", WEAVER | {"name": "Autre"})
    assert (same.status_code, slug(same)) == (409, "supplier-exists")


async def test_every_problem_of_a_supplier_is_told_at_once(office: Office) -> None:
    wrong = WEAVER | {
        "siren": "900000018",
        "siret": "123",
        "iban": "FR7630006000011234567890188",
        "bic": "XX",
        "expense_account": "701",
        "vat_rate": "19.6",
        "email": "a b@c.fr",
    }
    answer = await office.ask("POST", "suppliers", wrong)
    assert set(fields(answer)) == {"siren", "siret", "iban", "bic", "expense_account", "vat_rate", "email"}
    short = await office.ask("POST", "suppliers", WEAVER | {"iban": IBAN[:-1]})
    assert fields(short) == ["iban"]
    unknown = await office.ask("POST", "suppliers", WEAVER | {"legal_entity": "900000035"})
    assert (unknown.status_code, slug(unknown)) == (409, "legal-entity-unknown")
    assert await office.deps.suppliers.count() == 0


async def test_a_changed_iban_is_not_paid_to_before_it_is_confirmed(office: Office) -> None:
    made = await office.done("POST", "suppliers", WEAVER | {"iban": "fr76 3000 6000 0112 3456 7890 189"})
    path = f"suppliers/{made['id']}"
    assert (made["iban"], made["iban_confirmed"]) == (IBAN, False)
    with pytest.raises(RuleError, match="supplier-iban-unconfirmed"):
        payable_iban((await office.deps.suppliers.get(made["id"])).state)
    assert (await office.done("POST", f"{path}/iban-confirmation", {"iban": IBAN}))["iban_confirmed"] is True
    assert payable_iban((await office.deps.suppliers.get(made["id"])).state) == IBAN
    same = await office.done("PUT", path, _content(iban=IBAN, note="livre le mardi"))
    assert same["iban_confirmed"] is True
    changed = await office.done("PUT", path, _content(iban=OTHER_IBAN))
    assert changed["iban_confirmed"] is False
    old = await office.ask("POST", f"{path}/iban-confirmation", {"iban": IBAN})
    assert (old.status_code, slug(old)) == (409, "supplier-iban-other")
    log = await office.done("GET", f"{path}/changes")
    assert [(one["field"], one["old"], one["new"]) for one in log["items"] if "iban" in one["field"]] == [
        ("iban_confirmed", "false", "true"),
        ("iban", IBAN, OTHER_IBAN),
    ]


async def test_a_student_writes_suppliers_of_the_group_but_no_bank_account(office: Office) -> None:
    refused = await office.ask("POST", "suppliers", WEAVER | {"iban": IBAN}, role="student")
    assert refused.status_code == 403
    made = await office.done("POST", "suppliers", WEAVER, role="student")
    await office.done("PUT", f"suppliers/{made['id']}", _content(iban=IBAN))
    await office.done("POST", f"suppliers/{made['id']}/iban-confirmation", {"iban": IBAN})
    seen = await office.done("GET", f"suppliers/{made['id']}", role="student")
    assert (seen["iban"], seen["iban_confirmed"], seen["group_id"]) == ("FR76…0189", True, GROUP)
    for body in (_content(note="mardi"), _content(note="mercredi", iban=seen["iban"])):
        kept = await office.done("PUT", f"suppliers/{made['id']}", body, role="student")
        assert kept["iban_confirmed"] is True
    path = f"suppliers/{made['id']}"
    assert (await office.ask("PUT", path, _content(iban=OTHER_IBAN), role="student")).status_code == 403
    confirmation = {"iban": IBAN}
    assert (await office.ask("POST", f"{path}/iban-confirmation", confirmation, role="student")).status_code == 403
    assert (await office.deps.suppliers.get(made["id"])).state.iban == IBAN


async def test_a_merged_supplier_leads_to_the_survivor_and_both_accounts_are_read_together(office: Office) -> None:
    await office.bought()
    await office.bought(supplier_name="Tissages", supplier_reference="X-1")
    one = await office.done("POST", "suppliers", WEAVER)
    other = await office.done("POST", "suppliers", WEAVER | {"name": "Tissages", "siren": "900000027"})
    body = {"into": other["id"], "reason": "fusion des deux maisons"}
    merged = await office.done("POST", f"suppliers/{one['id']}/merge", body)
    assert (merged["status"], merged["merged"]["survivor"]) == ("MERGED", other["id"])
    assert (await find_supplier(one["id"], SIREN, GROUP, office.deps)).id == other["id"]
    found = await office.done("GET", f"suppliers/{other['id']}/statement")
    assert (found["accounts"], found["balance"]) == (["F00002", "F00001"], "720.00")
    assert [one["voucher_ref"] for one in found["open"]["items"]] == ["T-17", "X-1"]


async def test_suppliers_belong_to_one_legal_entity(office: Office) -> None:
    one = await office.done("POST", "suppliers", WEAVER)
    assert (await find_supplier(one["id"], SIREN, GROUP, office.deps)).id == one["id"]
    with pytest.raises(MissingError):
        await find_supplier(one["id"], "900000035", GROUP, office.deps)
    assert picked(await office.done("GET", f"suppliers?legal_entity={SIREN}"), "id") == [one["id"]]
    assert picked(await office.done("GET", "suppliers?legal_entity=900000035"), "id") == []
    assert picked(await office.done("GET", "suppliers?legal_entity=900000035", role="student"), "id") == []
    unknown = await office.ask("POST", "suppliers", WEAVER | {"group_id": "nobody", "siren": "900000027"})
    assert (unknown.status_code, fields(unknown)) == (422, ["group_id"])


def _content(**changes: Any) -> dict[str, Any]:
    return {name: value for name, value in (WEAVER | changes).items() if name != "legal_entity"}
