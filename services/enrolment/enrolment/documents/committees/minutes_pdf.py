"""The minutes of a committee: who was there, the quorum, each dossier with result and votes, the waiting list, a signature."""

from dataclasses import dataclass
from datetime import datetime

from enrolment.documents.committees.words import SCHEMES, no_place_words, result_words, votes_words
from enrolment.domain.committees.committee import Committee, Item, Status
from enrolment.domain.programmes.decider import Answer
from essaim.kit.clock import PARIS
from essaim.kit.french import french_date, french_time
from essaim.kit.pdf import Column, Document, Line, Look

_MEMBERS = (Column("Nom", 34), Column("Organisme", 36), Column("Voix", 14), Column("Présence", 16))
_ITEMS = (
    Column("N°", 6, "RIGHT"),
    Column("Candidat·e", 24),
    Column("Décision", 26),
    Column("Votes", 20),
    Column("Motifs et avis", 36),
)
_MET = (Status.HELD, Status.CLOSED)
_MOST_TOGETHER, _LINE, _CHARACTERS = 150.0, 4.6, 100
"""Millimetres that stay on one page, those of a line, and how many characters it has."""


@dataclass(frozen=True)
class MinutesSheet:
    """What is printed: the committee, its office, and the applicants' names by review."""

    committee: Committee
    organisation: str
    names: dict[str, str]
    printed_at: datetime


def render_minutes(sheet: MinutesSheet) -> bytes:
    """The PDF; the same sheet gives the same bytes."""
    committee = sheet.committee
    day = committee.held_at.astimezone(PARIS).date()
    title = f"Procès-verbal du comité du {french_date(day)}"
    document = Document(
        title,
        created_at=committee.signed_at or sheet.printed_at,
        author=sheet.organisation,
        running=title,
        footer=(sheet.organisation, "Document nominatif, à ne pas diffuser."),
        mark="" if committee.status is Status.CLOSED else "PROJET",
    )
    when = f"{french_date(day, weekday=True)} à {french_time(committee.held_at)}"
    document.blocks(
        [
            Line("Procès-verbal de comité", Look.TITLE),
            Line(SCHEMES.get(committee.scheme, committee.scheme), Look.NAME),
            Line(sheet.organisation),
        ],
        [
            Line("Réuni le", Look.LABEL),
            Line(when, Look.NAME),
            *([Line(committee.place)] if committee.place else []),
            Line(f"Dossiers déposés jusqu’au {french_date(committee.last_application_on)}"),
        ],
        boxed=True,
    )
    document.space(6)
    document.heading("Membres")
    rows = [
        [
            one.name + (" (présidence)" if one.chair else ""),
            one.organisation,
            "délibérative" if one.voting else "consultative",
            _presence(committee, one.sub),
        ]
        for one in committee.members
    ]
    document.table(_MEMBERS, rows)
    document.space(2)
    document.paragraph(_rules(committee), Look.SMALL)
    document.space(5)
    heading = "Dossiers examinés" if committee.status in _MET else "Dossiers à l’ordre du jour"
    document.heading(f"{heading} : {len(committee.items)}")
    document.table(_ITEMS, [_row(number, one, sheet) for number, one in enumerate(committee.items, 1)])
    _waiting(document, sheet)
    _closing(document, committee)
    return document.to_bytes()


def _rules(committee: Committee) -> str:
    voting = sum(one.voting for one in committee.members)
    majority = "majorité simple" if committee.rules.majority == "simple" else "majorité absolue"
    casting = " ; voix prépondérante de la présidence" if committee.rules.casting_vote else ""
    needed = committee.rules.needed(voting)
    return (
        f"{voting} voix délibérative{_s(voting)}. Quorum par dossier : {needed} vote{_s(needed)}, les personnes en conflit "
        f"d’intérêts n’étant pas comptées. Décision à la {majority}{casting}."
    )


def _presence(committee: Committee, sub: str) -> str:
    if committee.status not in _MET:
        return "—"
    return "présent·e" if sub in committee.present else "absent·e"


def _s(number: int) -> str:
    return "s" if number > 1 else ""


def _row(number: int, item: Item, sheet: MinutesSheet) -> list[str]:
    name = sheet.names.get(item.review_id, "—")
    if item.result is None:
        return [str(number), name, "—", "—", ""]
    decided = result_words(sheet.committee.scheme, item.result, item.rank, beyond=item.places is not None)
    conflicts = [sheet.committee.member(one) for one in item.conflicts]
    apart = ", ".join(one.name for one in conflicts if one is not None)
    opinion = " ".join(item.result.opinion.split())
    full = "" if item.places is None else no_place_words(item.places)
    notes = " ".join(part for part in (full, opinion, f"Déport : {apart}." if apart else "") if part)
    return [str(number), name, decided, votes_words(item.result), notes[:400] + ("…" if len(notes) > 400 else "")]


def _waiting(document: Document, sheet: MinutesSheet) -> None:
    waiting = [one for one in sheet.committee.items if one.rank is not None]
    if not any(one.outcome is Answer.WAIT for one in waiting):
        return
    document.space(5)
    document.heading("Liste d’attente, dans l’ordre")
    ordered = sorted(waiting, key=lambda one: one.rank or 0)
    rows = [[str(one.rank), sheet.names.get(one.review_id, "—")] for one in ordered]
    document.table((Column("Rang", 12, "RIGHT"), Column("Candidat·e", 88)), rows)


def _closing(document: Document, committee: Committee) -> None:
    if committee.minutes:
        document.space(5)
        # With the signature below, unless they are long: a signature alone on a page says nothing of what was signed.
        document.heading("Observations", keep_with=min(_MOST_TOGETHER, 32 + _LINE * _lines(committee.minutes)))
        document.paragraph(committee.minutes)
    document.space(6)
    if committee.signed_at is not None:
        day = french_date(committee.signed_at.astimezone(PARIS).date())
        document.notice([Line(f"Signé par {committee.signed_by}", Look.STRONG), Line(f"le {day}")])
    else:
        document.notice([Line("Non signé : ce procès-verbal est un projet.", Look.STRONG)])


def _lines(text: str) -> int:
    return sum(1 + len(line) // _CHARACTERS for line in text.splitlines())
