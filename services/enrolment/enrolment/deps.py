"""What use cases work with: settings, the clock and one repository per aggregate."""

from dataclasses import dataclass

from enrolment.clamd import Clamd
from enrolment.collections import (
    APPLICATIONS,
    ATTACHMENTS,
    CONSENT_LINKS,
    CONSENT_TEXTS,
    CONSENTS,
    CONTRACTS,
    DUPLICATES,
    GROUPS,
    HANDOVERS,
    INVITATIONS,
    PERSONS,
    PROGRAMMES,
    REVIEWS,
    ROSTER_IMPORTS,
    ROSTER_PARTS,
)
from enrolment.committee_collections import COMMITTEE_MEETINGS, LETTERHEADS, PLACE_BOOKS, REMINDERS
from enrolment.cursus_collections import (
    ICI_BUDGETS,
    ICI_ENROLMENTS,
    ICI_FUNDING,
    ICI_JURIES,
    ICI_REGROUPEMENTS,
    ICI_TERMS,
    SNEE_CONTACTS,
    SNEE_REFERENTS,
    SNEE_STATUSES,
    SNEE_TERMS,
    SNEE_TUTORINGS,
)
from enrolment.domain.applications.application import Application
from enrolment.domain.applications.handing_over import Handover
from enrolment.domain.applications.team import Invitation
from enrolment.domain.committees.committee import Committee
from enrolment.domain.committees.letterhead import Letterhead
from enrolment.domain.committees.reminder import Reminder
from enrolment.domain.committees.waiting_list import PlaceBook
from enrolment.domain.deciders.review import Review
from enrolment.domain.groups.contract import Contract
from enrolment.domain.groups.group import Group
from enrolment.domain.ici.enrolment import IciEnrolment
from enrolment.domain.ici.funding import Budget, FundingRequest
from enrolment.domain.ici.jury import Jury
from enrolment.domain.ici.regroupement import Regroupement
from enrolment.domain.ici.terms import IciTerms
from enrolment.domain.mini.books import Books
from enrolment.domain.mini.enterprise import MiniEnterprise
from enrolment.domain.mini.member import Member
from enrolment.domain.network.company import Company
from enrolment.domain.network.mentor import Mentor
from enrolment.domain.network.need import Need
from enrolment.domain.network.settings import NetworkSettings
from enrolment.domain.persons.consent import Consent
from enrolment.domain.persons.consent_link import ConsentLink
from enrolment.domain.persons.consent_text import ConsentText
from enrolment.domain.persons.duplicate import Duplicate
from enrolment.domain.persons.person import Person
from enrolment.domain.persons.roster_import import RosterImport, RosterPart
from enrolment.domain.privacy.access import AccessPiece, AccessRequest
from enrolment.domain.privacy.address import ErasedAddress
from enrolment.domain.privacy.erasure import ErasureRequest
from enrolment.domain.privacy.hold import LegalHold
from enrolment.domain.privacy.loose_file import LooseFile
from enrolment.domain.privacy.outsider import OutsiderErasure
from enrolment.domain.privacy.retention import OwnRule, RetentionRun
from enrolment.domain.programmes.programme import Programme
from enrolment.domain.reference.carrier import Carrier
from enrolment.domain.reference.establishment import Establishment
from enrolment.domain.reference.formation import Formation
from enrolment.domain.reference.partner import Partner
from enrolment.domain.screening.lists import OwnEntry
from enrolment.domain.screening.runs import ActivityScreening
from enrolment.domain.screening.thresholds import Thresholds
from enrolment.domain.snee.contact import Contact
from enrolment.domain.snee.referent import Referent
from enrolment.domain.snee.status import SneeStatus
from enrolment.domain.snee.terms import PartnerTerms
from enrolment.domain.snee.tutoring import Tutoring
from enrolment.mini_collections import MINI_BOOKS, MINI_ENTERPRISES, MINI_MEMBERS
from enrolment.network_collections import COMPANIES, MENTOR_NEEDS, MENTORS, NETWORK_SETTINGS
from enrolment.privacy_collections import (
    ACCESS_PIECES,
    ACCESSES,
    ERASED_ADDRESSES,
    ERASURES,
    LEGAL_HOLDS,
    LOOSE_FILES,
    OUTSIDER_ERASURES,
    RETENTION_RULES,
    RETENTION_RUNS,
)
from enrolment.privacy_meters import PrivacyMeters
from enrolment.programme_collections import (
    CARRIERS,
    ESTABLISHMENTS,
    FORMATIONS,
    PARTNERS,
    SCREENING_ENTRIES,
    SCREENING_THRESHOLDS,
    SCREENINGS,
)
from enrolment.settings import Settings
from essaim.kit.aside import Aside
from essaim.kit.attachments import Attachments, FileRules
from essaim.kit.clock import Clock
from essaim.kit.file_types import JPEG, PDF, PNG
from essaim.kit.repository import Repository
from essaim.kit.service import Runtime


