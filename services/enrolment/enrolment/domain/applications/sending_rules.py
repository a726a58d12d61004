"""What a complete dossier must hold to be sent, scheme by scheme. Everything that stands against it is told at once."""

from enrolment.domain.applications.candidate import Employment
from enrolment.domain.applications.completeness import Asked
from enrolment.domain.dates import age
from enrolment.domain.errors import Problem, RuleError
from enrolment.domain.programmes.parameters import Parameters
from enrolment.domain.programmes.programme import CAPE_SCHEMES


def require_sendable(asked: Asked, parameters: Parameters) -> None:
    """Return when no rule forbids it. A dossier that a rule stops stays a draft: it was not refused by anybody."""
    _require_baccalaureate(asked)
    _require_no_full_time_job(asked)
    _require_age(asked, parameters)
    _require_guardian(asked)
    _require_tutor(asked)


def _require_baccalaureate(asked: Asked) -> None:
    career = asked.application.steps.get("career", {})
    if asked.application.scheme == "snee" and career.get("baccalaureate") == "none":
        raise RuleError(
            "SNEE-01",
            "baccalaureate",
            "the status is open from the baccalauréat or an equivalence on",
            Problem("career.baccalaureate", "is none", "original, equivalence"),
        )


def _require_no_full_time_job(asked: Asked) -> None:
    application = asked.application
    if application.scheme in CAPE_SCHEMES and application.employment is Employment.FULL_TIME:
        raise RuleError(
            "CAPE-04",
            "full-time-employee",
            "a CAPE cannot be signed with somebody employed full-time",
            Problem("studies.employment", "is full_time", "none, part_time"),
        )


def _require_age(asked: Asked, parameters: Parameters) -> None:
    """By the programme's parameters; the status of student-entrepreneur has no age at all (SNEE-02)."""
    born_on, starts_on = asked.person.birth_date, asked.programme.starts_on
    if asked.application.scheme == "snee" or born_on is None:
        return
    years = age(born_on, starts_on)
    lowest, highest = parameters.minimum_age, parameters.maximum_age
    if (lowest is not None and years < lowest) or (highest is not None and years > highest):
        bounds = " and ".join(
            text
            for text in (f"at least {lowest}" if lowest is not None else "", f"at most {highest}" if highest else "")
            if text
        )
        raise RuleError(
            "",
            "applicant-age",
            f"the programme is for people of {bounds} years when it starts on {starts_on}",
            Problem("contact.birth_date", f"makes {years} years on {starts_on}", f"{bounds} years"),
        )


def _require_guardian(asked: Asked) -> None:
    guardian = asked.application.steps.get("guardian", {})
    if asked.minor and guardian.get("email") == asked.person.email:
        raise RuleError(
            "YOUTH-01",
            "guardian-is-applicant",
            "the guardian's address is the applicant's own",
            Problem("guardian.email", "is the applicant's own address", "the guardian's own address"),
        )


def _require_tutor(asked: Asked) -> None:
    tutor = asked.application.steps.get("tutor", {})
    if "student" in asked.circumstances and tutor.get("email") == asked.person.email:
        raise RuleError(
            "SNEE-05",
            "tutor-is-applicant",
            "the tutor's address is the applicant's own",
            Problem("tutor.email", "is the applicant's own address", "the tutor's own address"),
        )
