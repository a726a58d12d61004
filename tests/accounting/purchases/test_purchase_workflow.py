"""Who may do what with a purchase: the group writes and hands in with its receipt, a coach approves up to a ceiling; disputes
stop payments, and the closing waits."""

import asyncio

from tests.accounting.integration.office import ACTIVITY, GROUP, SIREN, Office
from tests.accounting.purchases.buying import DRAFT, PNG, attached, drafted, field, heard, slug

RULES = {"coach_ceilings": {"purchase": "400.00"}, "own_ceilings": {"p2": {"purchase": "50.00"}}}
EDIT = {name: value for name, value in DRAFT.items() if name != "activity_id"}


async def test_a_group_hands_in_with_its_receipt_and_a_coach_approves_up_to_the_ceiling(office: Office) -> None:
    draft = await drafted(office, role="student")
    path = f"purchases/{draft['id']}"
    assert slug(await office.ask("POST", f"{path}/submission", role="student")) == (409, "purchase-receipt-missing")
    kept = (await attached(office, draft["id"])).json()
    assert [one["name"] for one in kept["attachments"]] == ["facture.png"]
    assert (await office.done("POST", f"{path}/submission", role="student"))["status"] == "SUBMITTED"
    assert slug(await office.ask("PUT", path, EDIT, role="student")) == (409, "acc-03-purchase-not-draft")
    assert slug(await office.ask("POST", f"{path}/approval", role="coach")) == (409, "above-ceiling")
    await office.done("PUT", f"legal-entities/{SIREN}/approval-rules", RULES)
    assert slug(await office.ask("POST", f"{path}/approval", role="student")) == (409, "above-ceiling")
    approved = await office.done("POST", f"{path}/approval", role="coach")
    assert (approved["status"], approved["approved_as"], approved["recorded_on"]) == ("RECORDED", "coach", "2026-12-01")
    assert await office.deps.ledger.count() == 0
    await heard(office, draft["id"], "accounting.purchase_recorded.v1")
    assert await office.ledger() == [("AC-000001", "purchase")]


async def test_a_return_says_why_and_everything_is_written_down(office: Office) -> None:
    draft = await drafted(office, role="student")
    path = f"purchases/{draft['id']}"
    await attached(office, draft["id"])
    await office.done("POST", f"{path}/submission", {"comment": "La toile de novembre"}, role="student")
    assert field(await office.ask("POST", f"{path}/return", {"comment": ""}, role="coach")) == (422, "comment")
    await office.done("POST", f"{path}/return", {"comment": "Il manque le port"}, role="coach")
    await office.ask("POST", f"{path}/comments", {"comment": "À surveiller", "visibility": "private"})
    await office.done("PUT", path, EDIT, role="student")
    await office.done("POST", f"{path}/submission", role="student")
    await office.done("POST", f"{path}/withdrawal", role="student")
    seen = (await office.ask("GET", f"{path}/history", role="student")).json()
    actions = ["drafted", "attached", "submitted", "returned", "edited", "submitted", "withdrawn"]
    assert [one["action"] for one in seen] == actions
    assert seen[3]["comment"] == "Il manque le port"
    assert len((await office.ask("GET", f"{path}/history")).json()) == len(actions) + 1


async def test_who_may_not_see_gets_404_and_who_may_only_see_403(office: Office) -> None:
    draft = await drafted(office)
    path = f"purchases/{draft['id']}"
    for role in ("student", "coach"):
        assert (await office.ask("GET", path, role=role, groups=["g2"])).status_code == 404
        assert (await office.ask("POST", f"{path}/approval", role=role, groups=["g2"])).status_code == 404
    reads = {"cae_officer": 200, "coach": 200, "student": 200, "coordinator": 404}
    for role, status in reads.items():
        assert (await office.ask("GET", path, role=role)).status_code == status
    for step, body in (("approval", None), ("return", {"comment": "non"}), ("dispute", {"reason": "non"})):
        assert (await office.ask("POST", f"{path}/{step}", body, role="cae_officer")).status_code == 403
    payment = {"paid_on": "2026-12-01"}
    for role in ("student", "coach", "cae_officer"):
        assert (await office.ask("POST", f"{path}/payments", payment, role=role)).status_code == 403
        assert (await office.ask("POST", f"{path}/cancellation", {"reason": "x"}, role=role)).status_code == 403
    assert (await office.ask("POST", "purchases/drafts", DRAFT, role="coach")).status_code == 403
    assert (await office.ask("GET", "purchases", role="student", groups=["g2"])).json()["items"] == []