@dataclass(frozen=True)
class Deps:
    """Passed to every use case; tests pass their own."""

    settings: Settings
    clock: Clock
    aside: Aside
    attachments: Attachments
    programmes: Repository[Programme]
    establishments: Repository[Establishment]
    formations: Repository[Formation]
    carriers: Repository[Carrier]
    partners: Repository[Partner]
    screening_entries: Repository[OwnEntry]
    screening_thresholds: Repository[Thresholds]
    screenings: Repository[ActivityScreening]
    persons: Repository[Person]
    consents: Repository[Consent]
    consent_texts: Repository[ConsentText]
    consent_links: Repository[ConsentLink]
    duplicates: Repository[Duplicate]
    roster_imports: Repository[RosterImport]
    roster_parts: Repository[RosterPart]
    applications: Repository[Application]
    invitations: Repository[Invitation]
    handovers: Repository[Handover]
    scanner: Clamd | None
    reviews: Repository[Review]
    committees: Repository[Committee]
    letterheads: Repository[Letterhead]
    place_books: Repository[PlaceBook]
    reminders: Repository[Reminder]
    groups: Repository[Group]
    contracts: Repository[Contract]
    erasures: Repository[ErasureRequest]
    accesses: Repository[AccessRequest]
    access_pieces: Repository[AccessPiece]
    erased_addresses: Repository[ErasedAddress]
    legal_holds: Repository[LegalHold]
    loose_files: Repository[LooseFile]
    outsider_erasures: Repository[OutsiderErasure]
    retention_rules: Repository[OwnRule]
    retention_runs: Repository[RetentionRun]
    snee_terms: Repository[PartnerTerms]
    snee_statuses: Repository[SneeStatus]
    snee_tutorings: Repository[Tutoring]
    snee_referents: Repository[Referent]
    snee_contacts: Repository[Contact]
    ici_terms: Repository[IciTerms]
    ici_learners: Repository[IciEnrolment]
    ici_regroupements: Repository[Regroupement]
    ici_juries: Repository[Jury]
    ici_budgets: Repository[Budget]
    ici_funding: Repository[FundingRequest]
    mini_enterprises: Repository[MiniEnterprise]
    mini_members: Repository[Member]
    mini_books: Repository[Books]
    companies: Repository[Company]
    mentors: Repository[Mentor]
    mentor_needs: Repository[Need]
    network_settings: Repository[NetworkSettings]
    privacy_meters: PrivacyMeters


MEDIA_TYPES = (PDF, JPEG, PNG)
"""What files of people may be, by their content."""


