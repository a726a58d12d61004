"""Invented committees and juries with their letters, and the attestations that follow."""

from dataclasses import replace
from datetime import UTC, date, datetime

from enrolment.documents.attestations.award_pdf import AwardSheet
from enrolment.documents.attestations.snee_pdf import SneeSheet
from enrolment.documents.committees.letter_pdf import LetterSheet
from enrolment.documents.committees.minutes_pdf import MinutesSheet
from enrolment.documents.ici.minutes_pdf import MinutesRow, MinutesSheet as JurySheet
from enrolment.domain.attestations.code import BYTES, code_of, grouped
from enrolment.domain.committees.committee import Committee, Item, Member, Result, Status
from enrolment.domain.committees.letterhead import Letterhead
from enrolment.domain.committees.rules import Rules
from enrolment.domain.programmes.decider import Answer
from tests.enrolment.documents.dossiers import ESTABLISHMENT, PERSON

HELD_AT = datetime(2026, 10, 1, 7, 30, tzinfo=UTC)
CODE = grouped(code_of(bytes(range(100, 100 + BYTES))))
URL = f"https://inscriptions.pepite.example.org/verify/{CODE}"
OPINION = (
    "Le projet est solide ; le marché visé reste à préciser, ainsi que le financement des premières séries. Le comité "
    "conseille de rencontrer un tuteur de la filière avant la fin de l’année."
)
HEAD = Letterhead(
    "ubfc",
    "Pépite Bourgogne-Franche-Comté",
    ("Maison de l’Université", "Esplanade Érasme", "21000 Dijon"),
    "Dijon",
    "La responsable du pôle",
    "Si vous estimez que cette décision est contestable, vous pouvez former un recours gracieux devant son auteur dans un délai "
    "de deux mois à compter de sa notification, ou saisir le tribunal administratif de Dijon dans le même délai.",
)
MEMBERS = (
    Member("a", "Hélène N’Guyen-Exemple", "Université de démonstration de Bourgogne-Franche-Comté", chair=True),
    Member("b", "Paul Modèle", "Chambre de métiers et de l’artisanat"),
    Member("c", "Zoé Personne", "CMQ ITIP"),
    Member("d", "Ali Fictif", "Région", voting=False),
)


def _results() -> list[Result]:
    return [
        Result(Answer.ACCEPT, {"accept": 3}, "", {"d2e": True}),
        Result(Answer.ACCEPT, {"accept": 2, "abstain": 1}, OPINION, {"d2e": False}),
        Result(Answer.REFUSE, {"accept": 1, "refuse": 2}, OPINION),
        Result(Answer.WAIT, {"wait": 3}),
        Result(None, {"accept": 1}, why="no-quorum"),
    ]


def minutes() -> dict[str, MinutesSheet]:
    """Thirty dossiers, signed; and one dossier before it was held."""
    names = {f"r{number}": f"{'Lou-Anne Vaucheret' if number % 3 else PERSON.name} {number}" for number in range(30)}
    results, items = _results(), []
    for number, review in enumerate(names):
        result = results[number % 5]
        rank = number // 5 + 1 if result.answer is Answer.WAIT else None
        items.append(Item(review, conflicts=("d",) if number == 3 else (), result=result, rank=rank))
    committee = Committee(
        "ubfc",
        "ubfc",
        "snee",
        ("p",),
        HELD_AT,
        "Maison de l’Université, salle du conseil, esplanade Érasme, Dijon",
        date(2026, 9, 24),
        MEMBERS,
        Rules(2, 50),
        status=Status.CLOSED,
        items=tuple(items),
        present=("a", "b", "c"),
        minutes="La séance est levée à 17 h 30.\nProchain comité en décembre.",
        signed_by="Hélène N’Guyen-Exemple, présidente",
        signed_at=datetime(2026, 10, 1, 16, tzinfo=UTC),
    )
    alone = replace(
        committee,
        scheme="student_cooperative",
        place="",
        members=MEMBERS[:1],
        rules=Rules(1, 50),
        status=Status.OPEN,
        items=(Item("r1"),),
        present=(),
        minutes="",
        signed_by="",
        signed_at=None,
    )
    organisation = "Pépite Bourgogne-Franche-Comté"
    return {
        "minutes": MinutesSheet(committee, organisation, names, HELD_AT),
        "minutes-draft": MinutesSheet(alone, organisation, names, HELD_AT),
    }


