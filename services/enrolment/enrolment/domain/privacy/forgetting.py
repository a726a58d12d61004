"""A state without the person in it: what stays are codes, dates and ids, so that figures and the ledger's references stand.

The id of a person is no name: it says nothing once nobody keeps what it stood for.
"""

from dataclasses import replace

from enrolment.domain.applications.application import Application, RecordedAnswer, Status as DossierStatus, TeamMember
from enrolment.domain.groups.contract import Contract
from enrolment.domain.persons.person import Person, Standing

ERASED_REASON = "erased"
UNDECIDED = frozenset(
    {DossierStatus.DRAFT, DossierStatus.CONSENT_PENDING, DossierStatus.ELIGIBLE, DossierStatus.WAITING_LIST}
)


def erased_person(person: Person, erasure_id: str) -> Person:
    """The tombstone: that there was somebody, and by which request they went. Every other field is as if never filled."""
    return Person(
        person.kind,
        "",
        "",
        "",
        person.coordinator,
        guardian_of=person.guardian_of,
        standing=Standing.ERASED,
        erasure_id=erasure_id,
    )


def restricted_person(person: Person, erasure_id: str) -> Person:
    """Name and birth date for the contract that the law keeps, and no way to reach them."""
    return replace(
        erased_person(person, erasure_id),
        given_name=person.given_name,
        family_name=person.family_name,
        birth_date=person.birth_date,
        standing=Standing.RESTRICTED,
    )


def unneeded_of_person(person: Person) -> Person:
    """What a running contract or group does not need of a person."""
    return replace(person, phone="", gender=None, birth_place="", nationality="", ine="", address="")


def emptied_dossier(application: Application) -> Application:
    """The dossier as a line of the figures: programme, year, status and days. What was undecided is withdrawn."""
    undecided = application.status in UNDECIDED
    return replace(
        unneeded_of_dossier(application),
        status=DossierStatus.WITHDRAWN if undecided else application.status,
        withdrawal_reason=ERASED_REASON if undecided or application.withdrawal_reason else None,
        consent=None,
        guardian_id=None,
        decision=replace(application.decision, reason="") if application.decision else None,
        team_id=None,
        waiting_rank=None,
        transfer=None,
        emptied=True,
    )


def unneeded_of_dossier(application: Application) -> Application:
    """Without free texts and files: what was decided stands, what was told for the decision has served."""
    return replace(
        application,
        steps={},
        attachments=(),
        team=(),
        letters=(),
        tutor_told=None,
        answers=tuple(_bare(one) for one in application.answers),
        history=tuple(replace(one, detail="") for one in application.history),
    )


def without_team_member(application: Application, person_id: str, emails: frozenset[str]) -> Application:
    """Somebody else's dossier without the name and the address of an erased member of their team."""
    return replace(
        application, team=tuple(_nameless(one) if _is_of(one, person_id, emails) else one for one in application.team)
    )


def nameless_contract(contract: Contract) -> Contract:
    """The contract without the names of those who signed it; in which quality they did stays."""
    return replace(contract, signatories=tuple(replace(one, name="") for one in contract.signatories))


def _bare(answer: RecordedAnswer) -> RecordedAnswer:
    return replace(answer, answers={}, opinion=None)


def _is_of(member: TeamMember, person_id: str, emails: frozenset[str]) -> bool:
    return member.person_id == person_id or member.email.lower() in emails


def _nameless(member: TeamMember) -> TeamMember:
    return replace(member, given_name="", family_name="", email="", role="", situation="")
