"""From the draft to the approval: who does what, what is refused, and what is written down."""

import pytest

from tests.accounting.expenses.claims import MEAL, TRAIN, begin, drive
from tests.accounting.integration.office import ACTIVITY, SIREN, Office
from tests.accounting.integration.sharing import slug


async def test_a_sheet_goes_back_and_forth_until_it_is_approved(office: Office) -> None:
    """DRAFT, SUBMITTED, RETURNED, SUBMITTED, APPROVED; nothing changes in between, and each step is in its history."""
    claim = await begin(office)
    await claim.submitted(TRAIN)
    line = (await claim.done("GET", ""))["lines"][0]
    for method, path, body in (
        ("POST", "lines", MEAL),
        ("PUT", f"lines/{line['id']}", TRAIN | {"amount": "99.00"}),
        ("DELETE", f"lines/{line['id']}", None),
        ("POST", f"lines/{line['id']}/duplicate", {"spent_on": "2026-11-13"}),
        ("DELETE", f"lines/{line['id']}/attachments/{line['receipts'][0]['sha256']}", None),
        ("POST", "discarding", None),
    ):
        assert slug(await claim.ask(method, path, body)) in ("expense-not-editable", "expense-not-draft")
    assert slug(await claim.attach(line["id"])) == "expense-not-editable"
    assert (await claim.ask("POST", "return", {"comment": " "}, "coach")).status_code == 422
    returned = await claim.done("POST", "return", {"comment": "Le montant du billet est 29,40 €."}, "coach")
    assert returned["status"] == "RETURNED"
    await claim.done("PUT", f"lines/{line['id']}", TRAIN | {"amount": "29.40"})
    await claim.done("POST", "submission")
    await claim.validated("coach")
    approved = await claim.done("POST", "approval", {"comment": "Merci."}, "accountant")
    assert (approved["status"], approved["number"], approved["left"]) == ("APPROVED", "NF-2026-0001", "29.40")
    assert approved["approved_as"] == "accountant"
    history = (await claim.done("GET", "history"))["items"]
    assert [one["action"] for one in history] == [
        "created",
        "line_added",
        "attached",
        "submitted",
        "returned",
        "line_changed",
        "submitted",
        "line_valid",
        "approved",
    ]
    assert slug(await claim.ask("POST", "withdrawal")) == "expense-not-submitted"


async def test_receipts_are_needed_seen_and_valid(office: Office) -> None:
    """Not submitted without one; not approved while one waits or is invalid. A drive needs none."""
    claim = await begin(office)
    line = await claim.line(MEAL)
    await claim.line(drive("10"))
    assert slug(await claim.ask("POST", "submission")) == "expense-receipt-missing"
    assert (await claim.attach(line["id"])).status_code == 201
    await claim.done("POST", "submission")
    assert slug(await claim.ask("POST", "approval", None, "accountant")) == "expense-receipt-unseen"
    path = f"lines/{line['id']}/justification"
    assert (await claim.ask("PUT", path, {"state": "invalid"}, "coach")).status_code == 422
    await claim.done("PUT", path, {"state": "invalid", "remark": "Illisible."}, "coach")
    refused = await claim.ask("POST", "approval", None, "accountant")
    assert slug(refused) == "expense-line-invalid"
    assert refused.json()["errors"][0]["message"] == "Illisible."
    await claim.done("PUT", path, {"state": "valid"}, "coach")
    assert (await claim.done("POST", "approval", role="accountant"))["status"] == "APPROVED"


async def test_a_submission_is_withdrawn_and_a_draft_discarded(office: Office) -> None:
    """A discarded sheet stays readable and frees the month; another one beside a living one needs a reason."""
    claim = await begin(office)
    assert slug(await claim.ask("POST", "submission")) == "expense-empty"
    await claim.submitted(drive("12.5"))
    assert (await claim.done("POST", "withdrawal"))["status"] == "DRAFT"
    body = {"activity_id": ACTIVITY, "month": "2026-11"}
    again = await office.ask("POST", "expense-sheets", body, role="student")
    assert (again.status_code, slug(again)) == (409, "expense-sheet-exists")
    second = await begin(office, reason="Tickets retrouvés")
    assert (await second.done("GET", ""))["reason"] == "Tickets retrouvés"
    for one in (claim, second):
        assert (await one.done("POST", "discarding"))["status"] == "DISCARDED"
    assert (await (await begin(office)).done("GET", ""))["status"] == "DRAFT"
    assert slug(await claim.ask("POST", "lines", TRAIN)) == "expense-not-editable"


