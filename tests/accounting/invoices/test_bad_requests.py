"""Requests about invoices that make no sense: a clear answer with the field, never an error of ours, and nothing half written."""

from typing import Any

import httpx

from tests.accounting.integration.office import ACTIVITY, GROUP, LINE, SIREN, Office
from tests.accounting.invoices.absurd import ABSURD, ABSURD_LINES, ENTITY_ROUTES, PAYMENT, RECURRING, ROUTES, WORDS
from tests.accounting.invoices.documents import ISSUE, drafted
from tests.accounting.invoices.test_internal_invoices import OTHER, proposed


async def things(office: Office) -> dict[str, str]:
    """One of each, by the beginning of its path."""
    customer_id = await office.customer()
    body = {"activity_id": ACTIVITY, "customer_id": customer_id, "lines": [LINE], **RECURRING}
    return {
        "invoices": (await drafted(office))["id"],
        "internal-invoices": (await proposed(office))["id"],
        "recurring-invoices": (await office.done("POST", "recurring-invoices", body, role="student"))["id"],
        "customer": customer_id,
    }


async def stored(office: Office) -> list[tuple[str, int]]:
    """Every document about invoices, with its version."""
    deps = office.deps
    found: list[tuple[str, int]] = []
    for documents in (
        await deps.invoices.all(),
        await deps.internal_invoices.all(),
        await deps.recurring_invoices.all(),
        await deps.dunning_files.all(),
        await deps.transmissions.all(),
        await deps.numberings.all(),
        await deps.approval_rules.all(),
        await deps.dunning_policies.all(),
        await deps.ledger.all(),
    ):
        found += [(one.id, one.version) for one in documents]
    return sorted(found)


async def test_what_does_not_exist_and_what_is_not_ours_is_not_found(office: Office) -> None:
    """404 for ids that are none, and for a student and a coach of another group; 404 too for a legal entity that is unknown."""
    ids = await things(office)
    before = await stored(office)
    for method, path, body in ROUTES:
        sent = _filled(body, ids)
        for role, id_, groups in (
            ("accountant", "nothing", [GROUP]),
            ("accountant", "x" * 64, [GROUP]),
            ("student", ids[path.split("/")[0]], ["g7"]),
            ("coach", ids[path.split("/")[0]], ["g7"]),
        ):
            claims = {"groups": groups} if role != "accountant" else {}
            answer = await office.ask(method, path.format(id=id_), sent, role=role, sub="stranger", **claims)
            assert answer.status_code == 404, (method, path, role, answer.text)
    for method, path, body in ENTITY_ROUTES:
        answer = await office.ask(method, path.format(siren="552100554"), body)
        assert answer.status_code == 404, (method, path, answer.text)
        for role in ("student", "coach"):
            answer = await office.ask(method, path.format(siren=SIREN), body, role=role)
            assert answer.status_code in (403, 404), (method, path, role, answer.text)
    assert await stored(office) == before


async def test_a_field_that_nobody_knows_is_named_and_nothing_is_written(office: Office) -> None:
    """A number, a status or a total cannot be sent in."""
    ids = await things(office)
    before = await stored(office)
    create = {"activity_id": ACTIVITY, "customer_id": ids["customer"], "lines": [LINE]}
    internal = {"seller_activity_id": ACTIVITY, "buyer_activity_id": "b", "title": "T", "lines": []}
    creations: list[tuple[str, str, dict[str, Any] | None]] = [
        ("POST", "invoices", create),
        ("POST", "recurring-invoices", create | RECURRING),
        ("POST", "internal-invoices", internal),
    ]
    for method, path, body in (*ROUTES, *ENTITY_ROUTES, *creations):
        if body is None:
            continue
        where = path.format(id=ids.get(path.split("/")[0], ""), siren=SIREN)
        for extra in ("number", "status", "total_including_vat"):
            answer = await office.ask(method, where, _filled(body, ids) | {extra: "2026-000001"})
            assert answer.status_code == 422, (method, path, answer.text)
            assert extra in [one["field"] for one in answer.json()["errors"]], (method, path, answer.text)
    line = await office.ask("POST", "invoices", create | {"lines": [LINE | {"total": "0.01"}]})
    assert (line.status_code, line.json()["errors"][0]["field"]) == (422, "lines.0.total")
    assert await stored(office) == before


