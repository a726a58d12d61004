"""Draw the last letter about a dossier for its applicant: of a committee that sat here, or of one at another deployment."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.documents.committees.letter_pdf import LetterSheet, render_letter
from enrolment.domain.applications.application import Application
from enrolment.domain.applications.letter import KeptLetter
from enrolment.domain.committees.committee import Result
from enrolment.usecases.committees.draw_letter import draw_letter
from enrolment.usecases.committees.find_letter import FindLetter, find_letter
from essaim.kit.clock import PARIS
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class DrawOwnLetter:
    """About which dossier."""

    application_id: str


async def draw_own_letter(command: DrawOwnLetter, deps: Deps) -> bytes:
    """The PDF; the same bytes each time. NotFoundError when no committee has decided on it, or its letter is on its way."""
    application = (await deps.applications.get(command.application_id)).state
    kept = _last_kept(application)
    try:
        own = await find_letter(FindLetter(command.application_id), deps)
    except NotFoundError:
        if kept is None:
            raise
        return await _draw_kept(command.application_id, application, kept, deps)
    if kept is not None and kept.held_at > (await deps.committees.get(own.committee_id)).state.held_at:
        return await _draw_kept(command.application_id, application, kept, deps)
    return await draw_letter(own, deps)


def _last_kept(application: Application) -> KeptLetter | None:
    """Of this dossier's own reviews: one that came from another programme left its letters there."""
    own = {one.review_id for one in application.asked}
    issued = [one for one in application.letters if one.issued and one.review_id in own]
    return max(issued, key=lambda one: one.held_at, default=None)


async def _draw_kept(application_id: str, application: Application, letter: KeptLetter, deps: Deps) -> bytes:
    person = (await deps.persons.get(application.person_id)).state
    sheet = LetterSheet(
        letterhead=letter.letterhead,
        name=f"{person.given_name} {person.family_name}".strip(),
        address=tuple(line.strip() for line in person.address.split(",") if line.strip()),
        scheme=application.scheme,
        school_year=application.school_year,
        held_at=letter.held_at,
        written_on=letter.held_at.astimezone(PARIS).date(),
        result=Result(letter.answer, {}, letter.opinion, letter.answers),
        rank=letter.rank,
        reference=application_id,
        places=letter.places,
    )
    return await deps.aside.run(render_letter, sheet)
