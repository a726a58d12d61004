"""One customer once: certain duplicates are refused, probable ones asked back, and no group learns of another's customers."""

import asyncio

from tests.accounting.integration.office import ADDRESS, Office
from tests.accounting.parties.answers import SHOP, fields, picked, slug

PERSON = {"name": "Jeanne Exemple", "kind": "private", "address": ADDRESS}


async def test_the_same_siren_is_refused_with_the_id_of_the_one_that_exists(office: Office) -> None:
    made = await office.done("POST", "customers", SHOP, role="student")
    for same in (SHOP | {"name": "Autre"}, SHOP | {"vat_number": "FR68900000001"}):
        answer = await office.ask("POST", "customers?confirm_duplicate=true", same, role="student")
        assert (answer.status_code, slug(answer), fields(answer)) == (409, "customer-exists", ["siren"])
        assert made["id"] in answer.text
    assert await office.deps.customers.count() == 1


async def test_the_same_name_and_place_is_asked_back_and_can_be_insisted_on(office: Office) -> None:
    made = await office.done("POST", "customers", PERSON, role="student")
    namesake = PERSON | {"name": "JEANNE  exemple"}
    answer = await office.ask("POST", "customers", namesake, role="student")
    assert (answer.status_code, slug(answer)) == (409, "customer-probable-duplicate")
    assert answer.json()["errors"][0]["accepted"] == f"customer {made['id']}, or confirm_duplicate=true"
    second = await office.done("POST", "customers?confirm_duplicate=true", namesake, role="student")
    found = await office.done("GET", f"customers/{second['id']}/duplicates", role="student")
    assert [(one["id"], one["reasons"], one["score"]) for one in found["items"]] == [
        (made["id"], ["name_and_postcode"], 60)
    ]


async def test_a_group_does_not_learn_of_another_groups_customers_by_duplicates(office: Office) -> None:
    foreign = await office.done("POST", "customers", SHOP | {"group_id": "g2"})
    await office.done("POST", "customers", PERSON | {"group_id": "g2"})
    own = await office.ask("POST", "customers", SHOP, role="student")
    assert own.status_code == 201
    assert (await office.ask("POST", "customers", PERSON, role="student")).status_code == 201
    assert (await office.done("GET", f"customers/{own.json()['id']}/duplicates", role="student"))["items"] == []
    assert (await office.ask("GET", f"customers/{foreign['id']}/duplicates", role="student")).status_code == 404
    assert (await office.ask("GET", "customers/duplicates", role="student")).status_code in (403, 404)
    seen = await office.done("GET", f"customers/{own.json()['id']}/duplicates")
    assert picked(seen, "id") == [foreign["id"]]
    pairs = await office.done("GET", "customers/duplicates")
    assert [one["twin"]["score"] for one in pairs["items"]] == [95, 60]


async def test_an_edit_cannot_make_a_second_one_of_a_customer(office: Office) -> None:
    made = await office.done("POST", "customers", SHOP, role="student")
    other = SHOP | {"siren": "900000019", "name": "Autre"}
    second = await office.done("POST", "customers", other, role="student")
    answer = await office.ask("PUT", f"customers/{second['id']}", other | {"siren": SHOP["siren"]}, role="student")
    assert (answer.status_code, slug(answer)) == (409, "customer-exists")
    assert made["id"] in answer.text


async def test_two_who_create_the_same_customer_at_once_make_one(office: Office) -> None:
    answers = await asyncio.gather(*(office.ask("POST", "customers", SHOP, role="student") for _ in range(6)))
    assert sorted(one.status_code for one in answers) == [201, 409, 409, 409, 409, 409]
    assert await office.deps.customers.count() == 1


async def test_the_same_command_again_is_no_duplicate(office: Office) -> None:
    headers = office.headers("student") | {"Idempotency-Key": "create-shop-1"}
    first = await office.client.post("/v1/customers", json=SHOP, headers=headers)
    second = await office.client.post("/v1/customers", json=SHOP, headers=headers)
    assert (first.status_code, second.json()["id"]) == (201, first.json()["id"])
