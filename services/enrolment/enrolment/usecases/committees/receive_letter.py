"""A committee at another deployment has decided on a dossier that is kept here: its letter is kept with the dossier."""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application
from enrolment.domain.applications.letter import KeptLetter
from enrolment.domain.committees.letterhead import Letterhead
from enrolment.domain.deciders.asking import parameters_of
from enrolment.domain.programmes.decider import Answer
from enrolment.domain.programmes.parameters import Parameters
from enrolment.usecases.committees.issue_kept_letters import IssueKeptLetters, issue_kept_letters
from enrolment.usecases.deciders.check_sender import check_sender
from enrolment.usecases.deciders.read_codes import read_codes
from essaim.contracts.enrolment_committees import DecisionLetterSent
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.errors import RefusedError


@dataclass(frozen=True)
class ReceiveLetter:
    """What the letter says, and the partner whose deployment sent it."""

    told: DecisionLetterSent
    sender: str


async def receive_letter(command: ReceiveLetter, deps: Deps, cause: Cause) -> None:
    """Nothing when the dossier is kept elsewhere. It may come before the answer that it tells, and is issued when both are here.

    RefusedError unless it comes from the deployment that the programme names for the decider, about a review of this dossier.
    """
    data = command.told
    if data.home != deps.settings.partner:
        return
    application = (await deps.applications.get(data.application_id)).state
    parameters = parameters_of(application, (await deps.programmes.get(application.programme_id)).state)
    check_sender(parameters, data.decider, sender=command.sender, partner=data.partner, deps=deps)
    letter = _letter(data, parameters)

    def keep(state: Application) -> Change[Application] | None:
        asked = next((one for one in state.asked if one.review_id == data.review_id), None)
        if asked is None or (asked.decider, asked.deployment) != (data.decider, command.sender):
            raise RefusedError("foreign-review", f"{command.sender} has no review {data.review_id} of this dossier")
        known = any((one.committee_id, one.review_id) == (data.committee_id, data.review_id) for one in state.letters)
        # Of a person who was erased, or of a dossier that was emptied, nothing comes back.
        if known or asked.forgotten or state.emptied:
            return None
        return Change(replace(state, letters=(*state.letters, letter)))

    await deps.applications.change(data.application_id, keep, cause, effect="letter-kept")
    await issue_kept_letters(IssueKeptLetters(data.application_id), deps, cause)


def _letter(data: DecisionLetterSent, parameters: Parameters) -> KeptLetter:
    head = Letterhead(data.partner, data.organisation, tuple(data.address), data.place, data.signatory, data.appeal)
    return KeptLetter(
        committee_id=data.committee_id,
        review_id=data.review_id,
        number=data.number,
        held_at=data.held_at,
        letterhead=head,
        answer=Answer(data.answer),
        opinion=data.opinion,
        answers=read_codes(data.answers, parameters, data.decider),
    )