async def test_absurd_lines_are_refused_by_field_wherever_there_are_lines(office: Office) -> None:
    """The same for a draft, an edit and a recurrence; InputError and schema alike say where."""
    ids = await things(office)
    before = await stored(office)
    body = {"activity_id": ACTIVITY, "customer_id": ids["customer"]}
    for change, field in ABSURD_LINES:
        lines = {"lines": [LINE | change]}
        edit = {"customer_id": ids["customer"]} | lines
        for method, path, sent in (
            ("POST", "invoices", body | lines),
            ("PUT", f"invoices/{ids['invoices']}", edit),
            ("POST", "recurring-invoices", body | lines | RECURRING),
        ):
            answer = await office.ask(method, path, sent, role="student")
            assert answer.status_code == 422, (change, path, answer.text[:300])
            assert answer.json()["errors"][0]["field"].startswith(field), (change, path, answer.text[:300])
    for lines_sent in ([], [LINE] * 201, "x", None):
        answer = await office.ask("POST", "invoices", body | {"lines": lines_sent}, role="student")
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "lines")
    assert await stored(office) == before


async def test_absurd_amounts_days_and_words_are_refused_by_field(office: Office) -> None:
    """422 with the field, or 409 with it when a rule of issuing says so; nothing is written."""
    before = await stored(office)
    await _refused(office, [one for one in ABSURD if one[1].startswith("legal-entities")], {"siren": SIREN})
    assert await stored(office) == before
    places = {"issued": (await office.issued())["id"], "submitted": await office.submitted()}
    before = await stored(office)
    await _refused(office, [one for one in ABSURD if one[1].startswith("invoices")], places)
    assert await stored(office) == before


async def _refused(office: Office, absurd: list[tuple[str, str, dict[str, Any], str]], places: dict[str, str]) -> None:
    for method, path, body, field in absurd:
        answer = await office.ask(method, path.format(**places), body)
        assert answer.status_code in (422, 409), (path, body, answer.text[:300])
        assert _field(answer).startswith(field), (path, body, answer.text[:300])


async def test_absurd_recurrences_and_internal_invoices_are_refused_by_field(office: Office) -> None:
    ids = await things(office)
    before = await stored(office)
    body = {"activity_id": ACTIVITY, "customer_id": ids["customer"], "lines": [LINE], **RECURRING}
    for change, field in (
        ({"first_on": "2026-11-30"}, "first_on"),
        ({"first_on": "9999-12-31"}, "first_on"),
        ({"last_on": "2026-12-14"}, "last_on"),
        ({"every": "second"}, "every"),
    ):
        sent = body | change
        answer = await office.ask("POST", "recurring-invoices", sent, role="student")
        assert (answer.status_code, _field(answer)) == (422, field), (sent, answer.text)
    line = {"label": "Photo", "quantity": "1", "unit_price": "1.00"}
    internal = {"seller_activity_id": ACTIVITY, "buyer_activity_id": ACTIVITY, "title": "Photos", "lines": [line]}
    for changed, field in (
        ({}, "buyer_activity_id"),
        ({"lines": [line | {"unit_price": "-1.00"}]}, "lines.0.unit_price"),
        ({"lines": [line | {"quantity": "9999999", "unit_price": "9999999.99"}]}, "lines.0.unit_price"),
        ({"title": ""}, "title"),
    ):
        buyer = (await office.deps.internal_invoices.get(ids["internal-invoices"])).state.buyer_activity_id
        sent = internal | ({"buyer_activity_id": buyer} if changed else {}) | changed
        answer = await office.ask("POST", "internal-invoices", sent, role="student")
        assert (answer.status_code, _field(answer)) == (422, field), (sent, answer.text)
    assert await stored(office) == before


