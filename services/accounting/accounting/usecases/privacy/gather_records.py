"""What this service holds of a person, as records for them to read (GDPR art. 15)."""

from collections.abc import Iterable
from typing import Any

from accounting.deps import Deps
from accounting.usecases.privacy.find_traces import find_traces
from essaim.kit.aggregate import Stored
from essaim.kit.errors import NotFoundError
from essaim.kit.repository import Repository, T

RECIPIENTS = (
    "Le service comptable du porteur ; sa banque pour les versements ; l’administration fiscale en cas de contrôle."
)
TEN_YEARS = "Dix ans à partir de la fin de l’exercice (code de commerce, art. L123-22)."


async def gather_records(person_id: str, deps: Deps) -> list[dict[str, Any]]:
    """One for each area that has something."""
    traces = await find_traces(person_id, deps)
    sheets = [_record(one) for one in await deps.expense_sheets.all({"person_id": person_id})]
    shares = [
        {
            "id": one.group_id,
            "since": one.computed_on.isoformat(),
            "data": _share(one.member(person_id), one.paid_to(person_id)),
        }
        for one in traces.shares
    ]
    advances = [
        {"id": each.id, "since": each.received_on.isoformat(), "data": {"amount_cents": each.amount_cents}}
        for one in traces.advances
        for each in one.advances
        if each.person_id == person_id
    ]
    names, accounts = await _one(deps.persons, person_id), await _one(deps.bank_details, person_id)
    areas = (
        (
            "persons",
            "Votre nom",
            "Tenir votre compte auxiliaire.",
            "Tant que vous participez, puis avec les écritures.",
            names,
        ),
        (
            "bank_details",
            "Coordonnées bancaires",
            "Vous payer.",
            "Jusqu’au dernier versement.",
            accounts,
        ),
        ("expense_sheets", "Notes de frais", "Vous rembourser.", TEN_YEARS, sheets),
        ("shares", "Votre part du résultat", "Partager ce que le groupe a gagné.", TEN_YEARS, shares),
        ("advance_books", "Avances remboursables", "Vous rendre ce que vous avez prêté.", TEN_YEARS, advances),
    )
    return [_area(*area) for area in areas if area[-1]]


def _area(name: str, label: str, purpose: str, duration: str, records: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {
        "area": name,
        "label": label,
        "purpose": purpose,
        "recipients": RECIPIENTS,
        "duration": duration,
        "records": list(records),
    }


def _share(member: Any, paid_cents: int) -> dict[str, Any]:
    return {"member_number": member.member_number, "amount_cents": member.amount_cents, "paid_cents": paid_cents}


async def _one(repository: Repository[T], id_: str) -> list[dict[str, Any]]:
    try:
        return [_record(await repository.get(id_))]
    except NotFoundError:
        return []


def _record(stored: Stored[T]) -> dict[str, Any]:
    return {"id": stored.id, "since": stored.document["created_at"], "data": stored.document["state"]}
