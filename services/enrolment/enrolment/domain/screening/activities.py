"""Activities that a cooperative may not carry, or not without a look: dated lists by NAF code. Data, no rule.

Professional orders and regulated professions: the CAEs' own answers and entreprendre.service-public.fr (F35897).
Premises or plant by nature: the practice of CAEs and couveuses. The lists hold from 2016-01-01, when the decree on CAEs
came into force; an entry that changes gets ``until`` and a successor, so that earlier screenings stay explainable.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ActivityList(StrEnum):
    """What a list means for a proposal."""

    ORDER = "ORDER"
    REGULATED_REVIEW = "REGULATED_REVIEW"
    HEAVY_INVESTMENT = "HEAVY_INVESTMENT"


@dataclass(frozen=True)
class ListedActivity:
    """One entry: a NAF code or the beginning of some, the list, and the days on which it holds."""

    code: str
    list: ActivityList
    label: str
    since: date
    until: date | None = None


_DECREE = date(2016, 1, 1)


def _listed(list_: ActivityList, activities: dict[str, str]) -> tuple[ListedActivity, ...]:
    return tuple(ListedActivity(code, list_, label, _DECREE) for code, label in activities.items())


LISTED_ACTIVITIES = (
    *_listed(
        ActivityList.ORDER,
        {
            "47.73Z": "Pharmacie",
            "69.10Z": "Activités juridiques : avocats, notaires, commissaires de justice",
            "69.20Z": "Activités comptables : experts-comptables",
            "71.11Z": "Activités d’architecture",
            "71.12A": "Géomètres-experts",
            "75.00Z": "Vétérinaires",
            "86.21Z": "Médecins généralistes",
            "86.22": "Médecins spécialistes",
            "86.23Z": "Chirurgiens-dentistes",
            "86.90D": "Infirmiers et sages-femmes",
            "86.90E": "Masseurs-kinésithérapeutes et pédicures-podologues",
        },
    ),
    *_listed(
        ActivityList.REGULATED_REVIEW,
        {
            "10.71": "Boulangerie et pâtisserie",
            "41.2": "Construction de bâtiments (garantie décennale)",
            "43.": "Travaux de construction spécialisés (garantie décennale)",
            "47.26Z": "Débit de tabac",
            "49.32Z": "Taxi et voiture de transport avec chauffeur",
            "49.41": "Transport routier de marchandises",
            "49.42Z": "Déménagement",
            "56.30Z": "Débit de boissons",
            "68.31Z": "Agence immobilière",
            "85.53Z": "Enseignement de la conduite",
            "86.90F": "Psychologues et autres activités de santé",
            "88.91": "Accueil de jeunes enfants",
            "93.19Z": "Guides de haute montagne et autres activités du sport",
            "96.02": "Coiffure et soins de beauté",
        },
    ),
    *_listed(
        ActivityList.HEAVY_INVESTMENT,
        {
            "41.10": "Promotion immobilière",
            "55.": "Hébergement",
            "56.10A": "Restauration traditionnelle (local commercial)",
        },
    ),
)
