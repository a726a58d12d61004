"""What was there before somebody died: people, dossiers, committees and learners, written down without a web."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Status
from enrolment.domain.applications.candidate import Employment
from enrolment.domain.ici.enrolment import Attended, IciEnrolment, Presence, Status as LearnerStatus
from enrolment.domain.ici.funding import Budget, FundingRequest, FundingStatus
from enrolment.domain.ici.jury import Candidate, Juror, Jury
from enrolment.domain.ici.terms import Criterion, IciTerms, Track
from enrolment.domain.persons.person import Kind, Person
from enrolment.domain.privacy.erasure import Origin
from enrolment.domain.programmes.decider import Answer, Decider
from enrolment.domain.programmes.outcome import OutcomeRule
from enrolment.domain.programmes.parameters import Parameters
from enrolment.domain.programmes.programme import Programme
from enrolment.usecases.committees.fill_places import FillPlaces, fill_places
from enrolment.usecases.deciders.request_reviews import RequestReviews, request_reviews
from enrolment.usecases.privacy.request_erasure import RequestErasure, request_erasure
from essaim.kit.cause import Cause
from tests.enrolment.applications.desk import COOPERATIVE_STEPS, SNEE_STEPS
from tests.enrolment.committees import desk
from tests.enrolment.deciders.desk import CMQ, COOPILOTE, EVERYBODY
from tests.enrolment.office import PROGRAMME

GUARDIAN = {"given_name": "Hélène", "family_name": "Tavardin", "email": "helene@example.org"}
AFTER_MEETING = datetime(2026, 9, 15, 13, tzinfo=UTC)
BEGINNING = Cause("beginning", "b", "tests")


async def programme(
    deps: Deps,
    id_: str,
    scheme: str = "student_cooperative",
    deciders: tuple[Decider, ...] = (),
    rules: tuple[OutcomeRule, ...] = (),
    **more: Any,
) -> None:
    """A programme with these deciders."""
    known: dict[str, Any] = {**PROGRAMME, "starts_on": date(2026, 9, 1), "ends_on": date(2027, 7, 2), "scheme": scheme}
    parameters = Parameters(date(2026, 1, 1), deciders=deciders, outcome_rules=rules)
    await deps.programmes.add(id_, Programme(**{**known, **more}, parameters=(parameters,)), BEGINNING)


async def person(deps: Deps, id_: str, **more: Any) -> None:
    """Somebody whom the campus knows."""
    somebody = Person(
        Kind.STUDENT,
        id_.title(),
        "Vaucheret",
        f"{id_}@example.org",
        "cmq-mma",
        date(2000, 11, 23),
        phone="+33612345678",
        birth_place="Dijon",
        nationality="FR",
        ine="123456789AB",
        address="1 rue de la Laine",
    )
    await deps.persons.add(id_, replace(somebody, **more), BEGINNING)


async def dossier(deps: Deps, id_: str, person_id: str, programme_id: str, **more: Any) -> None:
    """A dossier that was written online; a draft unless something else is said."""
    state = (await deps.programmes.get(programme_id)).state
    steps: Mapping[str, Any] = SNEE_STEPS if state.scheme == "snee" else COOPERATIVE_STEPS
    begun = Application(
        programme_id=programme_id,
        person_id=person_id,
        scheme=state.scheme,
        school_year=state.school_year,
        coordinator="cmq-mma",
        year=1,
        employment=Employment.NONE,
        status=Status.DRAFT,
        submitted_on=date(2026, 9, 1),
        steps=dict(steps),
        drafted_at=deps.clock.now(),
        form_version=date(2026, 1, 1),
    )
    await deps.applications.add(id_, replace(begun, **more), BEGINNING)


async def a_programme(deps: Deps) -> None:
    """Nobody has applied yet, and nobody decides but the coordinator."""
    await programme(deps, "programme")


async def with_two_deciders(deps: Deps, **more: Any) -> None:
    """A draft at a programme of two deciders."""
    await programme(deps, "programme", deciders=(CMQ, COOPILOTE), rules=EVERYBODY)
    await programme(deps, "other", deciders=(CMQ, COOPILOTE), rules=EVERYBODY)
    await person(deps, "lou")
    await dossier(deps, "application", "lou", "programme", **more)


async def of_a_minor(deps: Deps) -> None:
    """A draft that names a guardian."""
    await programme(deps, "programme", deciders=(CMQ, COOPILOTE), rules=EVERYBODY)
    await person(deps, "lou", birth_date=date(2010, 1, 1))
    await dossier(deps, "application", "lou", "programme", steps={**COOPERATIVE_STEPS, "guardian": GUARDIAN})


async def sent(deps: Deps) -> None:
    """It was sent and its deciders were asked."""
    await with_two_deciders(deps, status=Status.ELIGIBLE, sent_at=deps.clock.now())
    await request_reviews(RequestReviews("application"), deps, BEGINNING)


async def accepted_snee(deps: Deps) -> None:
    """A dossier for the status, which nobody has decided on yet; and the programme of the next year."""
    await programme(deps, "programme", "snee")
    await programme(
        deps, "next", "snee", school_year="2027-2028", starts_on=date(2027, 9, 1), ends_on=date(2028, 8, 31)
    )
    await person(deps, "lou")
    await dossier(deps, "application", "lou", "programme", status=Status.ELIGIBLE, sent_at=deps.clock.now())


async def before_a_meeting(deps: Deps) -> None:
    """Three dossiers on an agenda, everybody has voted."""
    await desk.programme(deps)
    await desk.with_letterhead(deps)
    reviews = [await desk.applicant(deps, name) for name in ("ana", "bob", "cam")]
    committee_id = await desk.planned(deps)
    await desk.voted(deps, committee_id, dict(zip(reviews, (Answer.ACCEPT, Answer.WAIT, Answer.WAIT), strict=True)))


async def planned_meetings(deps: Deps) -> None:
    """Two meetings in the calendar, and dossiers that wait for one."""
    await desk.programme(deps)
    for name in ("ana", "bob"):
        await desk.applicant(deps, name)
    await desk.planned(deps)
    await desk.planned(deps, desk.SECOND)


async def waiting_list(deps: Deps, days: int | None = None) -> None:
    """One place, which somebody has, and three who wait for it."""
    await desk.programme(deps, places=1, confirmation_days=days)
    await desk.applicant(deps, "ana", status=Status.ACCEPTED)
    await desk.waiting(deps, 3)


async def one_place_left(deps: Deps) -> None:
    """Two dossiers before the board, and one place."""
    await desk.programme(deps, places=1)
    for name in ("ana", "bob"):
        await desk.applicant(deps, name)


async def offered(deps: Deps) -> None:
    """One place, offered to the first of three."""
    await desk.programme(deps, places=1, confirmation_days=5)
    await desk.waiting(deps, 3)
    await fill_places(FillPlaces("programme"), deps, BEGINNING)


async def twins(deps: Deps) -> None:
    """One human registered twice, with dossiers, a consent and a guardian."""
    await sent(deps)
    await person(deps, "lou2", given_name="Lou", phone="", ine="", birth_place="")
    await programme(deps, "ici", "ici")
    await dossier(deps, "second", "lou2", "ici", status=Status.ELIGIBLE)
    await deps.persons.add(
        "parent",
        Person(Kind.GUARDIAN, "Hélène", "Vaucheret", "h@example.org", "cmq-mma", guardian_of="lou2"),
        BEGINNING,
    )


async def learners(deps: Deps) -> None:
    """Two learners of #ICI on their way, money that is asked for, and a jury that has scored them."""
    await programme(deps, "ici", "ici")
    terms = IciTerms("cmq-mma", criteria=(Criterion("project", "Projet", 1, 20),))
    await deps.ici_terms.add("ici", terms, BEGINNING)
    for name in ("lou", "sacha"):
        await person(deps, name, ine="")
        await dossier(deps, f"dossier-{name}", name, "ici", status=Status.ACCEPTED, steps={})
        learner = IciEnrolment(
            application_id=f"dossier-{name}",
            person_id=name,
            programme_id="ici",
            coordinator="cmq-mma",
            carrier="ubfc",
            school_year="2026-2027",
            starts_on=date(2026, 9, 1),
            ends_on=date(2027, 7, 2),
            status=LearnerStatus.IN_PROGRESS,
            admitted_on=date(2026, 9, 1),
            track=Track.DU_ICI,
            entry_level=1,
            exit_level=2,
            enrolled_on=date(2026, 9, 1),
            attended=(Attended("r", date(2026, 9, 1), Presence.PRESENT, "referent"),),
        )
        await deps.ici_learners.add(name, learner, BEGINNING)
    await deps.ici_budgets.add("ici", Budget("cmq-mma", 50_000), BEGINNING)
    request = FundingRequest(
        "lou", "lou", "ici", "cmq-mma", "Prototype", 20_000, date(2026, 9, 1), FundingStatus.SUBMITTED
    )
    await deps.ici_funding.add("request", request, BEGINNING)


