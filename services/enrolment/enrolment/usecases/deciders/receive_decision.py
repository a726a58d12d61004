"""A decider's answer as the bus tells it: from another deployment, or our own after a crash."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.deciders.asking import parameters_of
from enrolment.usecases.committees.issue_kept_letters import IssueKeptLetters, issue_kept_letters
from enrolment.usecases.deciders.read_answer import read_answer
from enrolment.usecases.deciders.record_decision import RecordDecision, record_decision
from essaim.contracts.enrolment_deciders import DecisionRecorded, OpinionGiven
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ReceiveDecision:
    """The codes, or the codes with the words; ``sender`` is the partner whose deployment sent it."""

    told: DecisionRecorded | OpinionGiven
    sender: str


async def receive_decision(command: ReceiveDecision, deps: Deps, cause: Cause) -> None:
    """Nothing when the dossier is kept elsewhere. Codes, words and a committee's letter come in any order, and more than once."""
    data = command.told
    if data.home != deps.settings.partner:
        return
    application = (await deps.applications.get(data.application_id)).state
    programme = (await deps.programmes.get(application.programme_id)).state
    given = read_answer(data, parameters_of(application, programme))
    record = RecordDecision(data.application_id, command.sender, data.partner, given)
    await record_decision(record, deps, cause)
    await issue_kept_letters(IssueKeptLetters(data.application_id), deps, cause)
