"""What this service holds of a person, as records for them to read (GDPR art. 15)."""

from typing import Any

from coaching.deps import Deps
from coaching.usecases.find_traces import find_traces
from essaim.kit.errors import NotFoundError

RECIPIENTS = "Les coachs du porteur ; la coordination voit les dates et les heures ; le groupe voit les comptes rendus."


async def gather_records(person_id: str, deps: Deps) -> list[dict[str, Any]]:
    """One for each area that has something."""
    traces = await find_traces(person_id, deps)
    sessions = [
        {
            "id": one.id,
            "since": one.document["created_at"],
            "data": {
                "kind": one.state.kind.value,
                "starts_on": one.state.starts_at.isoformat(),
                "marks": [mark for mark in one.document["state"]["marks"] if mark["person_id"] == person_id],
            },
        }
        for one in traces.sessions
    ]
    votes = [
        {
            "id": one.id,
            "since": one.document["created_at"],
            "data": {
                "votes": [each.vote.value for each in one.state.ballots if each.person_id == person_id],
                "weight": one.state.weights.get(person_id),
            },
        }
        for one in traces.resolutions
    ]
    areas = (
        (
            "people",
            "Votre nom",
            "Imprimer la feuille d’émargement.",
            "Tant que vous participez.",
            await _name(person_id, deps),
        ),
        (
            "sessions",
            "Séances, présences et absences",
            "Suivre l’accompagnement et prouver les heures (émargement).",
            "Les feuilles scellées restent, sans nom ; le reste s’efface avec vous.",
            sessions,
        ),
        (
            "resolutions",
            "Votes en assemblée",
            "Partager ce que le groupe a gagné selon la règle votée.",
            "Ils restent, sans nom : ils justifient le partage.",
            votes,
        ),
    )
    return [
        {
            "area": area,
            "label": label,
            "purpose": purpose,
            "recipients": RECIPIENTS,
            "duration": duration,
            "records": records,
        }
        for area, label, purpose, duration, records in areas
        if records
    ]


async def _name(person_id: str, deps: Deps) -> list[dict[str, Any]]:
    try:
        stored = await deps.people.get(person_id)
    except NotFoundError:
        return []
    if stored.state.erased:
        return []
    return [{"id": stored.id, "since": stored.document["created_at"], "data": stored.document["state"]}]
