"""The event for the tutor whom a student names (SNEE-05): once per address, when the dossier is sent or the tutor changes."""

from dataclasses import replace

from enrolment.domain.applications.application import Application
from enrolment.domain.applications.completeness import Asked
from essaim.contracts.enrolment import TutorNamed
from essaim.contracts.event import EventData
from essaim.contracts.types import Scheme

_WISHES = ("replace_internship", "replace_module", "ask_year_off")


def tell_tutor(application_id: str, asked: Asked) -> tuple[Application, tuple[EventData, ...]]:
    """The dossier, which remembers who was told, and the event if somebody has to be. Graduates have no tutor to tell."""
    application = asked.application
    tutor = application.steps.get("tutor", {})
    email = str(tutor.get("email") or "")
    if not email or "student" not in asked.circumstances or email == application.tutor_told:
        return application, ()
    named = TutorNamed(
        application_id=application_id,
        scheme=Scheme(application.scheme),
        school_year=application.school_year,
        email=email,
        given_name=str(tutor.get("given_name") or ""),
        family_name=str(tutor.get("family_name") or ""),
        applicant_name=asked.person.name,
        programme_label=asked.programme.formation,
        asks=[one.replace("_", "-") for one in _WISHES if tutor.get(one) is True],
    )
    return replace(application, tutor_told=email), (named,)