def letters() -> dict[str, LetterSheet]:
    """Every answer of a committee."""
    with_d2e, without, refused, waiting, _ = _results()
    address = ("Résidence de l’Observatoire", "bâtiment C", "12 bis rue de la Laine", "25000 Besançon")
    sheet = LetterSheet(
        HEAD, PERSON.name, address, "snee", "2026-2027", HELD_AT, HELD_AT.date(), with_d2e, None, "0199a3f2-dossier"
    )
    return {
        "letter-d2e": sheet,
        "letter-status": replace(sheet, result=without),
        "letter-refused": replace(sheet, name="Io Li", address=(), result=replace(refused, opinion=OPINION * 4)),
        "letter-waiting": replace(sheet, result=waiting, rank=1),
        "letter-accepted": replace(sheet, scheme="student_cooperative", result=replace(with_d2e, answers={})),
    }


def attestation() -> SneeSheet:
    """Of somebody with a long name."""
    return SneeSheet(
        name=PERSON.name,
        birth_date=PERSON.birth_date,
        birth_place=PERSON.birth_place,
        school_year="2026-2027",
        label="Pépite Bourgogne-Franche-Comté",
        carrier="Université de démonstration de Bourgogne-Franche-Comté",
        issued_on=date(2026, 10, 1),
        starts_on=date(2026, 9, 1),
        ends_on=date(2027, 8, 31),
        code=CODE,
        url=URL,
    )


def awards() -> dict[str, AwardSheet]:
    """With and without a mention, credits and a birth place."""
    full = AwardSheet(
        name=PERSON.name,
        birth_date=PERSON.birth_date,
        birth_place=PERSON.birth_place,
        diploma="Licence professionnelle Smart Innovative Project",
        school_year="2026-2027",
        establishment=ESTABLISHMENT,
        carrier="Université de démonstration de Bourgogne-Franche-Comté",
        exit_level=3,
        awarded_on=date(2027, 7, 1),
        result="14.25",
        mention="Assez bien",
        ects=60,
        code=CODE,
        url=URL,
    )
    short = replace(full, name="Io Li", birth_date=None, birth_place="", diploma="DU #ICI", mention="", ects=None)
    return {"award": full, "award-short": short}


def jury() -> JurySheet:
    """Thirty learners over pages."""
    names = ("D’HAUTECOUR DE L’ISLE-MONTBÉLIARD Maëlys-Apolline", "LI Io", "VAUCHERET-N’DIAYE Loïs")
    rows = [
        MinutesRow(
            name=f"{names[number % 3]} {number}",
            track="LP Smart Innovative Project" if number % 2 else "DU #ICI",
            marks=("12.50", "", "9.00"),
            result="" if number % 7 == 5 else "11.83",
            awarded=None if number % 7 == 5 else number % 3 != 0,
            mention="Assez bien" if number % 3 == 1 and number % 7 != 5 else "",
        )
        for number in range(30)
    ]
    return JurySheet(
        programme="DU #ICI et LP Smart Innovative Project",
        establishment=ESTABLISHMENT,
        carrier="Université de démonstration de Bourgogne-Franche-Comté",
        school_year="2026-2027",
        held_on=date(2027, 7, 1),
        place="Learning Lab, Le Creusot",
        closed_at=datetime(2027, 7, 1, 15, 5, tzinfo=UTC),
        jurors=(
            ("Claire Exemple", "présidence, enseignante-chercheuse en innovation", False),
            ("Noé d’Modèle", "entreprise partenaire", False),
            ("Ana Patron", "CMQ ITIP", True),
            ("Jean-Pierre Gabarit", "Pépite", False),
        ),
        criteria=(("Qualité du projet", 3, 20), ("Soutenance", 2, 10), ("Travail en équipe", 1, 5)),
        pass_mark="10.00",
        rows=tuple(rows),
        remarks="Le jury félicite l’ensemble de la promotion.",
    )
