"""The commands of several writes, as steps that a process may die in. What they are about stands in ``beginnings``."""

from collections.abc import AsyncIterator
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.applications.application import Consent
from enrolment.domain.applications.roster import read_roster
from enrolment.domain.ici.jury import Juror
from enrolment.domain.programmes.decider import Answer
from enrolment.domain.snee.status import Status as SneeStatus
from enrolment.usecases.applications.accept_transfer import AcceptTransfer, accept_transfer
from enrolment.usecases.applications.decide_application import DecideApplication, decide_application
from enrolment.usecases.applications.give_guardian_consent import GiveGuardianConsent, give_guardian_consent
from enrolment.usecases.applications.propose_transfer import ProposeTransfer, propose_transfer
from enrolment.usecases.applications.recall_application import RecallApplication, recall_application
from enrolment.usecases.applications.renew_application import RenewApplication, renew_application
from enrolment.usecases.applications.send_application import SendApplication, send_application
from enrolment.usecases.applications.withdraw_application import WithdrawApplication, withdraw_application
from enrolment.usecases.committees.answer_offer import AnswerOffer, answer_offer
from enrolment.usecases.committees.cancel_committee import CancelCommittee, cancel_committee
from enrolment.usecases.committees.fill_agenda import FillAgenda, fill_agenda
from enrolment.usecases.committees.fill_places import FillPlaces, fill_places
from enrolment.usecases.committees.hold_committee import HoldCommittee, hold_committee
from enrolment.usecases.committees.open_committee import OpenCommittee, open_committee
from enrolment.usecases.committees.remove_from_agenda import RemoveFromAgenda, remove_from_agenda
from enrolment.usecases.deciders.answer_review import AnswerReview, answer_review
from enrolment.usecases.deciders.reopen_review import ReopenReview, reopen_review
from enrolment.usecases.ici.add_receipt import AddReceipt, add_receipt
from enrolment.usecases.ici.close_funding import CloseFunding, close_funding
from enrolment.usecases.ici.close_jury import CloseJury, close_jury
from enrolment.usecases.ici.decide_funding import DecideFunding, decide_funding
from enrolment.usecases.ici.plan_jury import PlanJury, plan_jury
from enrolment.usecases.persons.merge_persons import merge_persons
from enrolment.usecases.persons.plan_merge import PlanMerge
from enrolment.usecases.persons.start_roster_import import StartRosterImport, start_roster_import
from enrolment.usecases.privacy.accept_erasure import AcceptErasure, accept_erasure
from enrolment.usecases.snee.accept_charter import AcceptCharter, accept_charter
from enrolment.usecases.snee.end_status import EndStatus, end_status
from enrolment.usecases.snee.status_id import status_id
from essaim.kit.cause import Cause
from tests.enrolment.office import HEADER, ROWS
from tests.enrolment.proof.dying import Step, restarted
from tests.support.sample_files import png


async def send(deps: Deps, cause: Cause) -> None:
    await send_application(SendApplication("application", deps.clock.now()), deps, cause)


async def consent(deps: Deps, cause: Cause) -> None:
    given = Consent("Hélène Tavardin", "2026-09", date(2026, 9, 1), "Papier")
    await give_guardian_consent(GiveGuardianConsent("application", given), deps, cause)


def answer(decider: str, said: Answer) -> Step:
    async def step(deps: Deps, cause: Cause) -> None:
        asked = (await deps.applications.get("application")).state.asked
        review = next(one.review_id for one in asked if one.decider == decider)
        answers = {"activity": "yes"} if decider == "coopilote" else {}
        await answer_review(AnswerReview(review, said, "Motif", answers, "somebody"), deps, cause)

    return step


def accepts(name: str) -> Step:
    """The board accepts, and cannot be refused any more."""

    async def step(deps: Deps, cause: Cause) -> None:
        (asked,) = (await deps.applications.get(name)).state.asked
        await answer_review(AnswerReview(asked.review_id, Answer.ACCEPT, "Motif", {}, "committee"), deps, cause)

    return step


async def reopen(deps: Deps, cause: Cause) -> None:
    await reopen_review(ReopenReview("application", "coopilote", "Erreur", "somebody"), deps, cause)


async def recall(deps: Deps, cause: Cause) -> None:
    await recall_application(RecallApplication("application"), deps, cause)


def withdraw(name: str = "application") -> Step:
    async def step(deps: Deps, cause: Cause) -> None:
        await withdraw_application(WithdrawApplication(name, "Autre projet"), deps, cause)

    return step


async def accept(deps: Deps, cause: Cause) -> None:
    await decide_application(DecideApplication("application", "accept", "Bon projet"), deps, cause)


