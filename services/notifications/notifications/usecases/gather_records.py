"""What this service holds of a person, as records for them to read (GDPR art. 15)."""

from typing import Any

from essaim.kit.errors import NotFoundError
from notifications.deps import Deps

_SHOWN = ("template", "event_type", "status", "sent_at", "facts", "happened_at")


async def gather_records(person_id: str, deps: Deps) -> list[dict[str, Any]]:
    """The contact, and the messages without the plumbing's fields."""
    messages = [
        {
            "id": one.id,
            "since": one.document["created_at"],
            "data": {key: one.document["state"][key] for key in _SHOWN},
        }
        for one in await deps.messages.all({"person_id": person_id})
    ]
    areas = (
        (
            "contacts",
            "Votre adresse électronique",
            "Vous écrire.",
            "Tant que vous participez.",
            await _contact(person_id, deps),
        ),
        (
            "messages",
            "Messages envoyés",
            "Pouvoir montrer ce qui vous a été dit.",
            "Leur contenu s’efface avec vous.",
            messages,
        ),
    )
    return [
        {
            "area": area,
            "label": label,
            "purpose": purpose,
            "recipients": "Le serveur de courrier du partenaire.",
            "duration": duration,
            "records": records,
        }
        for area, label, purpose, duration, records in areas
        if records
    ]


async def _contact(person_id: str, deps: Deps) -> list[dict[str, Any]]:
    try:
        stored = await deps.contacts.get(person_id)
    except NotFoundError:
        return []
    if stored.state.erased:
        return []
    return [{"id": stored.id, "since": stored.document["created_at"], "data": stored.document["state"]}]
