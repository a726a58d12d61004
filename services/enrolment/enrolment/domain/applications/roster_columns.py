"""The headings of a roster, in English as the API has them and in French as a secretary's office writes them."""

from collections.abc import Sequence

from enrolment.domain.applications.candidate import COLUMNS, GUARDIAN_COLUMNS, OPTIONAL_COLUMNS
from enrolment.domain.errors import InputError, Problem
from enrolment.domain.persons.folding import folded

KNOWN = (*COLUMNS, *OPTIONAL_COLUMNS, *GUARDIAN_COLUMNS)
_GUARDIAN = ("representant legal", "responsable legal", "responsable", "tuteur legal", "parent")
_FRENCH = {
    "prenom": "given_name",
    "prenoms": "given_name",
    "nom": "family_name",
    "nom de famille": "family_name",
    "courriel": "email",
    "e mail": "email",
    "mail": "email",
    "adresse e mail": "email",
    "adresse mail": "email",
    "adresse electronique": "email",
    "date de naissance": "birth_date",
    "ne e le": "birth_date",
    "ne le": "birth_date",
    "annee": "year",
    "annee d etude": "year",
    "annee d etudes": "year",
    "niveau": "year",
    "emploi": "employment",
    "situation d emploi": "employment",
    "activite salariee": "employment",
    "ine": "ine",
    "numero ine": "ine",
    "n ine": "ine",
    "telephone": "phone",
    "telephone portable": "phone",
    "portable": "phone",
    "mobile": "phone",
    **{
        f"{part} {link}{who}": column
        for who in _GUARDIAN
        for link in ("du ", "")
        for part, column in (
            ("prenom", "guardian_given_name"),
            ("nom", "guardian_family_name"),
            ("courriel", "guardian_email"),
            ("e mail", "guardian_email"),
            ("mail", "guardian_email"),
        )
    },
}
_EMPLOYMENT = {
    "aucun": "none",
    "aucune": "none",
    "non": "none",
    "sans": "none",
    "sans emploi": "none",
    "temps partiel": "part_time",
    "mi temps": "part_time",
    "temps plein": "full_time",
    "temps complet": "full_time",
}
_YEARS = {
    f"{number}{suffix}{noun}": str(number)
    for number, suffixes in (
        (1, ("re", "ere", "er")),
        (2, ("e", "eme", "nde")),
        *((n, ("e", "eme")) for n in range(3, 7)),
    )
    for suffix in suffixes
    for noun in ("", " annee")
}


def read_header(names: Sequence[str]) -> tuple[list[str | None], tuple[str, ...]]:
    """The column of each heading (None for an unknown one), and the unknown headings. InputError for one that is missing or there
    twice."""
    found = [_column(name) for name in names]
    problems = [Problem(name, "the column is missing", "; ".join(KNOWN)) for name in COLUMNS if name not in found]
    problems += [
        Problem(name, "the column is there more than once", "each column once")
        for name in KNOWN
        if found.count(name) > 1
    ]
    if problems:
        raise InputError(*problems)
    unknown = tuple(name.strip() for name, column in zip(names, found, strict=True) if column is None and name.strip())
    return found, unknown


def plain_value(column: str, value: str) -> str:
    """A cell as the form has it: French words for an employment or a year become the codes."""
    if column == "employment":
        return _EMPLOYMENT.get(folded(value), value)
    if column == "year":
        return _YEARS.get(folded(value), value)
    return value


def _column(name: str) -> str | None:
    bare = name.strip().lower()
    if bare in KNOWN:
        return bare
    return _FRENCH.get(folded(name))
