"""Who reads and who writes in the ledger: nobody learns of what is not theirs, and only the accountant writes."""

from typing import Any

from tests.accounting.integration.handwritten import (
    ACCOUNTS,
    CLOSINGS,
    CREDIT,
    DEBIT,
    DRAFTS,
    FEE,
    LETTERINGS,
    posted,
    written,
)
from tests.accounting.integration.office import SIREN, Office


async def test_an_entry_is_explained_to_those_of_its_group_only(office: Office) -> None:
    """The student of the group and the coach read why an entry is there; another group, the coordinator of another partner
    and another partner's accountant do not learn that it is; an entry of the whole legal entity is the accountant's."""
    await office.issued()
    sale = next(one.id for one in await office.deps.ledger.all({"entry.journal": "VE"}))
    central = [one | {"analytic_code": "CAE"} for one in (DEBIT, CREDIT)]
    whole = await posted(office, FEE | {"lines": central})

    async def status(entry: str, role: str, **claims: Any) -> int:
        return (await office.ask("GET", f"entries/{entry}/explanation", role=role, **claims)).status_code

    explained = await office.done("GET", f"entries/{sale}/explanation", role="student")
    assert "La facture 2026-000001 est émise" in explained["sentence"]
    assert [await status(sale, role) for role in ("student", "coach", "cae_officer", "accountant")] == [200] * 4
    assert await status(sale, "student", groups=["g9"]) == 404
    assert await status(sale, "coordinator") in (403, 404)
    assert await status(sale, "accountant", partner="other") == 404
    assert await status(whole, "accountant") == 200
    assert [await status(whole, role) in (403, 404) for role in ("student", "coach", "cae_officer")] == [True] * 3


async def test_only_the_accountant_writes_in_the_books(office: Office) -> None:
    """Nobody else writes, validates, reverses, letters, closes or adds an account; nothing changes when they try."""
    draft, fee = await written(office, FEE), await posted(office, FEE)
    count = await office.deps.ledger.count()
    calls: tuple[tuple[str, str, Any], ...] = (
        ("POST", DRAFTS, FEE),
        ("GET", DRAFTS, None),
        ("PUT", f"entry-drafts/{draft}", FEE),
        ("POST", f"entry-drafts/{draft}/validation", None),
        ("DELETE", f"entry-drafts/{draft}", None),
        ("POST", f"entries/{fee}/reversal", {"reason": "faux"}),
        ("POST", LETTERINGS, {"lines": [{"entry_id": fee, "line": 0}, {"entry_id": fee, "line": 1}]}),
        ("POST", CLOSINGS, {"month": "2026-11"}),
        ("PUT", f"{ACCOUNTS}/706100", {"label": "Formation"}),
    )
    for role, claims in (
        ("student", {}),
        ("coach", {}),
        ("cae_officer", {}),
        ("coordinator", {}),
        ("accountant", {"partner": "other"}),
    ):
        for method, path, body in calls:
            answer = await office.ask(method, path, body, role=role, **claims)
            assert answer.status_code in (403, 404), (role, method, path, answer.text)
            assert answer.status_code == 404 or not claims
    assert await office.deps.ledger.count() == count
    assert (await office.done("GET", f"entry-drafts/{draft}"))["status"] == "DRAFT"


async def test_a_chain_is_verified_by_those_who_may(office: Office) -> None:
    """The accountant, the officer and the operator; for a legal entity that is not kept here there is nothing to walk."""
    await posted(office, FEE)
    path = f"legal-entities/{SIREN}/verification"
    for role in ("accountant", "cae_officer", "ops"):
        assert '"intact": true' in (await office.ask("GET", path, role=role)).text
    for role in ("student", "coach", "coordinator"):
        assert (await office.ask("GET", path, role=role)).status_code in (403, 404)
    assert (await office.ask("GET", "legal-entities/552100554/verification")).status_code == 404
