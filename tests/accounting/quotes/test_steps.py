"""From a draft to the customer: who does what, what is frozen, and what a new version changes."""

from datetime import UTC, datetime

from accounting.usecases.quotes.expire_quotes import expire_quotes
from essaim.kit.clock import SimulatedClock
from tests.accounting.integration.office import CUSTOMER, ENTITY, LINE, SIREN, Office
from tests.accounting.quotes.offers import PLAN, approve, drafted, read, send, sent, signed

RULES = {"coach_ceilings": {"quote": "1500.00"}, "own_ceilings": {"p1": {"quote": "150.00"}}}
SMALL = LINE | {"quantity": "1"}


def types_of(document: dict[str, object]) -> list[str]:
    """The events that an aggregate has told."""
    outbox = document["outbox"]
    assert isinstance(outbox, list)
    return [one["envelope"]["type"] for one in outbox]


async def test_a_quote_is_edited_only_until_it_is_submitted(office: Office) -> None:
    quote = await drafted(office, plan=PLAN)
    path = f"quotes/{quote['id']}"
    body = {"customer_id": quote["customer_id"], "valid_until": "2026-12-31", "lines": [SMALL], "plan": PLAN}
    changed = await office.done("PUT", path, body, role="student")
    assert [one["total_including_vat"] for one in changed["instalments"]] == ["36.00", "84.00"]
    await office.done("POST", f"{path}/submission", role="student")
    assert (await office.ask("PUT", path, body, role="student")).status_code == 409
    empty = await office.ask("POST", f"{path}/return", {"comment": ""}, role="coach")
    assert (empty.status_code, empty.json()["errors"][0]["field"]) == (422, "comment")
    words = {"comment": "Il manque la livraison."}
    assert (await office.done("POST", f"{path}/return", words, role="coach"))["status"] == "RETURNED"
    await office.done("PUT", path, body, role="student")
    assert (await office.done("DELETE", path, role="student"))["status"] == "DISCARDED"
    bad = body | {"plan": [PLAN[0], PLAN[1] | {"percent": "60"}]}
    refused = await office.ask("POST", "quotes", bad | {"activity_id": quote["activity_id"]}, role="student")
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "plan")


async def test_nobody_but_the_accountant_approves_until_ceilings_are_set(office: Office) -> None:
    """The ceiling is compared with the amount including VAT: 1 200.00, and 120.00 for the small one."""
    quote = await drafted(office)
    path = f"quotes/{quote['id']}"
    assert (await office.ask("POST", f"{path}/approval", role="accountant")).status_code == 409
    await office.done("POST", f"{path}/submission", role="student")
    for role in ("student", "coach"):
        answer = await office.ask("POST", f"{path}/approval", role=role)
        assert answer.json()["type"].endswith("above-ceiling")
    await office.done("PUT", f"legal-entities/{SIREN}/approval-rules", RULES)
    assert (await office.ask("POST", f"{path}/approval", role="student")).status_code == 409
    assert (await office.done("POST", f"{path}/approval", role="coach"))["approved_as"] == "coach"
    small = await drafted(office, SMALL)
    await office.done("POST", f"quotes/{small['id']}/submission", role="student")
    approved = await office.done("POST", f"quotes/{small['id']}/approval", role="student")
    assert (approved["status"], approved["approved_as"]) == ("APPROVED", "author")


async def test_roles_of_a_quote(office: Office) -> None:
    """A coach reads, returns and approves; an officer reads; another group's student sees nothing."""
    quote, _ = await sent(office)
    path = f"quotes/{quote['id']}"
    body = {"accepted_on": "2026-12-01"}
    for role, status in (("coach", 403), ("cae_officer", 403)):
        assert (await office.ask("GET", path, role=role)).status_code == 200
        for step, content in (("sending", None), ("acceptance", body), ("invoice", None), ("withdrawal", None)):
            assert (await office.ask("POST", f"{path}/{step}", content, role=role)).status_code == status
    assert (await office.ask("GET", path, role="student", groups=["g9"])).status_code == 404
    assert (await office.ask("POST", f"{path}/sending", role="student", groups=["g9"])).status_code == 404


async def test_what_was_sent_keeps_both_parties_and_its_very_file(office: Office) -> None:
    """CAPE-05 and R127-3: the contract end is frozen with it. Later changes of seller and buyer change nothing."""
    quote, _ = await sent(office, title="Sacs")
    path = f"quotes/{quote['id']}"
    assert (quote["number"], quote["status"], quote["sent_on"]) == ("D2026-00001", "SENT", "2026-12-01")
    before = (await office.ask("GET", f"{path}/pdf", role="student")).content
    await office.done("PUT", f"legal-entities/{SIREN}", ENTITY | {"name": "Autre nom"})
    await office.done("PUT", f"customers/{quote['customer_id']}", CUSTOMER | {"name": "Autre librairie"})
    assert (await office.ask("GET", f"{path}/pdf", role="student")).content == before
    kept = (await office.deps.quotes.get(quote["id"])).state.sending
    assert kept is not None
    assert (kept.seller.name, kept.buyer.name) == ("Coopérative Exemple", "Librairie Exemple")
    assert str(kept.contract_ends_on) == "2027-07-31"
    assert types_of((await office.deps.quotes.get(quote["id"])).document) == ["accounting.quote_sent.v1"]


