"""Who approves: the author up to a ceiling, a coach up to another, the accountant always; and what everybody reads of it."""

from typing import Any

from tests.accounting.integration.office import ACTIVITY, LINE, SIREN, Office
from tests.accounting.invoices.documents import ISSUE, drafted

RULES = {"coach_ceilings": {"invoice": "1500.00"}, "own_ceilings": {"p1": {"invoice": "150.00"}}}


async def submitted(office: Office, quantity: str) -> str:
    draft = await drafted(office, LINE | {"quantity": quantity})
    await office.done("POST", f"invoices/{draft['id']}/submission", role="student")
    return str(draft["id"])


async def test_nobody_but_the_accountant_issues_until_ceilings_are_set(office: Office) -> None:
    id_ = await submitted(office, "1")
    for role in ("student", "coach"):
        answer = await office.ask("POST", f"invoices/{id_}/issue", ISSUE, role=role)
        assert (answer.status_code, answer.json()["type"].split(":")[-1]) == (409, "above-ceiling")


async def test_each_issues_up_to_their_ceiling_and_the_answer_says_who_can(office: Office) -> None:
    await office.done("PUT", f"legal-entities/{SIREN}/approval-rules", RULES)
    own = await office.done("POST", f"invoices/{await submitted(office, '1')}/issue", ISSUE, role="student")
    assert (own["status"], own["approved_as"]) == ("ISSUED", "author")
    larger = await submitted(office, "10")
    answer = await office.ask("POST", f"invoices/{larger}/issue", ISSUE, role="student")
    assert "a coach of the group or the accountant" in answer.json()["detail"]
    coached = await office.done("POST", f"invoices/{larger}/issue", ISSUE, role="coach")
    assert (coached["approved_as"], coached["number"]) == ("coach", "2026-000002")
    largest = await submitted(office, "20")
    answer = await office.ask("POST", f"invoices/{largest}/issue", ISSUE, role="coach")
    assert answer.json()["detail"].endswith("the accountant approves it")
    of_another = await drafted(office, LINE | {"quantity": "1"})
    await office.ask("POST", f"invoices/{of_another['id']}/submission", role="student", sub="p2")
    assert (await office.ask("POST", f"invoices/{of_another['id']}/issue", ISSUE, role="student")).status_code == 409


async def test_a_return_says_why_and_private_words_stay_private(office: Office) -> None:
    id_ = await submitted(office, "1")
    words = {"comment": "Il manque la taille.", "visibility": "team"}
    returned = await office.done("POST", f"invoices/{id_}/return", words, role="coach")
    assert returned["status"] == "RETURNED"
    await office.ask("POST", f"invoices/{id_}/comments", {"comment": "À surveiller", "visibility": "private"})
    await office.done("POST", f"invoices/{id_}/submission", {"comment": "Taille ajoutée"}, role="student")
    seen = {}
    for role in ("student", "accountant"):
        answer = await office.ask("GET", f"invoices/{id_}/history", role=role)
        seen[role] = [(one["action"], one["comment"]) for one in answer.json()]
    assert seen["student"] == [
        ("drafted", ""),
        ("submitted", ""),
        ("returned", "Il manque la taille."),
        ("submitted", "Taille ajoutée"),
    ]
    assert ("commented", "À surveiller") in seen["accountant"]
    empty = await office.ask("POST", f"invoices/{id_}/comments", {"comment": " "}, role="student")
    assert (empty.status_code, empty.json()["errors"][0]["field"]) == (422, "comment")


async def test_no_invoice_without_a_quote_for_those_who_need_one(office: Office) -> None:
    await office.done("PUT", f"legal-entities/{SIREN}/approval-rules", RULES | {"quote_required_of": ["p1"]})
    assert (await drafted_by(office, "p2"))["status"] == "DRAFT"
    body = {"activity_id": ACTIVITY, "customer_id": await office.customer(), "lines": [LINE]}
    answer = await office.ask("POST", "invoices", body, role="student")
    assert answer.json()["type"].endswith("invoice-without-quote")


async def drafted_by(office: Office, person: str) -> dict[str, Any]:
    """A draft of another member, who needs no quote."""
    body = {"activity_id": ACTIVITY, "customer_id": await office.customer(), "lines": [LINE]}
    answer = await office.ask("POST", "invoices", body, role="student", sub=person)
    assert answer.is_success, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_the_group_takes_back_what_nobody_decided(office: Office) -> None:
    id_ = await submitted(office, "1")
    assert (await office.done("POST", f"invoices/{id_}/withdrawal", role="student"))["status"] == "DRAFT"
    assert (await office.ask("POST", f"invoices/{id_}/withdrawal", role="student")).status_code == 409