def build_deps(runtime: Runtime, settings: Settings) -> Deps:
    """The dependencies over a running deployment's store, clock and relay."""
    return Deps(
        settings=settings,
        clock=runtime.clock,
        aside=runtime.aside,
        attachments=Attachments(
            runtime.store,
            ATTACHMENTS,
            runtime.aside,
            FileRules(limit_bytes=settings.attachment_bytes, media_types=MEDIA_TYPES),
        ),
        programmes=runtime.repository(PROGRAMMES, Programme),
        establishments=runtime.repository(ESTABLISHMENTS, Establishment),
        formations=runtime.repository(FORMATIONS, Formation),
        carriers=runtime.repository(CARRIERS, Carrier),
        partners=runtime.repository(PARTNERS, Partner),
        screening_entries=runtime.repository(SCREENING_ENTRIES, OwnEntry),
        screening_thresholds=runtime.repository(SCREENING_THRESHOLDS, Thresholds),
        screenings=runtime.repository(SCREENINGS, ActivityScreening),
        persons=runtime.repository(PERSONS, Person),
        consents=runtime.repository(CONSENTS, Consent),
        consent_texts=runtime.repository(CONSENT_TEXTS, ConsentText),
        consent_links=runtime.repository(CONSENT_LINKS, ConsentLink),
        duplicates=runtime.repository(DUPLICATES, Duplicate),
        roster_imports=runtime.repository(ROSTER_IMPORTS, RosterImport),
        roster_parts=runtime.repository(ROSTER_PARTS, RosterPart),
        applications=runtime.repository(APPLICATIONS, Application),
        invitations=runtime.repository(INVITATIONS, Invitation),
        handovers=runtime.repository(HANDOVERS, Handover),
        scanner=Clamd(settings.clamd) if settings.clamd else None,
        reviews=runtime.repository(REVIEWS, Review),
        committees=runtime.repository(COMMITTEE_MEETINGS, Committee),
        letterheads=runtime.repository(LETTERHEADS, Letterhead),
        place_books=runtime.repository(PLACE_BOOKS, PlaceBook),
        reminders=runtime.repository(REMINDERS, Reminder),
        groups=runtime.repository(GROUPS, Group),
        contracts=runtime.repository(CONTRACTS, Contract),
        erasures=runtime.repository(ERASURES, ErasureRequest),
        accesses=runtime.repository(ACCESSES, AccessRequest),
        access_pieces=runtime.repository(ACCESS_PIECES, AccessPiece),
        erased_addresses=runtime.repository(ERASED_ADDRESSES, ErasedAddress),
        legal_holds=runtime.repository(LEGAL_HOLDS, LegalHold),
        loose_files=runtime.repository(LOOSE_FILES, LooseFile),
        outsider_erasures=runtime.repository(OUTSIDER_ERASURES, OutsiderErasure),
        retention_rules=runtime.repository(RETENTION_RULES, OwnRule),
        retention_runs=runtime.repository(RETENTION_RUNS, RetentionRun),
        snee_terms=runtime.repository(SNEE_TERMS, PartnerTerms),
        snee_statuses=runtime.repository(SNEE_STATUSES, SneeStatus),
        snee_tutorings=runtime.repository(SNEE_TUTORINGS, Tutoring),
        snee_referents=runtime.repository(SNEE_REFERENTS, Referent),
        snee_contacts=runtime.repository(SNEE_CONTACTS, Contact),
        ici_terms=runtime.repository(ICI_TERMS, IciTerms),
        ici_learners=runtime.repository(ICI_ENROLMENTS, IciEnrolment),
        ici_regroupements=runtime.repository(ICI_REGROUPEMENTS, Regroupement),
        ici_juries=runtime.repository(ICI_JURIES, Jury),
        ici_budgets=runtime.repository(ICI_BUDGETS, Budget),
        ici_funding=runtime.repository(ICI_FUNDING, FundingRequest),
        mini_enterprises=runtime.repository(MINI_ENTERPRISES, MiniEnterprise),
        mini_members=runtime.repository(MINI_MEMBERS, Member),
        mini_books=runtime.repository(MINI_BOOKS, Books),
        companies=runtime.repository(COMPANIES, Company),
        mentors=runtime.repository(MENTORS, Mentor),
        mentor_needs=runtime.repository(MENTOR_NEEDS, Need),
        network_settings=runtime.repository(NETWORK_SETTINGS, NetworkSettings),
        privacy_meters=PrivacyMeters(runtime.metrics.registry),
    )
