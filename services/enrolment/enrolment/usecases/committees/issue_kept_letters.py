"""Letters of committees elsewhere can be read once the dossier has recorded the answer that they tell, and the applicant is told.

So nobody is told of an acceptance by mail while the dossier still waits, and the letter says the place on the waiting list.
"""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Status
from enrolment.domain.applications.letter import KeptLetter
from enrolment.domain.programmes.decider import Answer
from enrolment.usecases.committees.place_on_list import place_on_list
from enrolment.usecases.committees.places_waited_for import places_waited_for
from essaim.contracts.enrolment_committees import DecisionLetterIssued
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class IssueKeptLetters:
    """Of which dossier."""

    application_id: str


async def issue_kept_letters(command: IssueKeptLetters, deps: Deps, cause: Cause) -> None:
    """Each letter once, with its event in the same write. Nothing while its answer, or the letter itself, is on its way."""
    application = (await deps.applications.get(command.application_id)).state
    if not _due(application):
        return
    rank, places = await place_on_list(application, deps), await places_waited_for(application, deps)

    def issue(state: Application) -> Change[Application] | None:
        due = _due(state)
        if not due:
            return None
        issued = tuple(_issued(one, state, rank, places) if one in due else one for one in state.letters)
        told = (one for one, before in zip(issued, state.letters, strict=True) if one is not before)
        here = deps.settings.partner
        return Change(
            replace(state, letters=issued), tuple(_event(command.application_id, state, one, here) for one in told)
        )

    await deps.applications.change(command.application_id, issue, cause, effect="letters-issued")


def _due(application: Application) -> tuple[KeptLetter, ...]:
    if application.status is Status.CONSENT_PENDING:
        return ()
    recorded = {one.review_id: one.number for one in application.answers}
    return tuple(one for one in application.letters if not one.issued and recorded.get(one.review_id, 0) >= one.number)


def _issued(letter: KeptLetter, state: Application, rank: int | None, places: int | None) -> KeptLetter:
    waits = state.status is Status.WAITING_LIST
    beyond = waits and state.waits_for_place and letter.answer is Answer.ACCEPT
    on_list = beyond or (waits and letter.answer is Answer.WAIT)
    return replace(letter, issued=True, rank=rank if on_list else None, places=places if beyond else None)


def _event(application_id: str, state: Application, letter: KeptLetter, here: str) -> DecisionLetterIssued:
    answer = letter.answer if letter.places is None else Answer.WAIT
    return DecisionLetterIssued(
        committee_id=letter.committee_id,
        review_id=letter.review_id,
        application_id=application_id,
        person_id=state.person_id,
        home=here,
        answer=answer.value,
    )
