"""Every dossier of a selection as the figures see it: read page by page, so that memory stays flat and others are answered.

What is read is the documents' JSON: making a hundred thousand dossiers of them would take longer than counting.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from enrolment.deps import Deps
from enrolment.domain.figures.cube import UNKNOWN, Dossier
from essaim.kit.clock import PARIS
from essaim.kit.store.port import Where

PAGE = 500


@dataclass(frozen=True)
class CollectDossiers:
    """Which dossiers: conditions on declared fields of applications, and whether their applicants' gender is asked for."""

    where: Where
    with_gender: bool = True


async def collect_dossiers(command: CollectDossiers, deps: Deps) -> AsyncIterator[Dossier]:
    """One by one, in no order."""
    places = await _places(deps)
    genders = await _genders(deps) if command.with_gender else {}
    async for page in deps.applications.scan(command.where, page=PAGE):
        for document in page:
            yield _dossier(document["state"], places, genders)


async def _places(deps: Deps) -> dict[str, tuple[str, str, str]]:
    """Territory, establishment and formation of each programme."""
    territories = {
        one["id"]: one["state"].get("territory") or UNKNOWN
        async for page in deps.establishments.scan(page=PAGE)
        for one in page
    }
    found = {}
    async for page in deps.programmes.scan(page=PAGE):
        for document in page:
            state = document["state"]
            territory = territories.get(state.get("establishment_id") or "", UNKNOWN)
            found[document["id"]] = (territory, state["establishment"], state["formation"])
    return found


async def _genders(deps: Deps) -> dict[str, str]:
    """The gender of everybody who told it."""
    found = {}
    async for page in deps.persons.scan(page=PAGE):
        for document in page:
            if gender := document["state"].get("gender"):
                found[document["id"]] = gender
    return found


def _dossier(state: dict[str, Any], places: dict[str, tuple[str, str, str]], genders: dict[str, str]) -> Dossier:
    territory, establishment, formation = places.get(state["programme_id"], (UNKNOWN, UNKNOWN, UNKNOWN))
    sent = _sent(state)
    return Dossier(
        scheme=state["scheme"],
        school_year=state["school_year"],
        territory=territory,
        establishment=establishment,
        formation=formation,
        gender=genders.get(state["person_id"], UNKNOWN),
        month=_month(state) if sent else UNKNOWN,
        status=state["status"],
        sent=sent,
    )


def _sent(state: dict[str, Any]) -> bool:
    """Whether it ever reached the programme: what came by a roster was never a draft, what was withdrawn may have been one."""
    if state["status"] == "DRAFT":
        return False
    return bool(state.get("sent_at")) or not state.get("drafted_at")


def _month(state: dict[str, Any]) -> str:
    if state.get("sent_at"):
        return f"{datetime.fromisoformat(state['sent_at']).astimezone(PARIS):%Y-%m}"
    return str(state["submitted_on"])[:7]
