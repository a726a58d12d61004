"""CAE-09: what the books get of documents, payments, months and years, under whatever was agreed."""

import asyncio
from datetime import UTC, datetime

from accounting.domain.contribution.settling import settle
from accounting.usecases.contribution.contribute import Contribute, contribute
from accounting.usecases.contribution.contribute_periodically import contribute_periodically
from accounting.usecases.contribution.read_agreed import ReadAgreed, read_agreed
from accounting.usecases.invoices.post_receipts import PostReceipts, post_receipts
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from essaim.kit.clock import SimulatedClock
from tests.accounting.integration.contributions import (
    OF_ACTIVITY,
    OF_ENTITY,
    ON_PAYMENT,
    TIERED,
    amount,
    entries,
    flat,
    posted,
)
from tests.accounting.integration.office import ACTIVITY, GROUP, LINE, SIREN, Office


def move_to(office: Office, year: int, month: int, day: int) -> None:
    clock = office.deps.clock
    assert isinstance(clock, SimulatedClock)
    clock.move_to(datetime(year, month, day, 9, tzinfo=UTC))


async def test_cae_09_the_entry_says_why_with_level_rate_and_numbers(office: Office) -> None:
    await office.done("PUT", OF_ACTIVITY, {"policies": [flat("8", "2026-12-01")]})
    invoice, purchase = await office.issued(), await office.bought()
    found = await entries(office)
    why = found[invoice["id"]].why
    assert (why.rule, why.level, why.rate_percent) == ("CAE-09", "activity", "8")
    assert (why.source_document, why.source_event is not None) == (f"invoice:{invoice['id']}", True)
    assert "8\u00a0% (taux convenu avec l'activité)" in why.sentence
    later = found[purchase["id"]].why
    assert later.source_document == f"purchase:{purchase['id']}"
    assert "on inscrit la différence, −24,00\u00a0€" in later.sentence
    assert await posted(office) == 5_600


async def test_cae_09_the_event_tells_level_and_period(office: Office) -> None:
    await office.done("PUT", OF_ENTITY, {"policies": [TIERED | {"valid_from": "2026-12-01"}]})
    invoice = await office.issued()
    [told] = [
        item["envelope"]["data"]
        for one in await office.deps.ledger.all({"siren": SIREN})
        for item in one.document["outbox"]
        if item["envelope"]["type"] == "accounting.contribution_posted.v1"
    ]
    assert told == {
        "activity_id": ACTIVITY,
        "group_id": GROUP,
        "document_id": invoice["id"],
        "base": "turnover",
        "rate_percent": "9",
        "amount": "102.00",
        "total": "102.00",
        "level": "cae",
        "period": "2027",
    }


async def test_cae_09_an_invoice_has_a_rate_of_its_own_until_it_is_issued(office: Office) -> None:
    id_ = await office.submitted()
    path = f"invoices/{id_}/contribution-rate"
    assert (await office.done("PUT", path, {"rate_percent": "5.50"}))["rate_percent"] == "5.5"
    await office.done("POST", f"invoices/{id_}/issue", {"service_on": "2026-12-01"})
    await office.hear((await office.deps.invoices.get(id_)).document, "accounting.invoice_issued.v1")
    answer = await office.ask("PUT", path, {"rate_percent": None})
    assert (answer.status_code, "cae-09-invoice-issued" in answer.text) == (409, True)
    entry = (await entries(office))[id_]
    assert (amount(entry), entry.why.level, entry.why.rate_percent) == (5_500, "document", "5.5")
    other = await office.submitted()
    await office.done("PUT", f"invoices/{other}/contribution-rate", {"rate_percent": "3"})
    taken = await office.done("PUT", f"invoices/{other}/contribution-rate", {"rate_percent": None})
    assert taken["rate_percent"] is None
    assert (await office.ask("PUT", path, {"rate_percent": "100.01"})).status_code in (409, 422)


async def test_cae_09_on_payment_every_cent_of_the_turnover_is_contributed_once(office: Office) -> None:
    await office.done("PUT", OF_ENTITY, {"policies": [ON_PAYMENT | {"valid_from": "2026-12-01"}]})
    invoice = await office.issued(LINE, LINE | {"unit_price": "33.33", "vat_rate": "5.5", "quantity": "1"})
    assert await entries(office) == {}
    for paid in ("0.01", "700.00", "0.02"):
        assert (await office.pay(invoice, paid)).is_success
    assert (await office.pay(invoice, "535.13")).json()["status"] == "PAID"
    await post_receipts(PostReceipts(invoice["id"]), office.deps, fresh_cause("again"))
    activity = (await office.deps.activities.get(ACTIVITY)).state
    assert sum(one.collected_cents for one in activity.movements.values()) == 103_333
    assert (activity.turnover_cents, await posted(office)) == (103_333, 10_333)
    payment = next(entry for entry in (await entries(office)).values() if amount(entry) > 5_000)
    assert payment.why.source_document.startswith("payment:")


