"""Planned activities of the person's dossiers: what they said of them, and the diplomas or cards that they showed (CAE-10)."""

from enrolment.deps import Deps
from enrolment.domain.privacy.holding import STILL_NEEDED, Erasing, Holding, Kept, Record
from enrolment.domain.screening.runs import forgotten
from enrolment.usecases.privacy.forget_each import forget_each
from enrolment.usecases.privacy.read_records import read_records
from enrolment.usecases.privacy.remove_files import RemoveFiles, remove_files
from essaim.kit.cause import Cause


def hold_screenings() -> Holding[Deps, Cause]:
    """Screenings of dossiers and their proofs. A group's screening is the group's, like its activity."""
    return Holding(
        name="screenings",
        label="Activité envisagée et justificatifs de qualification",
        purpose="Savoir si la coopérative peut porter l’activité envisagée (obligation du porteur).",
        recipients="La coordination du programme et le porteur juridique.",
        duration="Comme le dossier.",
        collections=("screenings",),
        export=_export,
        erase=_erase,
    )


async def _export(person_id: str, deps: Deps) -> list[Record]:
    return await read_records(deps.screenings, {"person_id": person_id})


async def _erase(erasing: Erasing, deps: Deps, cause: Cause) -> tuple[Kept, ...]:
    found = await deps.screenings.all({"person_id": erasing.person_id})
    if erasing.needed:
        return (Kept("screenings", STILL_NEEDED),) if found else ()
    # The files first: when a crash comes between, the screening still names those that are left.
    hashes = tuple(file.sha256 for one in found for file in one.state.proofs)
    await remove_files(RemoveFiles(hashes, tuple(one.id for one in found)), deps)
    await forget_each(deps.screenings, {"person_id": erasing.person_id}, forgotten, cause)
    return ()