async def test_a_student_sees_and_writes_the_own_sheets_only(office: Office) -> None:
    """A mate of the group is told nothing; coach, officer and accountant read, and each does what is theirs."""
    claim = await begin(office)
    await claim.submitted(TRAIN)
    line = (await claim.done("GET", ""))["lines"][0]
    receipt = f"lines/{line['id']}/attachments/{line['receipts'][0]['sha256']}"
    for path in ("", "pdf", "history", receipt):
        assert (await claim.ask("GET", path, sub="p2")).status_code == 404
        assert (await claim.ask("GET", path, role="coach", groups=["g9"])).status_code == 404
        for role in ("student", "coach", "cae_officer", "accountant"):
            assert (await claim.ask("GET", path, role=role)).status_code == 200
    for role, path, body in (
        ("coach", "submission", None),
        ("coach", "payments", {"paid_on": "2026-12-01", "amount": "1.00"}),
        ("cae_officer", "approval", None),
        ("student", "return", {"comment": "x"}),
        ("accountant", "waiver", {"amount": "1.00", "statement": "Je renonce à cette somme."}),
    ):
        assert (await claim.ask("POST", path, body, role)).status_code == 403
    listed = await office.done("GET", "expense-sheets?status=SUBMITTED&group_id=g1", role="coach")
    assert [one["id"] for one in listed["items"]] == [claim.id]
    assert (await office.ask("GET", "expense-sheets", role="student", sub="p2")).json()["items"] == []
    assert len((await office.ask("GET", "expense-sheets", role="student")).json()["items"]) == 1
    foreign = {"activity_id": ACTIVITY, "month": "2026-11", "person_id": "p2"}
    assert (await office.ask("POST", "expense-sheets", foreign, role="student")).status_code == 404
    assert (await office.ask("POST", "expense-sheets", foreign)).status_code == 201
    stranger = foreign | {"person_id": "p9"}
    assert (await office.ask("POST", "expense-sheets", stranger)).json()["errors"][0]["field"] == "person_id"


async def test_ceilings_say_who_approves(office: Office) -> None:
    """The coach up to theirs, the author up to an own one, nobody but the accountant without any."""
    claim = await begin(office)
    await claim.submitted(TRAIN)
    await claim.validated("coach")
    for role in ("coach", "student"):
        assert slug(await claim.ask("POST", "approval", None, role)) == "above-ceiling"
    rules = {"coach_ceilings": {"expense": "31.39"}, "own_ceilings": {"p1": {"expense": "31.40"}}}
    await office.done("PUT", f"legal-entities/{SIREN}/approval-rules", rules)
    assert slug(await claim.ask("POST", "approval", None, "coach")) == "above-ceiling"
    assert (await claim.done("POST", "approval"))["approved_as"] == "author"


async def test_nobody_is_the_coach_of_themselves(office: Office) -> None:
    """Whoever is student and coach at once approves an own sheet up to the own ceiling only."""
    claim = await begin(office)
    await claim.submitted(TRAIN)
    await claim.validated()
    line = (await claim.done("GET", ""))["lines"][0]
    found = await claim.ask("PUT", f"lines/{line['id']}/justification", {"state": "valid"}, roles=["student", "coach"])
    assert slug(found) == "expense-own-receipt"
    await office.done("PUT", f"legal-entities/{SIREN}/approval-rules", {"coach_ceilings": {"expense": "500.00"}})
    own = await claim.ask("POST", "approval", None, "student", roles=["student", "coach"])
    assert slug(own) == "above-ceiling"
    assert (await claim.done("POST", "approval", role="coach"))["approved_as"] == "coach"


async def test_private_words_are_for_the_accountant_and_their_author(office: Office) -> None:
    """And are not printed; words for customers have no place here."""
    claim = await begin(office)
    await claim.done("POST", "comments", {"comment": "À surveiller", "visibility": "private"}, "coach")
    await claim.done("POST", "comments", {"comment": "Bravo"}, "coach")

    async def words(role: str) -> list[str]:
        items = (await claim.done("GET", "history", role=role))["items"]
        return [one["comment"] for one in items if one["action"] == "commented"]

    assert await words("student") == ["Bravo"]
    assert await words("coach") == await words("accountant") == ["À surveiller", "Bravo"]
    public = await claim.ask("POST", "comments", {"comment": "x", "visibility": "customer"})
    assert public.json()["errors"][0]["field"] == "visibility"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"spent_on": "2026-10-31"}, "spent_on"),
        ({"type": "boat"}, "type"),
        ({"amount": "0.00"}, "amount"),
        ({"amount": "10.005"}, "amount"),
        ({"vat_rate": "20"}, "vat_rate"),
        ({"kind": "telephone", "type": "telephone"}, "bill.amount"),
        ({"kind": "kilometres", "type": "kilometres"}, "drive.kilometres"),
        ({"colour": "red"}, "colour"),
    ],
)
async def test_a_bad_line_is_refused_by_field(office: Office, changes: dict[str, str], field: str) -> None:
    """Nothing is written."""
    claim = await begin(office)
    answer = await claim.ask("POST", "lines", TRAIN | changes)
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["errors"]] == [field]
    assert (await claim.done("GET", ""))["lines"] == []