async def test_cae_09_a_credit_note_gives_back_at_the_terms_of_its_invoice(office: Office) -> None:
    invoice = await office.issued()
    await office.done("PUT", OF_ENTITY, {"policies": [flat("20", "2026-12-02")]})
    move_to(office, 2026, 12, 3)
    credit = Contribute(
        ACTIVITY,
        "credit-1",
        "2026-000002",
        office.deps.clock.today(),
        turnover_cents=-100_000,
        invoice_id=invoice["id"],
    )
    for _ in range(2):
        await contribute(credit, office.deps, fresh_cause("credit"))
    assert amount((await entries(office))["credit-1"]) == -10_000
    assert await posted(office) == 0


async def test_cae_09_documents_that_are_counted_at_once_add_up(office: Office) -> None:
    await office.done("PUT", OF_ENTITY, {"policies": [TIERED | {"valid_from": "2026-12-01"}]})
    today = office.deps.clock.today()
    commands = [Contribute(ACTIVITY, f"d{number}", f"R{number}", today, 3_333 * number) for number in range(1, 9)]
    await asyncio.gather(*(contribute(one, office.deps, fresh_cause("at-once")) for one in commands * 2))
    total = sum(one.turnover_cents for one in commands)
    assert total == 119_988
    assert await posted(office) == 4_400 + 4_000 + 3_599


async def test_cae_09_months_and_the_year_are_posted_once(office: Office) -> None:
    body = {"policies": [flat("10", "2026-12-01", fixed_monthly="30.00", yearly_minimum="1200.00")]}
    await office.done("PUT", OF_ENTITY, body)
    await office.issued()
    await contribute_periodically(office.deps)
    assert await posted(office) == 10_000
    move_to(office, 2027, 2, 1)
    for _ in range(2):
        await contribute_periodically(office.deps, siren=SIREN)
    assert await posted(office) == 16_000
    december = (await entries(office))[f"{ACTIVITY}:fixed:2026-12"]
    assert (december.posted_on.isoformat(), december.voucher_ref) == ("2026-12-31", "CC-A001-fixed-2026-12")
    assert december.why.sentence.startswith("Le mois de décembre 2026 est terminé")
    move_to(office, 2027, 9, 1)
    await asyncio.gather(*(contribute_periodically(office.deps) for _ in range(3)))
    assert await posted(office) == 120_000
    assert amount((await entries(office))[f"{ACTIVITY}:minimum:2027"]) == 120_000 - 10_000 - 9 * 3_000
    assert (await office.deps.activities.get(ACTIVITY)).state.contributions_to_post == ()


async def test_cae_09_a_month_that_was_counted_before_a_crash_is_posted(office: Office) -> None:
    await office.done("PUT", OF_ENTITY, {"policies": [flat("10", "2026-12-01", fixed_monthly="30.00")]})
    move_to(office, 2027, 1, 1)
    agreed = await read_agreed(ReadAgreed(SIREN), office.deps)
    today = office.deps.clock.today()
    await office.deps.activities.change(
        ACTIVITY, lambda one: Change(settle(ACTIVITY, one, agreed, None, today)), fresh_cause("crash")
    )
    assert await entries(office) == {}
    await contribute_periodically(office.deps)
    assert await posted(office) == 3_000


async def test_cae_09_a_group_that_closes_owes_its_last_month_and_its_minimum(office: Office) -> None:
    body = {"policies": [flat("10", "2026-12-01", fixed_monthly="30.00", yearly_minimum="50.00")]}
    await office.done("PUT", OF_ACTIVITY, body)
    closed = {"closing_id": "k1", "group_id": GROUP, "scheme": "student_cooperative", "closed_on": "2026-12-01"}
    id_ = await office.receive("enrolment.group_closed.v1", closed)
    await office.receive("enrolment.group_closed.v1", closed, id_=id_)
    assert {key.split(":", 1)[1]: amount(one) for key, one in (await entries(office)).items()} == {
        "fixed:2026-12": 3_000,
        "minimum:2027": 2_000,
    }
