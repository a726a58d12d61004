"""Invented Mini-Entreprises, and figures of many dossiers."""

from dataclasses import replace
from datetime import UTC, date, datetime

from enrolment.documents.mini.agreement_pdf import AgreementSheet, SignatureLine
from enrolment.documents.mini.organigramme_pdf import Box, OrganigrammeSheet, ServiceColumn
from enrolment.domain.figures.cube import Counts, Dossier
from enrolment.domain.figures.table import REPORT, Report, make_tables
from enrolment.domain.mini.agreement import text_on
from tests.enrolment.documents.dossiers import ESTABLISHMENT, PERSON

NAMES = (
    "Lou-Anne Vaucheret",
    PERSON.name,
    "Nolwenn Tavardin",
    "Maximilienne-Apolline de la Villardière-Montgommery",
    "Io Li",
    "Ada N’Zirelle",
    "Bob Yverdin",
)
SERVICES = (
    "Administratif",
    "Ressources humaines",
    "Technique et production",
    "Commercial",
    "Communication et marketing",
    "Finances",
)


def agreements() -> dict[str, AgreementSheet]:
    """To be signed, of a team that sells; and signed, of one that does not."""
    found = {}
    for name, sells in (("agreement", True), ("agreement-signed", False)):
        label = "Mini L" if sells else "Mini S"
        words = {
            "school": ESTABLISHMENT,
            "epa": "Entreprendre Pour Apprendre Exemple",
            "format": label,
            "team": "L’Atelier des Lampions",
            "programme": "BTS Métiers de la mode – Vêtement",
            "starts_on": "15 septembre 2026",
            "ends_on": "30 juin 2027",
            "hours": "Le temps prévu est de 60 heures." if sells else "",
        }
        version, articles = text_on(date(2026, 9, 1), sells=sells, words=words)
        found[name] = AgreementSheet(
            team="L’Atelier des Lampions",
            format=label,
            school_year="2026-2027",
            version=version,
            drawn_on=date(2026, 9, 1),
            starts_on=date(2026, 9, 15),
            ends_on=date(2027, 6, 30),
            articles=tuple((one.title, one.text) for one in articles),
            school=SignatureLine(ESTABLISHMENT, "Odile L’Hermitte-Marquerie", "proviseure", None),
            epa=SignatureLine("Entreprendre Pour Apprendre Exemple", "Rémi Vasseron", "président", None),
        )
    signed = found["agreement-signed"]
    day = date(2026, 9, 21)
    found["agreement-signed"] = replace(
        signed, school=replace(signed.school, signed_on=day), epa=replace(signed.epa, signed_on=day)
    )
    return found


def organigrammes() -> dict[str, OrganigrammeSheet]:
    """Thirty members in six services; one post that nobody holds; and a team without posts."""
    columns = []
    for place, label in enumerate(SERVICES):
        is_open = place == 2
        direction = Box("Direction", () if is_open else (NAMES[place],), (), int(is_open))
        helpers = Box("Assistance", NAMES[: place + 1], (NAMES[6],) if place == 3 else (), 2 if place == 4 else 0)
        columns.append(ServiceColumn(label, (direction, helpers) if place else (direction,)))
    top = (
        Box("Présidence-direction générale", NAMES[:1], (), 0, elected=True),
        Box("Direction générale adjointe", NAMES[1:2], (), 0),
    )
    large = OrganigrammeSheet(
        "L’Atelier des Lampions", "Mini L", "2026-2027", date(2026, 11, 1), top, tuple(columns), NAMES[3:6]
    )
    vacant = Box("Présidence-direction générale", (), (), 1, elected=True)
    return {
        "organigramme": large,
        "organigramme-vacant": replace(large, top=(vacant,), services=(), without_post=()),
        "organigramme-empty": replace(large, top=(), services=(), without_post=NAMES[:1]),
    }


def figures() -> dict[str, Report]:
    """Many dossiers, protected; and a single one."""
    places = ("Grand Besançon", "Dijon Métropole", "Pays de Montbéliard – Belfort et Haute-Saône", "", "Nevers")
    schools = [ESTABLISHMENT, *(f"Lycée d’exemple n° {number}" for number in range(9))]
    counts = {name: Counts(by) for name, by in REPORT.items()}
    for number in range(400):
        one = Dossier(
            ("snee", "mini_entreprise", "student_cooperative", "snee", "mini_entreprise", "ici")[number % 6],
            ("2025-2026", "2026-2027")[number % 2],
            places[number % 5 if number % 50 else 4],
            schools[number % 10],
            ("BTS Métiers de la mode – Chaussure et maroquinerie", "DU #ICI", "Licence professionnelle")[number % 3],
            ("female", "male", "female", "")[number % 4],
            ("2026-09", "2026-10", "2026-11", "2027-01")[number % 4],
            ("ACCEPTED", "ACCEPTED", "REFUSED", "ELIGIBLE", "WITHDRAWN", "WAITING_LIST")[number % 6],
            True,
        )
        for each in counts.values():
            each.add(one)
    alone = {name: Counts(by) for name, by in REPORT.items()}
    for each in alone.values():
        each.add(Dossier("snee", "2026-2027", "", schools[0], "", "", "2026-09", "ELIGIBLE", True))
    night = datetime(2027, 6, 30, 22, 30, tzinfo=UTC)
    return {
        "figures": Report("cmq-mma", night, None, None, make_tables(counts, 5)),
        "figures-alone": Report("cmq-mma", night, "snee", "2026-2027", make_tables(alone, 5)),
    }
