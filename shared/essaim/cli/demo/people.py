"""Who takes part, as the services know them: a role at a partner, and for a student their own id and group."""

from dataclasses import dataclass, replace

COORDINATION = "cmq-mma"
CARRIER = "coopilote"


@dataclass(frozen=True)
class Actor:
    """Somebody who calls the services."""

    name: str
    role: str
    partner: str
    sub: str
    groups: tuple[str, ...] = ()


COORDINATOR = Actor("Coordinator (CMQ MMA)", "coordinator", COORDINATION, "demo-coordinator")
CAE_OFFICER = Actor("CAE officer (Coopilote)", "cae_officer", CARRIER, "demo-cae-officer")
ACCOUNTANT = Actor("Accountant (Coopilote)", "accountant", CARRIER, "demo-accountant")
COACH = Actor("Coach (Coopilote)", "coach", CARRIER, "demo-coach")
OPS = Actor("Ops", "ops", COORDINATION, "demo-ops")
SUITE = "The suite"
ALL_SERVICES = "all"
"""The service of a step that concerns all of them."""


def coach_of(group_id: str) -> Actor:
    """The coach with the group that they follow, whose documents they read and approve up to their ceilings."""
    return replace(COACH, groups=(group_id,))


MAILBOXES = {
    COORDINATOR: ("Bureau de coordination", "coordination@cmq-mma.example.org"),
    CAE_OFFICER: ("Service accompagnement", "accompagnement@coopilote.example.org"),
    ACCOUNTANT: ("Service comptable", "comptabilite@coopilote.example.org"),
    COACH: ("Conseil entrepreneur", "conseil@coopilote.example.org"),
}
"""Where mails for a role go: the name and the address of its mailbox."""


@dataclass(frozen=True)
class Student:
    """Somebody from the roster with an application."""

    person_id: str
    application_id: str
    given_name: str
    family_name: str
    email: str
    guardian_email: str = ""
    guardian_name: str = ""

    @property
    def name(self) -> str:
        """Given and family name."""
        return f"{self.given_name} {self.family_name}"

    def actor(self, group_id: str) -> Actor:
        """The student as a caller, in their group."""
        return Actor(self.name, "student", COORDINATION, self.person_id, (group_id,))