async def propose(deps: Deps, cause: Cause) -> None:
    await propose_transfer(ProposeTransfer("application", "other", "Déménagement"), deps, cause)


async def take(deps: Deps, cause: Cause) -> None:
    await accept_transfer(AcceptTransfer("application"), deps, cause)


async def renew(deps: Deps, cause: Cause) -> None:
    await renew_application(RenewApplication("application", await deps.programmes.get("next")), deps, cause)


async def own_events(deps: Deps, cause: Cause) -> None:
    """What comes of them on their way, in the process that dies."""
    del cause
    await restarted(deps)


async def tick(deps: Deps, cause: Cause) -> None:
    await accept_charter(AcceptCharter(status_id("application"), "2021-06"), deps, cause)


async def renounce(deps: Deps, cause: Cause) -> None:
    ending = EndStatus(status_id("application"), SneeStatus.RENOUNCED, "project-given-up", "")
    await end_status(ending, deps, cause)


async def _committee(deps: Deps, place: int = 0) -> str:
    found = sorted(await deps.committees.all(), key=lambda one: one.state.held_at)
    return found[place].id


async def hold(deps: Deps, cause: Cause) -> None:
    committee_id = await _committee(deps)
    items = (await deps.committees.get(committee_id)).state.items
    ranking = [one.review_id for one in items[1:]][::-1]
    await hold_committee(HoldCommittee(committee_id, ["m1"], {}, ranking), deps, cause)


async def fill(deps: Deps, cause: Cause) -> None:
    await fill_agenda(FillAgenda(await _committee(deps)), deps, cause)


async def fill_second(deps: Deps, cause: Cause) -> None:
    await fill_agenda(FillAgenda(await _committee(deps, 1)), deps, cause)


async def open_votes(deps: Deps, cause: Cause) -> None:
    await open_committee(OpenCommittee(await _committee(deps)), deps, cause)


async def remove(deps: Deps, cause: Cause) -> None:
    reviews = sorted(await deps.reviews.all(), key=lambda one: one.state.application_id)
    await remove_from_agenda(RemoveFromAgenda(await _committee(deps), reviews[0].id, "Incomplet"), deps, cause)


async def cancel(deps: Deps, cause: Cause) -> None:
    await cancel_committee(CancelCommittee(await _committee(deps), "Grève"), deps, cause)


async def places(deps: Deps, cause: Cause) -> None:
    await fill_places(FillPlaces("programme"), deps, cause)


def reply(said: str) -> Step:
    async def step(deps: Deps, cause: Cause) -> None:
        await answer_offer(AnswerOffer("w0", said), deps, cause)  # type: ignore[arg-type]

    return step


async def merge(deps: Deps, cause: Cause) -> None:
    await merge_persons(PlanMerge("lou", "lou2", ("given_name",)), deps, cause)


async def merge_the_other_way(deps: Deps, cause: Cause) -> None:
    await merge_persons(PlanMerge("lou2", "lou"), deps, cause)


async def erase(deps: Deps, cause: Cause) -> None:
    (asked,) = await deps.erasures.all()
    await accept_erasure(AcceptErasure(asked.id), deps, cause)


async def roster(deps: Deps, cause: Cause) -> None:
    programme = await deps.programmes.get("programme")
    bad = "Sans;Adresse;;2007-11-23;1;none;;;"
    content = "\r\n".join((HEADER, *ROWS[1:], bad)).encode()
    read = read_roster(content, programme.state.starts_on)
    await start_roster_import(StartRosterImport(programme, read, dry_run=False), deps, cause)


async def grant(deps: Deps, cause: Cause) -> None:
    await decide_funding(DecideFunding("request", 15_000, "Sur factures"), deps, cause)


async def prove(deps: Deps, cause: Cause) -> None:
    async def content() -> AsyncIterator[bytes]:
        yield png()

    receipt = AddReceipt("request", content(), "ticket.png", "image/png", 10_000, date(2026, 9, 1), "Filament")
    await add_receipt(receipt, deps, cause)


async def settle(deps: Deps, cause: Cause) -> None:
    await close_funding(CloseFunding("request"), deps, cause)


async def convene(deps: Deps, cause: Cause) -> None:
    jurors = (Juror("one", "Claire Exemple", "présidente"),)
    plan = PlanJury("ici", date(2026, 9, 1), "Learning Lab", jurors, ("lou", "sacha"))
    await plan_jury(plan, deps, cause)


async def close(deps: Deps, cause: Cause) -> None:
    await close_jury(CloseJury("jury", ""), deps, cause)
