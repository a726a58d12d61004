"""Answers and schemes as the committee's papers say them."""

from enrolment.domain.committees.committee import Result
from enrolment.domain.committees.voting import ABSTAINED, EQUAL, NO_MAJORITY, NO_QUORUM
from enrolment.domain.programmes.decider import Answer

SCHEMES = {
    "student_cooperative": "Coopérative étudiante",
    "snee": "Statut national d’étudiant-entrepreneur",
    "ici": "Cursus #ICI",
    "mini_entreprise": "Mini-Entreprise",
}
ANSWERS = {
    Answer.ACCEPT: "Avis favorable",
    Answer.REFUSE: "Avis défavorable",
    Answer.WAIT: "Liste d’attente",
    Answer.ABSTAIN: "Sans avis",
}
VOTES = {
    Answer.ACCEPT: ("pour", "pour"),
    Answer.REFUSE: ("contre", "contre"),
    Answer.WAIT: ("pour l’attente", "pour l’attente"),
    Answer.ABSTAIN: ("abstention", "abstentions"),
}
"""What one vote says, and what several say."""
_CARRIED = {
    NO_QUORUM: "Reporté : quorum non atteint",
    EQUAL: "Reporté : partage des voix",
    NO_MAJORITY: "Reporté : majorité absolue non atteinte",
    ABSTAINED: "Reporté : abstentions seulement",
}


def result_words(scheme: str, result: Result, rank: int | None = None, *, beyond: bool = False) -> str:
    """What was decided; for the national status with or without the diploma, as the circular's forms have it. ``beyond``: it was
    accepted when no place was left."""
    if beyond:
        said = result_words(scheme, result)
        return f"{said}, sur liste d’attente, rang {rank}" if rank is not None else f"{said}, sur liste d’attente"
    if result.answer is None:
        return _CARRIED.get(result.why, "Reporté")
    if scheme == "snee" and result.answer is Answer.ACCEPT:
        return "Octroi du D2E et du statut" if result.answers.get("d2e") is True else "Statut seul"
    if result.answer is Answer.WAIT and rank is not None:
        return f"Liste d’attente, rang {rank}"
    return ANSWERS[result.answer]


def no_place_words(places: int) -> str:
    """Why an accepted dossier waits."""
    if places == 0:
        return "Aucune place n’est ouverte."
    return f"Les {places} places sont prises." if places > 1 else "L’unique place est prise."


def votes_words(result: Result) -> str:
    """``3 pour, 1 contre``; nothing of what nobody voted."""
    counted = [(answer, result.counts.get(answer.value, 0)) for answer in Answer]
    return ", ".join(f"{number} {VOTES[answer][number > 1]}" for answer, number in counted if number) or "aucun vote"
