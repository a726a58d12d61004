"""Letters: issued when they can be read, the same bytes for ever, with the place on the list that the dossier has."""

from dataclasses import replace
from io import BytesIO

from pypdf import PdfReader

from enrolment.deps import Deps
from enrolment.domain.programmes.decider import Answer
from enrolment.usecases.committees.complete_committees import complete_committees
from enrolment.usecases.committees.draw_letter import DrawLetter, draw_letter
from tests.enrolment.committees.desk import HEAD, SECOND, applicant, held, letters, programme, with_letterhead


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


async def test_no_letter_is_announced_before_it_can_be_read_and_then_each_once(deps: Deps) -> None:
    """A letter that fails is visible (eCandidat #111)."""
    await programme(deps)
    reviews = [await applicant(deps, name) for name in ("ana", "bob")]
    meeting = await held(deps, {reviews[0]: Answer.ACCEPT, reviews[1]: Answer.REFUSE})
    assert letters(meeting) == []
    assert meeting.state.letters_due
    await complete_committees(deps)
    await with_letterhead(deps)
    await complete_committees(deps)
    after = await deps.committees.get(meeting.id)
    assert letters(after) == ["ana", "bob"]
    assert all(one.letter_issued for one in after.state.items)
    assert not after.state.letters_due


async def test_a_new_letterhead_changes_no_letter_that_was_issued(deps: Deps) -> None:
    await programme(deps)
    await with_letterhead(deps)
    review_id = await applicant(deps, "ana")
    meeting = await held(deps, {review_id: Answer.REFUSE})
    letter = await draw_letter(DrawLetter(meeting.id, review_id), deps)
    assert "La responsable" in text_of(letter)
    await with_letterhead(deps, replace(HEAD, signatory="Une autre personne", appeal="Autre texte."))
    assert await draw_letter(DrawLetter(meeting.id, review_id), deps) == letter


async def test_the_letter_tells_the_place_on_the_programme_s_list_not_the_order_of_the_meeting(deps: Deps) -> None:
    """Behind those of earlier committees, and each programme has a list of its own."""
    await programme(deps)
    await programme(deps, "other")
    await with_letterhead(deps)
    first = await applicant(deps, "ana")
    await held(deps, {first: Answer.WAIT}, [first])
    elsewhere, behind = await applicant(deps, "bob", "other"), await applicant(deps, "cam")
    meeting = await held(deps, {elsewhere: Answer.WAIT, behind: Answer.WAIT}, [behind, elsewhere], SECOND)
    told = {}
    for review_id in (elsewhere, behind):
        item = meeting.state.item(review_id)
        assert item is not None
        told[review_id] = (item.rank, item.list_rank)
    assert told == {behind: (1, 2), elsewhere: (2, 1)}
    assert "rang 2" in text_of(await draw_letter(DrawLetter(meeting.id, behind), deps))
    assert (await deps.applications.get("cam")).state.waiting_rank == 2
