"""A programme, a candidate, an application and a group to start from."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from enrolment.domain.applications.application import Application, submit
from enrolment.domain.applications.candidate import Candidate, Employment, Guardian
from enrolment.domain.errors import DomainError
from enrolment.domain.groups.group import Group, Proposal, activate, approve, await_signatures, propose
from enrolment.domain.programmes.programme import Programme
from enrolment.domain.screening.screening import Screening

SIREN = "999999121"
TODAY = date(2026, 9, 1)
PROGRAMME = Programme(
    scheme="student_cooperative",
    school_year="2026-2027",
    formation="BTS Métiers de la Mode – Vêtement",
    establishment="Lycée des métiers de la mode",
    starts_on=date(2026, 9, 1),
    ends_on=date(2027, 7, 2),
    coordinator="cmq-mma",
    carrier="coopilote",
    minimum_members=2,
    maximum_members=3,
    consent_text_version="2026-09",
)
ADULT = Candidate("Lou-Anne", "Vaucheret", "lou-anne@example.org", date(2007, 11, 23), 1, Employment.NONE)
MINOR = Candidate(
    "Nolwenn",
    "Tavardin",
    "nolwenn@example.org",
    date(2009, 4, 18),
    1,
    Employment.NONE,
    Guardian("Hélène", "Tavardin", "helene@example.org"),
)


def application(candidate: Candidate = ADULT, **changes: Any) -> Application:
    """A new application, with changes."""
    guardian_id = "guardian" if candidate.guardian else None
    made = submit(
        candidate, PROGRAMME, programme_id="programme", person_id="person", guardian_id=guardian_id, today=TODAY
    )
    return replace(made, **changes)


def proposed(members: int = 2, screening: Screening | None = None) -> Group:
    """A proposed group of so many members."""
    return propose(
        Proposal("Atelier Maille", "13.92Z", "Maille", 45_000),
        PROGRAMME,
        screening or Screening(False),
        programme_id="programme",
        applicants=[(f"a{number}", f"p{number}") for number in range(1, members + 1)],
        today=TODAY,
    )


def contracted(members: int = 2) -> Group:
    """An approved group whose members all have a contract to sign, from 1 October on."""
    group = approve(proposed(members), legal_entity_siren=SIREN, review_note=None)
    ids = {member.person_id: f"c-{member.person_id}" for member in group.members}
    return await_signatures(group, ids, starts_on=date(2026, 10, 1), ends_on=date(2027, 7, 2))


def signed(members: int = 2) -> Group:
    """The same with every contract signed."""
    group = contracted(members)
    for member in group.members:
        group = activate(group, member.person_id, str(member.contract_id))
    return group


def refused(slug: str, call: Callable[..., object], *args: Any, **kwargs: Any) -> DomainError:
    """The error of a call that has to fail with this slug."""
    with pytest.raises(DomainError) as caught:
        call(*args, **kwargs)
    assert caught.value.slug == slug
    return caught.value
