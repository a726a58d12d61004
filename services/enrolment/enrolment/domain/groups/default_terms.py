"""The eight items of a CAPE (R127-1) as a carrier of student cooperatives writes them by default (CAPE-06)."""

from enrolment.domain.groups.contract import Terms
from enrolment.domain.programmes.programme import Programme


def default_terms(programme: Programme, *, maximum_commitment: str) -> Terms:
    """``maximum_commitment`` is the amount in euros as it is printed, for instance ``300,00``."""
    year = programme.school_year.replace("-", "–")
    return Terms(
        programme=(
            f"Préparation à la création et à la gestion d’une activité économique au sein d’un groupe d’étudiants "
            f"({programme.formation}, année scolaire {year}) ; le bénéficiaire s’engage à suivre le coaching de "
            "groupe et les ateliers."
        ),
        means=(
            "Coaching de groupe par un conseiller entrepreneur, ateliers spécifiques, suivi de gestion avec le service "
            "comptable, portage juridique de l’activité."
        ),
        carrier_remuneration=(
            "Contribution coopérative prélevée sur l’activité du groupe, au taux en vigueur dans la coopérative."
        ),
        commitments=(
            f"Achats et ventes liés à l’activité déclarée, dans la limite de {maximum_commitment}\u00a0€ et après "
            "accord de la coopérative ; au-delà, aucun engagement envers les tiers."
        ),
        accounting_information=(
            "Après le début de l’activité, compte analytique du groupe consultable à tout moment et commenté au moins "
            "une fois par mois."
        ),
        early_termination=(
            "Par écrit, à l’initiative de l’une ou l’autre partie, avec un préavis de quinze jours, ou sans délai en "
            "cas de manquement grave."
        ),
        beneficiary_remuneration=(
            "Part du résultat du groupe, selon la règle votée en assemblée (une personne, une voix), versée après la "
            "clôture des comptes."
        ),
        social_contributions=(
            "Cotisations sociales déclarées et payées par la coopérative, remboursées par imputation sur le compte "
            "analytique du groupe."
        ),
    )
