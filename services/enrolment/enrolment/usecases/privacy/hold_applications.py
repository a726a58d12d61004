"""Dossiers: what the person wrote and attached, and where somebody else's dossier names them as a member of the team."""

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application
from enrolment.domain.privacy.forgetting import (
    UNDECIDED,
    emptied_dossier,
    unneeded_of_dossier,
    without_team_member,
)
from enrolment.domain.privacy.holding import STILL_NEEDED, Erasing, Holding, Kept, Record
from enrolment.usecases.deciders.close_reviews import CloseReviews, close_reviews
from enrolment.usecases.privacy.forget_each import forget_each
from enrolment.usecases.privacy.read_records import read_records
from enrolment.usecases.privacy.remove_files import RemoveFiles, remove_files
from essaim.contracts.enrolment import ApplicationWithdrawn
from essaim.contracts.event import EventData
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.store.port import Where


def hold_applications() -> Holding[Deps, Cause]:
    """Dossiers and their files."""
    return Holding(
        name="applications",
        label="Candidatures, dossiers et pièces jointes",
        purpose="Instruire votre candidature (mission d’intérêt public).",
        recipients="La coordination du programme, ceux qui rendent un avis ou décident, le comité s’il y en a un.",
        duration="L’année du programme ; ensuite les règles « dossiers refusés ou retirés » et « personnes sans activité ».",
        collections=("applications", "attachments"),
        export=_export,
        erase=_erase,
    )


async def _export(person_id: str, deps: Deps) -> list[Record]:
    return await read_records(deps.applications, {"person_id": person_id})


async def _erase(erasing: Erasing, deps: Deps, cause: Cause) -> tuple[Kept, ...]:
    own = await deps.applications.all({"person_id": erasing.person_id})
    # The files first: when a crash comes between, the dossier still names those that are left.
    hashes = tuple(file.sha256 for one in own for file in one.state.attachments)
    await remove_files(RemoveFiles(hashes, tuple(one.id for one in own)), deps)
    where: Where = {"person_id": erasing.person_id}
    if erasing.needed:
        await forget_each(deps.applications, where, unneeded_of_dossier, cause)
        return (Kept("dossier-decided", STILL_NEEDED),) if own else ()
    for one in own:
        # Whoever has to decide on it, here or elsewhere, forgets what it showed.
        await close_reviews(CloseReviews(one.id, "erased"), deps, cause)
    await forget_each(deps.applications, where, emptied_dossier, cause, tell=_withdrawn)
    await _forget_in_teams(erasing.person_id, deps, cause)
    return ()


def _withdrawn(application_id: str, before: Application) -> tuple[EventData, ...]:
    if before.status not in UNDECIDED:
        return ()
    told = ApplicationWithdrawn(
        application_id=application_id, person_id=before.person_id, programme_id=before.programme_id
    )
    return (told,)


async def _forget_in_teams(person_id: str, deps: Deps, cause: Cause) -> None:
    """Every dossier is looked at: a team has no index, and people are erased seldom."""
    person = (await deps.persons.get(person_id)).state
    emails = frozenset({person.email.lower()} - {""})
    async for documents in deps.applications.scan():
        for document in documents:
            team = document["state"].get("team", ())
            if any(one["person_id"] == person_id or one["email"].lower() in emails for one in team):
                await deps.applications.change(
                    document["id"], lambda state: Change(without_team_member(state, person_id, emails)), cause
                )
