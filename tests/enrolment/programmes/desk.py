"""Parameters to start from, and the calls that these tests share."""

from datetime import date
from typing import Any

import httpx

from enrolment.domain.programmes.decider import Answer, Decider, DeciderKind, Question, QuestionType
from enrolment.domain.programmes.outcome import Outcome, OutcomeRule
from enrolment.domain.programmes.parameters import Parameters, RequiredDocument
from tests.enrolment.office import Actor, Office

PEPITE = Actor("pepite_officer", "cmq-mma", "officer")
GOOD = Parameters(
    valid_from=date(2026, 9, 1),
    minimum_age=16,
    maximum_age=30,
    opens_on=date(2026, 9, 1),
    last_application_on=date(2026, 10, 15),
    deciders=(
        Decider("cmq", "cmq-mma", "coordinator", "Campus", visible=("motivation", "identity.given_name")),
        Decider(
            "ubfc",
            "ubfc",
            "pepite_officer",
            "Pépite",
            kind=DeciderKind.OPINION,
            questions=(Question("track", "Parcours", QuestionType.CHOICE, ("maturation", "creation")),),
        ),
    ),
    outcome_rules=(OutcomeRule(Outcome.ACCEPTED, "all", ("cmq",), (Answer.ACCEPT,)),),
    documents=(RequiredDocument("diploma", "Diplôme", "career", when="graduate"),),
)
BODY: dict[str, Any] = {
    "valid_from": "2026-09-02",
    "last_application_on": "2026-10-15",
    "fee": "12.50",
    "places": 12,
    "deciders": [
        {"key": "cmq", "partner": "cmq-mma", "role": "coordinator", "label": "Campus", "visible": ["motivation"]},
        {"key": "ubfc", "partner": "ubfc", "role": "pepite_officer", "label": "Pépite", "kind": "opinion"},
    ],
    "outcome_rules": [{"outcome": "ACCEPTED", "mode": "all", "deciders": ["cmq"], "answers": ["accept"]}],
    "documents": [{"kind": "diploma", "label": "Diplôme", "step": "career", "when": "graduate"}],
}


async def put(office: Office, actor: Actor, path: str, body: Any, version: int | None = None) -> Any:
    """What a PUT answers, on the version that was read if it is given."""
    headers = {} if version is None else {"If-Match": f'"{version}"'}
    answer = await office.send(actor, "PUT", path, body, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def send_file(office: Office, kind: str, content: bytes | str, **query: str) -> httpx.Response:
    """The answer to a file of reference data."""
    sent = content.encode() if isinstance(content, str) else content
    return await office.send(
        Actor("coordinator", "cmq-mma"),
        "POST",
        f"/v1/reference-data/{kind}/import",
        params=query,
        content=sent,
        headers={"Content-Type": "text/csv"},
    )


def fields(document: dict[str, Any]) -> list[str]:
    """The names of the fields that a problem document tells of."""
    return [one["field"] for one in document["errors"]]
