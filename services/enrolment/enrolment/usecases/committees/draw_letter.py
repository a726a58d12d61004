"""Draw the letter with a committee's decision on one dossier, from what was kept: the same bytes each time."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.documents.committees.letter_pdf import LetterSheet, render_letter
from enrolment.domain.committees.committee import require_item
from enrolment.domain.errors import RuleError
from enrolment.usecases.committees.name_applicants import name_applicants
from essaim.kit.clock import PARIS


@dataclass(frozen=True)
class DrawLetter:
    """Of which committee, for which review."""

    committee_id: str
    review_id: str


async def draw_letter(command: DrawLetter, deps: Deps) -> bytes:
    """The PDF. RuleError when nothing was decided, or when the partner has no letterhead yet."""
    committee = (await deps.committees.get(command.committee_id)).state
    item = require_item(committee, command.review_id)
    if item.result is None or item.result.answer is None:
        raise RuleError("", "nothing-decided", "the committee has decided nothing of this dossier")
    if committee.letterhead is None:
        detail = f"{committee.partner} has no letterhead yet: PUT /v1/committee-letterheads/{committee.partner}"
        raise RuleError("", "letterhead-missing", detail)
    review = (await deps.reviews.get(command.review_id)).state
    names = await name_applicants([command.review_id], deps)
    address = next((one.value for one in review.shown if (one.step, one.name) == ("identity", "address")), "")
    sheet = LetterSheet(
        letterhead=committee.letterhead,
        name=names[command.review_id],
        address=tuple(line.strip() for line in address.split(",") if line.strip()),
        scheme=committee.scheme,
        school_year=review.school_year,
        held_at=committee.held_at,
        written_on=committee.held_at.astimezone(PARIS).date(),
        result=item.result,
        rank=item.list_rank,
        reference=review.application_id,
        places=item.places,
    )
    return await deps.aside.run(render_letter, sheet)
