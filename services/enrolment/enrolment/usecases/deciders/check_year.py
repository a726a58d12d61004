"""Whether a dossier that was refused may become something else: not once its person has begun another one (SNEE-03)."""

from dataclasses import replace

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Status
from enrolment.domain.deciders.deriving import another_counts


async def check_year(application_id: str, state: Application, deps: Deps) -> None:
    """RuleError when another dossier counts as the one of this scheme and school year."""
    key = replace(state, status=Status.ELIGIBLE).year_key
    if state.status is not Status.REFUSED or key is None:
        return
    other = await deps.applications.find_one({"year_key": key})
    if other is not None and other.id != application_id:
        raise another_counts(state)