async def before_a_jury(deps: Deps) -> None:
    """Both are before a jury that has scored them, and wait for its last word."""
    await learners(deps)
    scores = {"one": {"project": 15}}
    jury = Jury(
        programme_id="ici",
        coordinator="cmq-mma",
        school_year="2026-2027",
        held_on=date(2026, 9, 1),
        place="Learning Lab",
        jurors=(Juror("one", "Claire Exemple", "présidente"),),
        candidates=(Candidate("lou", scores), Candidate("sacha", scores)),
        terms=(await deps.ici_terms.get("ici")).state,
    )
    await deps.ici_juries.add("jury", jury, BEGINNING)


async def to_be_erased(deps: Deps) -> None:
    """Somebody with a dossier at its deciders, a guardian and a request that an officer has looked at."""
    await sent(deps)
    await _asked_to_be_erased(deps)


async def draft_to_be_erased(deps: Deps) -> None:
    """Somebody who has not sent their dossier yet."""
    await with_two_deciders(deps)
    await _asked_to_be_erased(deps)


async def _asked_to_be_erased(deps: Deps) -> None:
    parent = Person(Kind.GUARDIAN, "Hélène", "Vaucheret", "h@example.org", "cmq-mma", guardian_of="lou")
    await deps.persons.add("parent", parent, BEGINNING)
    await request_erasure(RequestErasure("lou", Origin.PERSON, deps.clock.today(), "Carte vue"), deps, BEGINNING)
