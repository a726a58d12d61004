"""A limit on everything: pages, lines, files, and above all what people can add to a document that must still be paid."""

from dataclasses import replace
from typing import Any

import pytest

from accounting.domain.history import MOST_COMMENTS, Happening
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.accounting.attacks.soundness import assert_sound
from tests.accounting.attacks.walk import filled, query_of, routes
from tests.accounting.attacks.world import World
from tests.accounting.integration.office import Office
from tests.accounting.payments.desk import owed
from tests.accounting.purchases.buying import drafted
from tests.support.sample_files import png


async def test_no_page_is_larger_than_two_hundred(world: World) -> None:
    """On every list that has pages."""
    tried = 0
    for method, path, operation in routes(world):
        names = {one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"}
        if method != "GET" or "limit" not in names:
            continue
        for limit in (str(10**9), "0", "-1", "x"):
            params = query_of(operation) | {"limit": limit}
            headers = world.office.headers("ops" if "replays" in path else "accountant")
            answer = await world.office.client.get(filled(world, path), params=params, headers=headers)
            assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "limit"), (path, limit)
            tried += 1
    assert tried > 80


async def test_nobody_talks_a_document_full(office: Office) -> None:
    """A purchase with as many comments as there can be is refused the next one, and is paid all the same."""
    purchase = await owed(office)
    said = Happening(office.deps.clock.now(), "p1", "commented", "Encore un mot")
    await office.deps.purchases.change(
        purchase, lambda one: Change(replace(one, history=(said,) * MOST_COMMENTS)), fresh_cause("test")
    )
    answer = await office.ask("POST", f"purchases/{purchase}/comments", {"comment": "Un de trop"})
    assert (answer.status_code, "comments-full" in answer.text) == (409, True)
    await office.done("POST", f"purchases/{purchase}/payment", {"paid_on": "2026-12-01"})
    await assert_sound(office)


@pytest.mark.parametrize("kind", ["quotes", "invoices", "expense_sheets"])
async def test_the_same_for_every_document_that_can_be_talked_about(world: World, kind: str) -> None:
    said = Happening(world.office.deps.clock.now(), "p1", "commented", "Encore un mot")
    repository: Any = getattr(world.office.deps, kind)
    name = {"quotes": "quote_id", "invoices": "invoice_id", "expense_sheets": "sheet_id"}[kind]
    id_ = world.ids[name]
    await repository.change(id_, lambda one: Change(replace(one, history=(said,) * MOST_COMMENTS)), fresh_cause("test"))
    path = f"{kind.replace('_', '-')}/{id_}/comments"
    answer = await world.office.ask("POST", path, {"comment": "Un de trop"})
    assert (answer.status_code, "comments-full" in answer.text) == (409, True)


async def test_a_document_has_so_many_files_and_no_more(office: Office) -> None:
    purchase = await drafted(office)
    path, statuses = f"/v1/purchases/{purchase['id']}/attachments", []
    for number in range(25):
        answer = await office.client.post(
            path, params={"name": "a.png"}, content=png() + bytes([number]), headers=office.headers("student")
        )
        statuses.append(answer.status_code)
    assert statuses == [201] * 20 + [409] * 5


async def test_what_another_group_does_tells_nothing_of_ours(office: Office) -> None:
    """A customer or a supplier that another group has already is simply new to a stranger: no conflict gives it away."""
    mine = await office.customer()
    body = (await office.done("GET", f"customers/{mine}", role="student"))["siren"]
    answer = await office.ask(
        "POST",
        "customers",
        {
            "name": "Librairie Exemple",
            "kind": "business",
            "siren": body,
            "address": {"line": "1 rue", "postcode": "25000", "city": "Besançon"},
        },
        role="student",
        groups=["g3"],
        sub="p7",
    )
    assert answer.status_code == 201, answer.text
