"""Programmes with deciders, and the people who answer for them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from enrolment.deps import Deps
from enrolment.domain.programmes.decider import Answer, Decider, DeciderKind, Question, QuestionType
from enrolment.domain.programmes.outcome import Outcome, OutcomeRule
from enrolment.domain.programmes.parameters import Parameters, RequiredDocument
from enrolment.domain.programmes.programme import Programme
from enrolment.events import LISTENS
from essaim.contracts import envelope as wire
from essaim.contracts.event import CONTRACTS
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause, fresh_cause
from essaim.kit.delivery import cause_of
from essaim.kit.listens import Received
from tests.enrolment.office import Actor, Office

CMQ = Decider(
    "cmq",
    "cmq-mma",
    "coordinator",
    "Campus des métiers",
    visible=("identity", "enrolment", "project", "other_applications"),
    answer_days=10,
)
COOPILOTE = Decider(
    "coopilote",
    "coopilote",
    "cae_officer",
    "Coopilote",
    questions=(
        Question("activity", "L’activité peut-elle être portée ?", QuestionType.CHOICE, ("yes", "no", "review"), True),
        Question("insured", "Assurance nécessaire ?", QuestionType.BOOLEAN),
        Question("remarks", "Remarques", QuestionType.TEXT),
    ),
    visible=("identity.given_name", "identity.family_name", "project.summary"),
    answer_days=14,
)
SCHOOL = Decider("school", "cmq-mma", "teacher", "Établissement", DeciderKind.OPINION, visible=("identity.given_name",))
UBFC = Decider(
    "ubfc",
    "ubfc",
    "pepite_officer",
    "Pépite",
    deployment="ubfc",
    questions=(
        Question("d2e", "D2E accordé ?", QuestionType.BOOLEAN, required=True),
        Question("advice", "Conseils", QuestionType.TEXT),
    ),
    visible=("identity", "project"),
    answer_days=30,
)
BOARD = replace(CMQ, key="board", role="pepite_officer", label="Comité d’engagement", by_committee=True)
EVERYBODY = (
    OutcomeRule(Outcome.REFUSED, "any", ("cmq", "coopilote"), (Answer.REFUSE,)),
    OutcomeRule(Outcome.ACCEPTED, "all", ("cmq", "coopilote"), (Answer.ACCEPT,)),
    OutcomeRule(Outcome.WAITING_LIST, "any", ("cmq", "coopilote"), (Answer.WAIT,)),
)
DOCUMENTS = (RequiredDocument("cv", "CV", "project"), RequiredDocument("id", "Pièce d’identité", "identity"))
OFFICER = Actor("cae_officer", "coopilote", "officer")
COORDINATOR = Actor("coordinator", "cmq-mma", "coordinator")
TEACHER = Actor("teacher", "cmq-mma", "teacher")
ACCEPT = {"answer": "accept", "answers": {"activity": "yes"}}
REFUSE = {"answer": "refuse", "opinion": "Activité exclue", "answers": {"activity": "no"}}


async def decided_by(
    deps: Deps,
    programme_id: str,
    deciders: Sequence[Decider] = (CMQ, COOPILOTE, SCHOOL),
    rules: Sequence[OutcomeRule] = EVERYBODY,
) -> None:
    """Give a programme its deciders and the rules of its outcome."""
    parameters = Parameters(date(2026, 1, 1), deciders=tuple(deciders), outcome_rules=tuple(rules), documents=DOCUMENTS)

    def change(state: Programme) -> Change[Programme]:
        return Change(replace(state, parameters=(parameters,)))

    await deps.programmes.change(programme_id, change, fresh_cause("tests"))


async def with_deciders(
    office: Office,
    deciders: Sequence[Decider] = (CMQ, COOPILOTE, SCHOOL),
    rules: Sequence[OutcomeRule] = EVERYBODY,
    **programme: Any,
) -> str:
    """A programme with deciders, by its id."""
    programme_id = await office.programme(**programme)
    await decided_by(office.deps, programme_id, deciders, rules)
    return programme_id


PERSON = {
    "given_name": "Lou-Anne",
    "family_name": "Vaucheret",
    "email": "lou-anne@example.org",
    "birth_date": "2007-11-23",
    "year": 1,
    "employment": "none",
}


async def sent(office: Office, programme_id: str, **person: Any) -> dict[str, Any]:
    """A dossier that its deciders were asked about."""
    body = {"programme_id": programme_id, "person": PERSON | person}
    application: dict[str, Any] = await office.post(COORDINATOR, "/v1/applications", body)
    await hear_own(office.deps, "enrolment.application_submitted.v1")
    return application


async def review_of(office: Office, application: Mapping[str, Any], decider: str) -> str:
    """The id of the review of a decider."""
    state = (await office.deps.applications.get(application["id"])).state
    return next(one.review_id for one in state.asked if one.decider == decider and not one.closed)


async def answer(office: Office, actor: Actor, review_id: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """What answering gives."""
    answered: dict[str, Any] = await office.post(actor, f"/v1/reviews/{review_id}/answer", dict(body))
    return answered


async def hear_own(deps: Deps, *types: str) -> None:
    """Deliver to this deployment the events that wait for its broker, of these types or all that it listens to."""
    for repository in (deps.persons, deps.applications, deps.reviews):
        for stored in await repository.all():
            for envelope in waiting(stored.document):
                if envelope.type in (types or LISTENS.by_type):
                    await hear(deps, envelope)


def waiting(document: Mapping[str, Any]) -> list[wire.Envelope]:
    """The envelopes in an outbox."""
    return [wire.Envelope.model_validate(one["envelope"]) for one in document["outbox"]]


async def hear(deps: Deps, envelope: wire.Envelope) -> None:
    """Deliver one event, as the consumer does."""
    listener = LISTENS.by_type[envelope.type]
    data = CONTRACTS[envelope.type].model.model_validate(envelope.data)
    cause: Cause = cause_of(envelope)
    await listener.handler(Received(data, envelope), deps, cause)
