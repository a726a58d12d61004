"""Invented answers to the right of access: complete, with what the other services hold; and when nobody else was asked."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from enrolment.domain.applications.application import Application, AttachedDocument, Status
from enrolment.domain.applications.candidate import Employment
from enrolment.domain.persons.person import Line, Person
from enrolment.domain.privacy.access_file import AccessFile, Area
from enrolment.domain.privacy.holding import Holding, Record
from enrolment.usecases.privacy.hold_applications import hold_applications
from enrolment.usecases.privacy.hold_persons import hold_persons
from essaim.kit.aggregate import adapter_of
from tests.enrolment.documents.dossiers import NIGHT, PERSON, STEPS

SINCE = "2026-09-30T22:30:00.000000Z"


def files() -> dict[str, AccessFile]:
    """What a person is given."""
    history = (Line(NIGHT, "roster", "registered"), Line(NIGHT, "lou", "changed", ("phone", "birth_place")))
    own = (
        _area(hold_persons(), _data(Person, replace(PERSON, history=history))),
        _area(hold_applications(), *[_data(Application, _application(number)) for number in range(2)]),
    )
    told = tuple(Area.told_by(f"ubfc.{service}", one) for service, one in _others())
    complete = AccessFile("x", NIGHT, (*own, *told), "r", True, ())
    return {
        "access": complete,
        "access-incomplete": replace(
            complete, areas=own[:1], complete=False, waits_for=("ubfc.accounting/x", "coopilote.accounting/x")
        ),
        "access-alone": replace(complete, areas=(), request_id=None, complete=False),
    }


def _area(holding: Holding[Any, Any], *data: dict[str, Any]) -> Area:
    records = tuple(Record("i", SINCE, one) for one in data)
    return Area(
        "enrolment", holding.name, holding.label, holding.purpose, holding.recipients, holding.duration, records
    )


def _data(kind: type[Any], state: Any) -> dict[str, Any]:
    found = adapter_of(kind).dump_python(state, mode="json")
    assert isinstance(found, dict)
    return found


def _application(number: int) -> Application:
    file = AttachedDocument(
        "cv", "7e3f" * 16, "CV d’été.pdf", "application/pdf", 48_213, datetime(2026, 9, 20, tzinfo=UTC)
    )
    return Application(
        programme_id="0199a3f2-58d5-730b-8adc-8ae0576294e9",
        person_id="0199a3f2-58d5-730b-8adc-8ae0576294ea",
        scheme="snee",
        school_year="2026-2027",
        coordinator="ubfc",
        year=2,
        employment=Employment.NONE,
        status=(Status.ELIGIBLE, Status.WITHDRAWN)[number],
        submitted_on=date(2026, 9, 30),
        steps=STEPS,
        attachments=(file,),
        drafted_at=NIGHT,
        sent_at=NIGHT,
    )


def _others() -> list[tuple[str, dict[str, Any]]]:
    """As the other services say it."""
    bank = {"holder": "Maëlys d’Hautecour", "iban": "FR7630006000011234567890189", "bic": "AGRIFRPP"}
    message = {
        "template": "application_received",
        "event_type": "enrolment.application.submitted.v1",
        "status": "SENT",
        "sent_at": SINCE,
        "facts": {"to_name": "Maëlys", "sent_at": SINCE, "status": "ELIGIBLE"},
        "happened_at": SINCE,
    }
    session = {
        "kind": "group_coaching",
        "starts_on": SINCE,
        "marks": [{"person_id": "x", "half_day": "AM", "signed_at": None, "absence": "exam"}],
    }
    return [
        ("accounting", _told("bank_details", "Coordonnées bancaires", "Vous payer.", bank)),
        (
            "accounting",
            _told("shares", "Votre part du résultat", "Partager.", {"member_number": 3, "amount_cents": 125050}),
        ),
        ("coaching", _told("sessions", "Séances, présences et absences", "Suivre l’accompagnement.", session)),
        ("notifications", _told("messages", "Messages envoyés", "Montrer ce qui vous a été dit.", message)),
    ]


def _told(area: str, label: str, purpose: str, data: dict[str, Any]) -> dict[str, Any]:
    return {
        "area": area,
        "label": label,
        "purpose": purpose,
        "recipients": "Le service concerné.",
        "duration": "Dix ans.",
        "records": [{"id": "i", "since": SINCE, "data": data}],
    }
