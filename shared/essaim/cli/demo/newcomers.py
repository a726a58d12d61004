"""What came of the dossiers beside the group of the story: the status, #ICI, a Mini-Entreprise, and the rights of persons."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from essaim.cli.demo import attestation, cursus, enterprise, mentoring, newcomers_post, rights, two_dossiers
from essaim.cli.demo.applications import Cohort
from essaim.cli.demo.cursus import Cursus
from essaim.cli.demo.enterprise import NAME, Team
from essaim.cli.demo.group import Group
from essaim.cli.demo.mails import Expected
from essaim.cli.demo.mentoring import BEST
from essaim.cli.demo.people import Student
from essaim.cli.demo.two_dossiers import TwoDossiers
from essaim.cli.demo.world import World


@dataclass(frozen=True)
class Autumn:
    """September: two people with two dossiers each, and the code of an attestation."""

    two: TwoDossiers
    code: str


@dataclass(frozen=True)
class Newcomers:
    """Everybody who came by another way than the roster of the group, and the member who is not erased."""

    autumn: Autumn
    cursus: Cursus
    team: Team
    reasons: tuple[str, ...]
    member: Student
    erasure_id: str
    answers: tuple[Mapping[str, str], ...]
    """To whom asked to be erased: what is kept of them, and why."""

    @property
    def people(self) -> list[Student]:
        """Those whose names have to stay off the exchange ``events``."""
        applicants = (self.autumn.two.status.applicant, self.autumn.two.cooperative.applicant)
        learners = (*self.cursus.learners, self.cursus.withdrawn)
        return [*(one.student for one in (*applicants, *learners)), *self.team.pupils]

    @property
    def erased(self) -> Student:
        """Of whom nothing is kept any more."""
        return self.cursus.withdrawn.student

    def expected_mails(self, cohort: Cohort) -> list[Expected]:
        """What they, and those who decide on them, have to get."""
        return [
            *newcomers_post.mails_of_two_dossiers(self.autumn.two),
            *newcomers_post.mails_of_cursus(self.cursus),
            *newcomers_post.mails_of_team(self.team),
            *newcomers_post.mails_of_rights(cohort, self.member),
        ]

    def told(self) -> dict[str, Any]:
        """For the summary."""
        return {
            "two_dossiers": [dict(one) for one in self.autumn.two.outcomes],
            "attestation_code": self.autumn.code,
            "learners": len(self.cursus.learners),
            "erasures": [dict(one) for one in self.answers],
            "mentor": {"team": NAME, "name": BEST, "reasons": list(self.reasons)},
        }


async def september(world: World, cohort: Cohort) -> Autumn:
    """Before the group is proposed."""
    await rights.consent_by_link(world, cohort)
    two = await two_dossiers.apply_twice(world)
    return Autumn(two, await attestation.attest(world, two))


async def october(world: World) -> Cursus:
    """#ICI admits its learners."""
    return await cursus.admit(world)


async def later(world: World, autumn: Autumn, learning: Cursus, group: Group) -> Newcomers:
    """In November: the rights of who withdrew, and a Mini-Entreprise with its mentor."""
    member = group.members[-1]
    await rights.access(world, learning)
    erasure_id = await rights.erase(world, learning)
    answer = await rights.keep_a_member(world, group, member)
    team = await enterprise.found(world)
    reasons = await mentoring.match(world, team)
    return Newcomers(autumn, learning, team, tuple(reasons), member, erasure_id, (answer,))


async def december(world: World, newcomers: Newcomers) -> Newcomers:
    """Whoever withdrew is forgotten everywhere by now."""
    answer = await rights.see_erased(world, newcomers.cursus, newcomers.erasure_id)
    return replace(newcomers, answers=(answer, *newcomers.answers))