async def test_an_unapproved_quote_is_not_sent_and_a_late_one_neither(office: Office) -> None:
    quote = await drafted(office)
    assert (await office.ask("POST", f"quotes/{quote['id']}/sending", role="student")).status_code == 409
    await approve(office, quote["id"])
    wrong = await office.ask("POST", f"quotes/{quote['id']}/sending", {"email": "nobody"}, role="student")
    assert wrong.json()["errors"][0]["field"] == "email"
    _move(office, 2027, 1, 1)
    late = await office.ask("POST", f"quotes/{quote['id']}/sending", role="student")
    assert (late.status_code, late.json()["errors"][0]["field"]) == (422, "valid_until")


async def test_a_new_version_keeps_the_number_and_replaces_the_former_when_it_is_sent(office: Office) -> None:
    first, link = await sent(office)
    path = f"quotes/{first['id']}"
    second = await office.done("POST", f"{path}/revision", role="student")
    assert (second["status"], second["edition"], second["former_id"]) == ("DRAFT", 2, first["id"])
    assert (await office.done("POST", f"{path}/revision", role="student"))["id"] == second["id"]
    assert (await read(office, first))["status"] == "SENT"
    await approve(office, second["id"])
    newer, _ = await send(office, second["id"])
    assert newer["number"] == "D2026-00001-V2"
    former = await read(office, first)
    assert (former["status"], former["superseded_by"]) == ("SUPERSEDED", second["id"])
    page = await office.client.get(link)
    assert (page.status_code, "remplacé" in page.text) == (410, True)
    other, _ = await sent(office)
    assert other["number"] == "D2026-00002"


async def test_a_version_is_not_sent_instead_of_one_that_was_signed_meanwhile(office: Office) -> None:
    first, _ = await sent(office)
    second = await office.done("POST", f"quotes/{first['id']}/revision", role="student")
    await approve(office, second["id"])
    await office.done("POST", f"quotes/{first['id']}/acceptance", {"accepted_on": "2026-12-01"}, role="student")
    answer = await office.ask("POST", f"quotes/{second['id']}/sending", role="student")
    assert answer.json()["type"].endswith("quote-former-not-replaceable")
    assert (await office.ask("POST", f"quotes/{first['id']}/revision", role="student")).status_code == 409


async def test_a_quote_expires_once_and_says_so_before_the_job(office: Office) -> None:
    quote, _ = await sent(office)
    _move(office, 2027, 1, 1)
    assert (await read(office, quote))["status"] == "EXPIRED"
    await expire_quotes(office.deps)
    await expire_quotes(office.deps)
    stored = await office.deps.quotes.get(quote["id"])
    assert stored.state.status == "EXPIRED"
    assert types_of(stored.document).count("accounting.quote_expired.v1") == 1


async def test_a_withdrawn_quote_is_a_draft_before_the_sending_and_gone_after_it(office: Office) -> None:
    quote = await drafted(office)
    await approve(office, quote["id"])
    path = f"quotes/{quote['id']}"
    assert (await office.done("POST", f"{path}/withdrawal", role="student"))["status"] == "DRAFT"
    await approve(office, quote["id"])
    _, link = await send(office, quote["id"])
    words = {"comment": "Erreur de prix", "visibility": "private"}
    assert (await office.done("POST", f"{path}/withdrawal", words, role="student"))["status"] == "WITHDRAWN"
    assert (await office.client.get(link)).status_code == 410
    seen = (await office.ask("GET", f"{path}/history", role="coach")).json()
    assert [one["action"] for one in seen].count("withdrawn") == 1
    assert "Erreur de prix" not in [one["comment"] for one in seen]
    copied = await office.done("POST", f"{path}/duplicate", {"valid_until": "2027-02-01"}, role="student")
    assert (copied["status"], copied["number"], copied["edition"]) == ("DRAFT", None, 1)
    assert (await office.ask("POST", f"quotes/{(await signed(office))['id']}/withdrawal")).status_code == 409


def _move(office: Office, year: int, month: int, day: int) -> None:
    clock = office.deps.clock
    assert isinstance(clock, SimulatedClock)
    clock.move_to(datetime(year, month, day, 9, tzinfo=UTC))
