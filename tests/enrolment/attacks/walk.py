"""A plausible request for every route that the service describes, from its own examples and the ids of things that exist."""

import re
from typing import Any

from tests.enrolment.applications.desk import PDF
from tests.enrolment.attacks.world import FAMILY, World
from tests.enrolment.committees.board import COMMITTEE
from tests.enrolment.mini.desk import TEAM
from tests.enrolment.network.desk import COMPANY, NEED
from tests.enrolment.office import HEADER, PROGRAMME
from tests.support.doors import Route, example_of, routes_of

OTHER_IDS: dict[str, dict[str, str]] = {
    "/v1/reference-data/": {"kind": "reference"},
    "/v1/partners/": {"code": "known_partner"},
    "/v1/screening-thresholds/": {"partner": "carrier"},
    "/v1/consents/{consent_id}/links": {"consent_id": "child_consent"},
    "/v1/consents/{consent_id}/scans/": {"sha256": "file"},
    "/v1/persons/{person_id}/guardians": {"person_id": "child"},
    "/v1/committees/": {"review_id": "board_review"},
    "/v1/applications/{application_id}/decision-letter.pdf": {"application_id": "board_dossier"},
    "/v1/applications/{application_id}/confirmation": {"application_id": "board_dossier"},
    "/v1/applications/{application_id}/renewal": {"application_id": "snee_application"},
    "/v1/programmes/{programme_id}/waiting-list": {"programme_id": "board_programme"},
    "/v1/programmes/{programme_id}/roster": {"programme_id": "other_programme"},
    "/v1/snee/contacts/": {"contact_id": "contact"},
    "/v1/ici/terms/": {"programme_id": "ici_programme"},
    "/v1/ici/budgets/": {"programme_id": "ici_programme"},
    "/v1/ici/funding-requests/": {"request_id": "funding"},
    "/v1/access-requests/": {"request_id": "access"},
    "/v1/companies/": {"code": "company"},
    "/tutoring/": {"token": "tutor_token"},
    "/mentoring/": {"token": "mentor_token"},
    "/verify/": {"code": "code_on_paper"},
    "/v1/attestations/": {"code": "code_on_paper"},
}
"""By the beginning of a path: which thing is meant, where the name in the path means another one elsewhere."""
QUERIES: dict[str, str] = {
    "amount": "1.00",
    "by": "scheme",
    "kind": "certificate",
    "label": "Bois",
    "name": "fichier.pdf",
    "paid_on": "2026-09-20",
    "school_year": "2026-2027",
}
"""What a required parameter is given."""
PUBLIC = ("/consents/", "/tutoring/", "/mentoring/", "/verify", "/v1/attestations/", "/invitations/", "/health/")


def routes(world: World) -> list[Route]:
    """Method, path and description of each."""
    return routes_of(world.office.app)


def filled(world: World, path: str) -> str:
    """The path with the ids of things that exist; ``nothing`` where this world has none."""
    ids = dict(world.ids)
    for beginning, others in OTHER_IDS.items():
        if path.startswith(beginning):
            ids |= {name: world.ids[other] for name, other in others.items()}
    return re.sub(r"\{(\w+)\}", lambda found: ids.get(found.group(1), "nothing"), path)


def query_of(world: World, path: str, operation: dict[str, Any]) -> dict[str, str]:
    """The required parameters."""
    asked = [one["name"] for one in operation.get("parameters", ()) if one["in"] == "query" and one.get("required")]
    programme = world.ids["ici_programme" if "/ici/" in path else "board_programme"]
    known = QUERIES | {"programme_id": programme}
    if path.startswith("/v1/mini-enterprises/"):
        known["kind"] = "cv"
    return {name: known[name] for name in asked}


def content_of(world: World, method: str, path: str, operation: dict[str, Any]) -> dict[str, Any]:
    """What httpx is given as the body."""
    accepted = operation.get("requestBody", {}).get("content", {})
    if method == "POST" and path.startswith(("/consents/", "/tutoring/", "/mentoring/")):
        return {"data": {"answer": "no"}}
    if not accepted:
        return {}
    if "application/json" in accepted:
        example = example_of(world.office.app, accepted["application/json"])
        return {"json": bodies(world).get(f"{method} {path}") or example}
    if "text/csv" in accepted:
        text = HEADER if "roster" in path else TABLES.get(path.split("/")[2], "code;name;kind;city")
        return {"content": text.encode(), "headers": {"Content-Type": "text/csv"}}
    return {"content": PDF, "headers": {"Content-Type": "application/pdf"}}


TABLES = {"companies": "code;name;city", "mentors": "code;given_name;family_name;email"}


