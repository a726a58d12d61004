"""The one place where the service is wired: settings, collections, dependencies, routes and listeners."""

from fastapi import FastAPI

from enrolment.collections import ALL
from enrolment.deps import Deps, build_deps
from enrolment.events import LISTENS
from enrolment.http import (
    accesses,
    application_files,
    applications,
    carriers,
    committee_meetings,
    committees,
    companies,
    consent_pages,
    consent_texts,
    consents,
    contracts,
    deciders,
    dossiers,
    duplicates,
    erasures,
    establishments,
    figures,
    formations,
    forms,
    groups,
    guardians,
    ici_funding,
    ici_juries,
    ici_learners,
    invitation_page,
    mentor_choices,
    mentor_needs,
    mentor_pages,
    mentors,
    mini_agreements,
    mini_candidacies,
    mini_ending,
    mini_enterprises,
    mini_posts,
    network_schools,
    network_settings,
    outside_people,
    partners,
    person_applications,
    persons,
    programmes,
    reference_imports,
    retention,
    reviews,
    rosters,
    schemes,
    screening_lists,
    screenings,
    snee_d2e,
    snee_referents,
    snee_statuses,
    snee_tutors,
    transfers,
    tutor_pages,
    verification,
    waiting_lists,
)
from enrolment.settings import Settings
from enrolment.usecases.committees.complete_committees import complete_committees
from enrolment.usecases.committees.end_offers import end_offers
from enrolment.usecases.committees.fill_agendas import fill_agendas
from enrolment.usecases.committees.fill_changed_places import fill_changed_places
from enrolment.usecases.committees.remind_deadlines import remind_deadlines
from enrolment.usecases.network.chase_mentors import chase_mentors
from enrolment.usecases.network.settle_places import settle_places
from enrolment.usecases.persons.complete_merges import complete_merges
from enrolment.usecases.persons.complete_roster_imports import complete_roster_imports
from enrolment.usecases.persons.expire_consents import expire_consents
from enrolment.usecases.persons.forget_roster_reports import forget_roster_reports
from enrolment.usecases.privacy.apply_retention import apply_retention
from enrolment.usecases.privacy.complete_erasures import complete_erasures
from enrolment.usecases.privacy.remove_loose_files import remove_loose_files
from enrolment.usecases.privacy.watch_deadlines import watch_deadlines
from enrolment.usecases.reference.load_reference import load_reference
from enrolment.usecases.snee.expire_statuses import expire_statuses
from enrolment.usecases.snee.remind_statuses import remind_statuses
from essaim.kit.http.limits import Upload
from essaim.kit.service import Job, Runtime, Service, create_service

ROUTERS = (
    programmes.router,
    schemes.router,
    establishments.router,
    formations.router,
    carriers.router,
    partners.router,
    reference_imports.router,
    screenings.router,
    screening_lists.router,
    applications.router,
    dossiers.router,
    application_files.router,
    transfers.router,
    invitation_page.router,
    forms.router,
    person_applications.router,
    persons.router,
    guardians.router,
    duplicates.router,
    consents.router,
    consent_texts.router,
    consent_pages.router,
    rosters.router,
    deciders.router,
    reviews.router,
    committees.router,
    committee_meetings.router,
    waiting_lists.router,
    groups.router,
    contracts.router,
    snee_statuses.router,
    snee_d2e.router,
    snee_tutors.router,
    snee_referents.router,
    tutor_pages.router,
    ici_learners.router,
    ici_juries.router,
    ici_funding.router,
    mini_enterprises.router,
    mini_ending.router,
    mini_agreements.router,
    mini_posts.router,
    mini_candidacies.router,
    companies.router,
    mentors.router,
    mentor_needs.router,
    mentor_choices.router,
    mentor_pages.router,
    network_settings.router,
    network_schools.router,
    verification.router,
    figures.router,
    accesses.router,
    erasures.router,
    outside_people.router,
    retention.router,
)


def create(settings: Settings | None = None) -> FastAPI:
    """The application of a deployment; its settings come from the environment unless they are given."""
    chosen = settings or Settings()

    def build(runtime: Runtime) -> Deps:
        return build_deps(runtime, chosen)

    return create_service(
        Service(
            name="enrolment",
            settings=chosen,
            collections=ALL,
            build=build,
            routers=ROUTERS,
            listens=LISTENS,
            uploads=(
                Upload(application_files.UPLOAD_PATH, chosen.attachment_bytes),
                Upload(screenings.UPLOAD_PATH, chosen.attachment_bytes),
                Upload(consents.UPLOAD_PATH, chosen.attachment_bytes),
                Upload(ici_funding.UPLOAD_PATH, chosen.attachment_bytes),
                Upload(mini_agreements.UPLOAD_PATH, chosen.attachment_bytes),
                Upload(mini_candidacies.UPLOAD_PATH, chosen.attachment_bytes),
                Upload(rosters.UPLOAD_PATH, rosters.LIMIT_BYTES),
            ),
            jobs=(
                Job("roster-imports", 2.0, complete_roster_imports),
                Job("roster-reports", 86_400.0, forget_roster_reports),
                Job("complete-merges", 60.0, complete_merges),
                Job("expire-consents", 3600.0, expire_consents),
                Job("reference-data", 86_400.0, load_reference),
                Job("erasures", 60.0, complete_erasures),
                Job("erasure-deadlines", 3600.0, watch_deadlines),
                Job("expire-statuses", 3600.0, expire_statuses),
                Job("remind-statuses", 3600.0, remind_statuses),
                Job("complete-committees", 60.0, complete_committees),
                Job("fill-agendas", 3600.0, fill_agendas),
                Job("end-offers", 60.0, end_offers),
                Job("fill-changed-places", 3600.0, fill_changed_places),
                Job("remind-deadlines", 600.0, remind_deadlines),
                Job("mentor-places", 300.0, settle_places),
                Job("chase-mentors", 3600.0, chase_mentors),
                Job("loose-files", 3600.0, remove_loose_files),
                Job("retention", 86_400.0, apply_retention),
            ),
            description="Programmes, applications, groups and contracts; the closing of a group.",
        )
    )
