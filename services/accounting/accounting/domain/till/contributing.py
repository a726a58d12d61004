"""What a closed day of a till is to its activity: turnover and money collected, under keys that tell it from other documents."""

from collections.abc import Mapping

from accounting.domain.activity import Movement, MovementKind
from accounting.domain.why import euros

_PREFIX = "till:"


def till_key(till_id: str, sequence: int) -> str:
    """The key of what a record of a till brings: its entry, its movement of the activity."""
    return f"{_PREFIX}{till_id}:{sequence}"


def is_till_key(key: str) -> bool:
    """Whether a movement of an activity comes from a till."""
    return key.startswith(_PREFIX)


def collected_at_tills(movements: Mapping[str, Movement]) -> int:
    """What private customers paid at tills, without VAT, in days that are closed."""
    return sum(one.collected_cents for key, one in movements.items() if is_till_key(key))


def till_sentence(movement: Movement, reference: str, code: str) -> str:
    """Why a contribution moved: the beginning of its explanation."""
    if movement.kind is MovementKind.PAYMENT:
        cents, what = movement.collected_cents, f"encaissés hors taxes par l'activité {code}"
    else:
        cents, what = movement.turnover_cents, f"hors taxes aux ventes de l'activité {code}"
    if cents < 0:
        return f"La clôture de caisse {reference} (remboursements) retire {euros(-cents)} {what}."
    return f"La clôture de caisse {reference} ajoute {euros(cents)} {what}."
