"""The words of the figures, in French: dimensions, measures and the values that codes stand for."""

from datetime import date

from enrolment.domain.figures.cube import UNKNOWN, Dimension, Measure
from enrolment.domain.figures.protection import Figure
from enrolment.domain.figures.table import OTHERS
from essaim.kit.french import NO_BREAK, french_date

DIMENSIONS = {
    Dimension.SCHEME: "Dispositif",
    Dimension.SCHOOL_YEAR: "Année scolaire",
    Dimension.TERRITORY: "Territoire",
    Dimension.ESTABLISHMENT: "Établissement",
    Dimension.FORMATION: "Formation",
    Dimension.GENDER: "Genre",
    Dimension.MONTH: "Mois de dépôt",
}
MEASURES = {
    Measure.SENT: "Déposés",
    Measure.DRAFT: "Brouillons",
    Measure.WAITING_FOR_DECISION: "En instruction",
    Measure.ACCEPTED: "Acceptés",
    Measure.WAITING_LIST: "Liste d’attente",
    Measure.REFUSED: "Refusés",
    Measure.WITHDRAWN: "Retirés",
}
SHORT = {
    **MEASURES,
    Measure.DRAFT: "Brouil.",
    Measure.WAITING_FOR_DECISION: "En cours",
    Measure.WAITING_LIST: "Attente",
}
"""For narrow columns."""
SCHEMES = {
    "student_cooperative": "Coopérative étudiante",
    "snee": "Étudiant-entrepreneur",
    "ici": "Cursus #ICI",
    "mini_entreprise": "Mini-Entreprise",
}
_GENDERS = {"female": "Femmes", "male": "Hommes", "other": "Autre"}
_SHORT_MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
TITLES = {
    "scheme": "Par dispositif",
    "school_year": "Par année scolaire",
    "month": "Par mois de dépôt",
    "territory": "Par territoire",
    "establishment": "Par établissement",
    "formation": "Par formation",
    "gender": "Par dispositif et genre",
}


def value_of(dimension: Dimension, value: str) -> str:
    """A value of a dimension as people read it."""
    if value == OTHERS:
        return "Autres (effectifs trop faibles)"
    if value == UNKNOWN:
        return "Non renseigné"
    if dimension is Dimension.SCHEME:
        return SCHEMES.get(value, value)
    return _GENDERS.get(value, value) if dimension is Dimension.GENDER else value


def printed(dimension: Dimension, value: str, *, short: bool = False) -> str:
    """A value as a page shows it: a month by its name, a school year with its dash."""
    if dimension is Dimension.MONTH and len(value) == 7:
        day = date.fromisoformat(f"{value}-01")
        return f"{_SHORT_MONTHS[day.month - 1]}\n{day.year}" if short else french_date(day).partition(NO_BREAK)[2]
    text = value_of(dimension, value)
    return text.replace("-", "–") if dimension is Dimension.SCHOOL_YEAR else text


def shown(figure: Figure, base: int | None) -> str:
    """A figure in a table."""
    return str(figure.value) if base is None else figure.shown(base)


def protection_note(base: int | None) -> str:
    """What has been done to the figures."""
    if base is None:
        return "Chiffres exacts, à usage interne : ne pas diffuser."
    return (
        f"Secret statistique : chaque chiffre est arrondi au multiple de {base} le plus proche (un total, plus largement "
        f"s’il le faut) ; « < {base} » remplace tout effectif inférieur à {base}, zéro compris. Les totaux ne sont donc pas la "
        "somme des lignes."
    )
