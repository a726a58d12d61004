"""How well a mentor fits a need, criterion by criterion: a share from 0 to 1, and why, in a French sentence.

What a need does not ask for fits everybody. What is not known of somebody gives nothing, and the sentence says that it is not
known: a mentor can then fill in their profile instead of wondering.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from enrolment.domain.network.mentor import Mentor
from enrolment.domain.network.need import Need
from enrolment.domain.network.place import kilometres
from enrolment.domain.network.sectors import nearest
from enrolment.domain.network.slots import common_minutes
from enrolment.domain.persons.folding import folded

ALL, NONE, HALF = Fraction(1), Fraction(0), Fraction(1, 2)
REMOTE = Fraction(1, 4)
_NEARNESS = {
    Fraction(1): "même activité",
    Fraction(2, 3): "même branche d’activité",
    Fraction(1, 3): "même grand secteur",
}


@dataclass(frozen=True)
class Pair:
    """A need and a mentor, and what else is known of them. ``distance`` is None when a town is not known."""

    need: Need
    mentor_id: str
    mentor: Mentor
    company_sector: str | None = None
    distance: int | None = None

    @classmethod
    def of(cls, need: Need, mentor_id: str, mentor: Mentor, company_sector: str | None = None) -> "Pair":
        """With the distance."""
        return cls(need, mentor_id, mentor, company_sector, kilometres(need.city, mentor.city))

    @property
    def wished_by_need(self) -> bool:
        """Whether the team or the student wishes this mentor."""
        return self.mentor_id in self.need.wished

    @property
    def wished_by_mentor(self) -> bool:
        """Whether the mentor wishes the team, the student or the establishment."""
        return bool(set(self.mentor.wishes) & {self.need.subject_id, self.need.establishment_id})


@dataclass(frozen=True)
class Judged:
    """How far a criterion is met, and why."""

    share: Fraction
    words: str


def _sector(pair: Pair) -> Judged:
    if not pair.need.sectors:
        return Judged(ALL, "Aucun secteur n’est demandé.")
    own = {*pair.mentor.sectors, *((pair.company_sector,) if pair.company_sector else ())}
    if not own:
        return Judged(NONE, "Le secteur du mentor n’est pas connu.")
    share, wanted, offered = nearest(pair.need.sectors, own)
    if not share:
        return Judged(NONE, f"Aucun secteur commun avec {', '.join(sorted(pair.need.sectors))}.")
    return Judged(share, f"Secteur {offered} pour {wanted} demandé : {_NEARNESS[share]}.")


def _place(pair: Pair) -> Judged:
    need, mentor, distance = pair.need, pair.mentor, pair.distance
    if not need.city:
        return Judged(ALL, "Aucun lieu n’est demandé.")
    if distance is None:
        unknown = need.city if mentor.city else "la ville du mentor"
        return Judged(
            NONE, f"Distance inconnue ({unknown} ou l’autre lieu n’est pas dans la liste des communes) : aucun point."
        )
    if distance <= mentor.radius_km:
        # A mentor who lives at the edge of what they accept still comes: half of the points at least.
        share = ALL - Fraction(distance, 2 * mentor.radius_km) if mentor.radius_km else ALL
        return Judged(share, f"À {distance} km, dans le rayon de {mentor.radius_km} km.")
    return Judged(
        REMOTE, f"À {distance} km, au-delà du rayon de {mentor.radius_km} km, mais à distance c’est possible."
    )


def _skills(pair: Pair) -> Judged:
    asked = {folded(one): one for one in pair.need.skills}
    if not asked:
        return Judged(ALL, "Aucune compétence particulière n’est demandée.")
    found = [asked[one] for one in sorted(asked.keys() & {folded(one) for one in pair.mentor.skills})]
    if not found:
        return Judged(NONE, "Aucune des compétences demandées n’est dans le profil.")
    return Judged(
        Fraction(len(found), len(asked)), f"{len(found)} compétence(s) sur {len(asked)} : {', '.join(found)}."
    )


def _availability(pair: Pair) -> Judged:
    slot = pair.need.slot
    if slot is None:
        return Judged(ALL, "Aucun créneau n’est fixé.")
    if not pair.mentor.slots:
        return Judged(NONE, "Les disponibilités du mentor ne sont pas connues.")
    common = common_minutes(slot, pair.mentor.slots)
    if common == slot.minutes:
        return Judged(ALL, f"Disponible sur tout le créneau, {slot.french()}.")
    if not common:
        return Judged(NONE, f"Pas disponible {slot.french()}.")
    return Judged(Fraction(common, slot.minutes), f"Disponible {common} minutes sur {slot.minutes}, {slot.french()}.")


def _wishes(pair: Pair) -> Judged:
    need, mentor = pair.need, pair.mentor
    words = {
        (
            True,
            True,
        ): "Vœu des deux côtés : l’équipe souhaite ce mentor et le mentor cette équipe ou cet établissement.",
        (True, False): "Le mentor souhaite cette équipe ou cet établissement.",
        (False, True): "L’équipe souhaite ce mentor.",
        (False, False): "Aucun vœu exprimé d’un côté ou de l’autre.",
    }[pair.wished_by_mentor, pair.wished_by_need]
    if not need.wished and not mentor.wishes:
        words = "Personne n’a exprimé de vœu."
    return Judged(HALF * (pair.wished_by_mentor + pair.wished_by_need), words)


def _audience(pair: Pair) -> Judged:
    need, mentor = pair.need, pair.mentor
    suits_format = need.format is None or not mentor.formats or need.format in mentor.formats
    young = need.youngest is None or mentor.youngest is None or mentor.youngest <= need.youngest
    suits_age = young and (need.oldest is None or mentor.oldest is None or need.oldest <= mentor.oldest)
    words = {
        (True, True): "Format et âges conformes aux souhaits du mentor.",
        (True, False): "Format conforme, mais pas les âges souhaités.",
        (False, True): "Âges conformes, mais pas le format souhaité.",
        (False, False): "Ni le format ni les âges souhaités.",
    }[suits_format, suits_age]
    return Judged(HALF * (suits_format + suits_age), words)


def _load(pair: Pair) -> Judged:
    mentor = pair.mentor
    if not mentor.maximum_teams:
        return Judged(NONE, "Aucune place ouverte.")
    words = f"{mentor.free} place(s) libre(s) sur {mentor.maximum_teams}."
    return Judged(Fraction(mentor.free, mentor.maximum_teams), words)


JUDGES: Mapping[str, Callable[[Pair], Judged]] = {
    "sector": _sector,
    "place": _place,
    "skills": _skills,
    "availability": _availability,
    "wishes": _wishes,
    "audience": _audience,
    "load": _load,
}
