"""Electronic invoices through a platform: handed over once, followed by its statuses, told when cashed (INV-12, BR-FR-CDV)."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from accounting.domain.errors import InputError
from accounting.domain.transmission import RateAmount, Status, Step, check_step
from accounting.usecases.transmissions.announce_cashed import announce_cashed
from accounting.usecases.transmissions.collect_statuses import collect_statuses
from accounting.usecases.transmissions.deposit_transmissions import deposit_transmissions
from tests.accounting.integration.office import CUSTOMER, ENTITY, SIREN, Office, open_office
from tests.accounting.invoices.documents import drafted, issue

AT = "2026-12-02T10:00:00+01:00"


@pytest.fixture
async def sending(tmp_path: Path) -> Any:
    (tmp_path / "platform").mkdir()
    async with open_office(tmp_path, platform_directory=tmp_path / "platform") as opened:
        await opened.done("PUT", f"legal-entities/{SIREN}", ENTITY)
        await opened.start()
        await opened.receive(
            "enrolment.group_named.v1", {"group_id": "g1", "name": "Atelier Maille", "activity_label": "Maille"}
        )
        yield opened


def folder(office: Office, name: str) -> list[Path]:
    directory = office.deps.settings.platform_directory
    assert directory is not None
    return sorted((directory / name).glob("*"))


def incoming(office: Office, name: str, body: object) -> None:
    directory = office.deps.settings.platform_directory
    assert directory is not None
    (directory / "incoming-statuses").mkdir(exist_ok=True)
    text = body if isinstance(body, str) else json.dumps(body)
    (directory / "incoming-statuses" / name).write_text(text, encoding="utf-8")


async def sent(office: Office) -> dict[str, Any]:
    invoice = await issue(office, (await drafted(office))["id"])
    await office.done("POST", f"invoices/{invoice['id']}/transmission", {"format": "cii"})
    for _ in range(2):
        await deposit_transmissions(office.deps)
    return invoice


async def status(office: Office, invoice: dict[str, Any]) -> int | None:
    found = (await office.done("GET", f"invoices/{invoice['id']}/transmission"))["status"]
    assert found is None or isinstance(found, int)
    return found


async def test_an_invoice_is_handed_over_once_and_told_when_it_is_cashed(sending: Office) -> None:
    invoice = await sent(sending)
    (file,) = folder(sending, "outgoing")
    assert file.read_bytes().startswith(b"<?xml")
    assert await status(sending, invoice) == 200
    message = {"id": "m1", "seller_siren": SIREN, "number": invoice["number"], "code": 205, "at": AT}
    for name in ("a.json", "b.json"):
        incoming(sending, name, message)
    await collect_statuses(sending.deps)
    found = await sending.done("GET", f"invoices/{invoice['id']}/transmission")
    assert [(one["code"], one["label"]) for one in found["steps"]] == [(200, "Déposée"), (205, "Approuvée")]
    await sending.pay(invoice, "1200.00")
    for _ in range(2):
        await announce_cashed(sending.deps)
        await deposit_transmissions(sending.deps)
    (cashed,) = folder(sending, "outgoing-statuses")
    body = json.loads(cashed.read_text())
    assert (body["code"], body["amounts"]) == (212, [{"rate": "20", "amount": "1200.00"}])
    assert await status(sending, invoice) == 212


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("{not json", "is not a status"),
        ({"id": "m", "seller_siren": SIREN, "number": "9-9", "code": 205, "at": AT}, "no invoice 9-9"),
        ({"id": "m", "seller_siren": SIREN, "number": "2026-000001", "code": 299, "at": AT}, "not a status"),
        ({"id": "m", "seller_siren": SIREN, "number": "2026-000001", "code": 210, "at": AT}, "BR-FR-CDV-15"),
        ({"id": "m", "seller_siren": SIREN, "number": "2026-000001", "code": 205, "at": "2026-12-02"}, "time zone"),
        ({"id": "m"}, "KeyError"),
    ],
)
async def test_a_status_that_cannot_be_read_is_put_aside_with_what_is_wrong(
    sending: Office, body: object, says: str
) -> None:
    invoice = await sent(sending)
    incoming(sending, "a.json", body)
    good = {"id": "g", "seller_siren": SIREN, "number": invoice["number"], "code": 202, "at": AT}
    incoming(sending, "b.json", good)
    await collect_statuses(sending.deps)
    problems = [one for one in folder(sending, "refused") if one.name.endswith(".problem.txt")]
    assert [says in one.read_text() for one in problems] == [True]
    assert await status(sending, invoice) == 202
    assert folder(sending, "incoming-statuses") == []


async def test_what_was_rejected_is_sent_again_and_what_was_refused_is_not(sending: Office) -> None:
    invoice = await sent(sending)
    path = f"invoices/{invoice['id']}/transmission"
    twice = await sending.ask("POST", path, {"format": "cii"})
    assert twice.json()["type"].endswith("transmission-exists")
    no_reason = await sending.ask("POST", f"{path}/statuses", {"code": 213})
    assert no_reason.json()["errors"][0]["field"] == "reason"
    await sending.done("POST", f"{path}/statuses", {"code": 213, "reason": "REJ_SEMAN"})
    await sending.done("POST", path, {"format": "ubl"})
    await deposit_transmissions(sending.deps)
    assert len(folder(sending, "outgoing")) == 2
    await sending.done("POST", f"{path}/statuses", {"code": 210, "reason": "TX_TVA_ERR"})
    assert (await sending.ask("POST", path, {"format": "cii"})).status_code == 409
    late = await sending.ask("POST", f"{path}/statuses", {"code": 205})
    assert late.json()["type"].endswith("transmission-ended")


async def test_inv_11_a_sale_to_a_private_customer_is_not_transmitted(sending: Office) -> None:
    private = {"name": "Camille Exemple", "kind": "private", "address": CUSTOMER["address"]}
    customer = await sending.done("POST", "customers", private, role="student")
    invoice = await issue(sending, (await drafted(sending, customer_id=customer["id"]))["id"])
    answer = await sending.ask("POST", f"invoices/{invoice['id']}/transmission", {"format": "cii"})
    assert answer.json()["type"].endswith("inv-11-not-transmitted")


def test_every_status_that_needs_a_reason_or_an_amount_says_so() -> None:
    def step(code: int, **more: Any) -> Step:
        return Step(code, datetime(2026, 12, 1, tzinfo=UTC), "m", "p", **more)

    for code in (206, 207, 208, 210, 213):
        with pytest.raises(InputError) as caught:
            check_step(step(code))
        assert caught.value.fields[0].field == "reason"
    with pytest.raises(InputError) as caught:
        check_step(step(212))
    assert caught.value.fields[0].field == "amounts"
    check_step(step(212, amounts=(RateAmount("20", 1),)))
    check_step(step(Status.REFUSED, reason="TX_TVA_ERR"))
