"""Draw the minutes of a committee; before they are signed they are marked as a draft."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.documents.committees.minutes_pdf import MinutesSheet, render_minutes
from enrolment.usecases.committees.name_applicants import name_applicants


@dataclass(frozen=True)
class DrawMinutes:
    """Of which committee."""

    committee_id: str


async def draw_minutes(command: DrawMinutes, deps: Deps) -> bytes:
    """The PDF. Once signed, the same bytes each time."""
    committee = (await deps.committees.get(command.committee_id)).state
    names = await name_applicants([one.review_id for one in committee.items], deps)
    organisation = deps.settings.organisation_names.get(committee.partner, committee.partner)
    sheet = MinutesSheet(committee, organisation, names, deps.clock.now())
    return await deps.aside.run(render_minutes, sheet)