async def test_a_dispute_stops_payments_until_the_accountant_settles_it(office: Office) -> None:
    purchase = await office.bought()
    path = f"purchases/{purchase['id']}"
    await office.done("POST", f"{path}/dispute", {"reason": "Toile tachée"}, role="student")
    for tail, body in (
        ("payment", {"paid_on": "2026-12-01"}),
        ("payments", {"paid_on": "2026-12-01", "amount": "1.00"}),
    ):
        refused = await office.ask("POST", f"{path}/{tail}", body)
        assert slug(refused) == (409, "purchase-disputed")
        assert "Toile tachée" in refused.json()["detail"]
    assert (await office.ask("POST", f"{path}/dispute/settlement", role="student")).status_code == 403
    await office.done("POST", f"{path}/dispute/settlement", {"comment": "Remplacée"})
    assert (await office.done("POST", f"{path}/payment", {"paid_on": "2026-12-01"}))["status"] == "PAID"


async def test_files_are_given_back_as_they_came_and_stay_once_it_is_submitted(office: Office) -> None:
    draft = await drafted(office, role="student")
    path = f"purchases/{draft['id']}"
    for _ in range(2):
        kept = (await attached(office, draft["id"])).json()
    [file] = kept["attachments"]
    given = await office.ask("GET", f"{path}/attachments/{file['sha256']}", role="coach")
    assert (given.content, given.headers["content-type"]) == (PNG, "image/png")
    assert (await office.ask("GET", f"{path}/attachments/{'0' * 64}")).status_code == 404
    disguised = await attached(office, draft["id"], name="facture.pdf")
    assert slug(disguised) == (422, "attachment-disguised")
    await office.done("POST", f"{path}/submission", role="student")
    gone = await office.ask("DELETE", f"{path}/attachments/{file['sha256']}", role="student")
    assert slug(gone) == (409, "acc-03-purchase-not-draft")
    await office.done("POST", f"{path}/withdrawal", role="student")
    left = await office.done("DELETE", f"{path}/attachments/{file['sha256']}", role="student")
    assert left["attachments"] == []


async def test_a_closing_waits_for_drafts_and_for_what_is_left_to_either(office: Office) -> None:
    draft = await drafted(office, member={"person_id": "p1", "percent": "50"})
    listed = await office.done("GET", f"groups/{GROUP}/liquidation")
    codes = [one["code"] for one in listed["items"] if one["code"].startswith("accounting.")]
    assert f"accounting.purchase-draft:{draft['id']}" in codes
    await office.done("POST", f"purchases/{draft['id']}/approval")
    await heard(office, draft["id"], "accounting.purchase_recorded.v1")
    await office.done("POST", f"purchases/{draft['id']}/payment", {"paid_on": "2026-12-01"})
    listed = await office.done("GET", f"groups/{GROUP}/liquidation")
    [item] = [one for one in listed["items"] if one["code"] == f"accounting.purchase-unpaid:{draft['id']}"]
    assert "198,00" in item["label"]
    assert not [one for one in listed["items"] if one["code"].startswith("accounting.balance-open:")]


async def test_two_approvals_at_once_record_it_once(office: Office) -> None:
    draft = await drafted(office)
    answers = await asyncio.gather(*(office.ask("POST", f"purchases/{draft['id']}/approval") for _ in range(5)))
    assert sorted(one.status_code for one in answers) == [200, 409, 409, 409, 409]
    await heard(office, draft["id"], "accounting.purchase_recorded.v1")
    assert (await office.deps.activities.get(ACTIVITY)).state.purchases_cents == 30_000
    assert await office.ledger() == [("AC-000001", "purchase")]