async def test_a_stale_version_is_refused_on_every_step_and_writes_nothing(office: Office) -> None:
    """412, and the number of an internal invoice is not used up by it."""
    ids = await things(office)
    issued = (await office.issued())["id"]
    submitted = await office.submitted()
    before = await stored(office)
    steps: list[tuple[str, str, dict[str, Any] | None]] = [
        ("PUT", f"invoices/{ids['invoices']}", {"customer_id": ids["customer"], "lines": [LINE]}),
        ("DELETE", f"invoices/{ids['invoices']}", None),
        ("POST", f"invoices/{ids['invoices']}/submission", None),
        ("POST", f"invoices/{submitted}/return", WORDS),
        ("POST", f"invoices/{submitted}/withdrawal", None),
        ("POST", f"invoices/{submitted}/issue", ISSUE),
        ("POST", f"invoices/{issued}/payments", PAYMENT),
        ("POST", f"internal-invoices/{ids['internal-invoices']}/acceptance", None),
        ("PUT", f"recurring-invoices/{ids['recurring-invoices']}/status/PAUSED", None),
    ]
    for method, path, body in steps:
        for match in ('"77"', '"0"'):
            headers = office.headers("accountant") | {"If-Match": match}
            answer = await office.client.request(method, f"/v1/{path}", json=body, headers=headers)
            assert answer.status_code == 412, (path, answer.text)
    assert await stored(office) == before
    assert (await office.done("POST", f"invoices/{submitted}/issue", ISSUE))["number"] == "2026-000002"
    await office.done("POST", f"internal-invoices/{ids['internal-invoices']}/refusal", WORDS)
    line = {"label": "Photo", "quantity": "1", "unit_price": "1.00"}
    body = {"seller_activity_id": ACTIVITY, "buyer_activity_id": OTHER, "title": "Photos", "lines": [line]}
    other = await office.done("POST", "internal-invoices", body, role="student")
    accepted = await office.done("POST", f"internal-invoices/{other['id']}/acceptance")
    assert accepted["number"] == "INT-2026-00001"


async def test_the_same_command_twice_is_done_once(office: Office) -> None:
    """The same Idempotency-Key gives the same answer; with another content it is refused."""
    issued = (await office.issued())["id"]
    submitted = await office.submitted()
    body = {"activity_id": ACTIVITY, "customer_id": await office.customer(), "lines": [LINE]}
    commands: list[tuple[str, dict[str, Any]]] = [
        ("invoices", body),
        (f"invoices/{issued}/payments", PAYMENT),
        (f"invoices/{issued}/credit-notes", {"reason": "Retour"}),
        (f"invoices/{submitted}/issue", ISSUE),
        (f"invoices/{issued}/comments", WORDS),
    ]
    for place, (path, sent) in enumerate(commands):
        headers = office.headers("accountant") | {"Idempotency-Key": f"key-of-{place}"}
        first, second = [await office.client.post(f"/v1/{path}", json=sent, headers=headers) for _ in range(2)]
        assert first.is_success, first.text
        assert (second.status_code, second.json()) == (first.status_code, first.json()), path
        assert second.headers.get("idempotency-replayed") == "true"
        other = await office.client.post(f"/v1/{path}", json=sent | {"comment": "autre"}, headers=headers)
        assert other.status_code == 422
    assert (await office.done("GET", f"invoices/{issued}"))["paid"] == "10.00"
    assert len(await office.deps.invoices.all()) == 4


def _filled(body: dict[str, Any] | None, ids: dict[str, str]) -> dict[str, Any]:
    return {key: ids["customer"] if value == "{customer}" else value for key, value in (body or {}).items()}


def _field(answer: httpx.Response) -> str:
    """The first field that the answer names."""
    errors = answer.json().get("errors") or [{"field": ""}]
    return str(errors[0]["field"])