def bodies(world: World) -> dict[str, Any]:
    """Bodies of routes whose example is about other things or missing: without these a refusal would prove nothing."""
    ids = world.ids
    seat, learner = ids["member_id"], ids["enrolment_id"]
    dated = {"valid_from": "2026-01-01", "source": "Liste"}
    mini = {"programme_id": ids["mini_programme"]}
    return {
        "POST /v1/programmes": PROGRAMME | {"establishment": "Encore un lycée"},
        "PUT /v1/establishments/{code}": {"name": "Lycée", "kind": "high_school", "city": "Dijon"},
        "PUT /v1/formations/{code}": {"label": "BTS", "diploma": "bts"},
        "PUT /v1/carriers/{code}": {"partner": "cmq-mma", "scheme": "snee", "institution": "Université"} | dated,
        "PUT /v1/partners/{code}": {"label": "Pépite", "kind": "pepite"},
        "POST /v1/applications": {"programme_id": ids["other_programme"], "person": PERSON},
        "POST /v1/applications/drafts": {"programme_id": ids["programme_id"]},
        "PUT /v1/applications/{application_id}/steps/{step}": {"values": {"motivation": "Autre"}},
        "POST /v1/applications/{application_id}/renewal": {"programme_id": ids["other_programme"]},
        "POST /v1/applications/{application_id}/transfer": {"programme_id": ids["other_programme"], "reason": "Ville"},
        "POST /v1/persons/{person_id}/merging": {"merged_id": ids["twin"], "dry_run": True},
        "PUT /v1/persons/me": {
            "given_name": "Ida",
            "family_name": FAMILY,
            "email": "ida@zibelin.example.org",
            "birth_date": "2004-03-12",
        },
        "POST /v1/consents/{consent_id}/words": {"agrees": True, "how": "online"},
        "POST /v1/consents/{consent_id}/links": {"guardian_id": ids["guardian_id"]},
        "POST /v1/committees": COMMITTEE
        | {"held_at": "2026-11-20T14:00:00+01:00", "last_application_on": "2026-11-10"},
        "PUT /v1/committees/{committee_id}": COMMITTEE,
        "POST /v1/groups": {
            "activity_code": "13.92Z",
            "activity_label": "Maille",
            "planned_investment": "450.00",
            "programme_id": ids["other_programme"],
            "name": "Autre",
            "application_ids": [ids["application_id"]],
        },
        "POST /v1/ici/regroupements": {
            "programme_id": ids["ici_programme"],
            "held_on": "2026-09-20",
            "place": "Lab",
            "subject": "Suite",
            "presences": {learner: "present"},
        },
        "POST /v1/ici/juries": {
            "programme_id": ids["ici_programme"],
            "held_on": "2026-09-21",
            "place": "Lab",
            "jurors": [{"key": "one", "name": "Claire", "quality": "présidente"}],
            "enrolment_ids": [learner],
        },
        "POST /v1/ici/funding-requests": {"enrolment_id": learner, "purpose": "Bois", "amount": "5.00"},
        "POST /v1/mini-enterprises": TEAM | mini | {"name": "Les Autres"},
        "POST /v1/mini-enterprises/{enterprise_id}/members": {"application_ids": [ids["application_id"]]},
        "POST /v1/mini-enterprises/{enterprise_id}/elections": {"post": "chief", "candidates": [seat]},
        "POST /v1/mini-enterprises/{enterprise_id}/elections/{number}/votes": {"choice": seat},
        "POST /v1/mini-enterprises/{enterprise_id}/elections/{number}/closing": {"voters": [seat], "counts": {seat: 1}},
        "POST /v1/mini-enterprises/{enterprise_id}/posts/{post}/appointments": {"member_id": seat, "reason": "Élue"},
        "POST /v1/mini-enterprises/{enterprise_id}/posts/{post}/departures": {"member_id": seat, "code": "own-wish"},
        "PUT /v1/companies/{code}": COMPANY,
        "PUT /v1/mentor-needs": NEED | {"subject_id": ids["enterprise_id"]},
        "POST /v1/mentor-needs/{need_id}/choices": {"mentor_id": ids["mentor_id"], "note": ""},
        "POST /v1/erasure-requests": {"person_id": ids["person_id"], "identity": "Carte vue"},
        "PUT /v1/committees/{committee_id}/agenda/{review_id}/rapporteur": {"member": "chair"},
        "POST /v1/committees/{committee_id}/agenda/{review_id}/conflicts": {"member": "chair"},
        "POST /v1/snee-tutorings/answer": {"token": ids["tutor_token"], "accepts": True},
    }


PERSON = {
    "given_name": "Noé",
    "family_name": "Ordinaire",
    "email": "noe@example.org",
    "birth_date": "2004-03-12",
    "year": 1,
    "employment": "none",
}
