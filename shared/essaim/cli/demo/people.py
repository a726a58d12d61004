"""Who takes part, as the services know them: a role at a partner, and for a student their own id and group."""

from dataclasses import dataclass, replace

COORDINATION = "cmq-mma"
CARRIER = "coopilote"
UNIVERSITY = "ubfc"
CAMPUS = "cmq-itip"


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
PEPITE = Actor("Pépite officer (UBFC)", "pepite_officer", UNIVERSITY, "demo-pepite-officer")
REFERENT = Actor("Referent (CMQ ITIP)", "referent", CAMPUS, "demo-referent")
CAMPUS_COORDINATOR = Actor("Coordinator (CMQ ITIP)", "coordinator", CAMPUS, "demo-campus-coordinator")
EPA = Actor("EPA facilitator", "epa_facilitator", "epa", "demo-facilitator")
TEACHER = Actor("Teacher", "teacher", COORDINATION, "demo-teacher")
DATA_PROTECTION_OFFICER = Actor(
    "Data protection officer (CMQ MMA)", "data_protection_officer", COORDINATION, "demo-protection-officer"
)
UNIVERSITY_MEMBER = Actor("Committee member (UBFC)", "committee_member", UNIVERSITY, "demo-university-member")
CAMPUS_MEMBER = Actor("Committee member (CMQ ITIP)", "committee_member", CAMPUS, "demo-campus-member")
CAMPUS_TEACHER = Actor("Teacher (CMQ ITIP)", "teacher", CAMPUS, "demo-campus-teacher")
LOCAL_EPA = Actor("EPA facilitator at CMQ MMA", "epa_facilitator", COORDINATION, "demo-local-facilitator")
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
    PEPITE: ("Pépite BFC", "pepite@ubfc.example.org"),
    UNIVERSITY_MEMBER: ("Comité d’engagement", "comite@ubfc.example.org"),
    REFERENT: ("Référent Pépite du campus", "referent@cmq-itip.example.org"),
    CAMPUS_COORDINATOR: ("Bureau #ICI", "ici@cmq-itip.example.org"),
    CAMPUS_MEMBER: ("Commission #ICI", "commission@cmq-itip.example.org"),
    CAMPUS_TEACHER: ("Établissement du diplôme", "diplome@cmq-itip.example.org"),
    TEACHER: ("Salle des professeurs", "professeurs@cmq-mma.example.org"),
    EPA: ("Entreprendre pour apprendre", "equipes@epa.example.org"),
    LOCAL_EPA: ("Suivi des Mini-Entreprises", "mini@cmq-mma.example.org"),
}
"""Where mails for a role go: the name and the address of its mailbox."""


@dataclass(frozen=True)
class Student:
    """Somebody with an application."""

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
