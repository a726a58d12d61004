"""Why a contribution is what it is, in sentences that a first-year student can follow with a calculator (CAE-09).

The numbers are those of the very case: what moved, the base since the financial year began, each rate on its slice with the
level that it comes from, what had been posted, and the difference. What is said depends on the movements until this one only.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from accounting.domain.activity import Activity, Movement, MovementKind
from accounting.domain.contribution.counting import agreed_for
from accounting.domain.contribution.due import SegmentDue, YearDue, year_due, year_of
from accounting.domain.contribution.policy import Agreed
from accounting.domain.contribution.terms import SCALE, Base, Slice, Trigger
from accounting.domain.till.contributing import is_till_key, till_sentence
from accounting.domain.why import Level, euros

MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
LEVELS = {
    Level.DOCUMENT: "taux propre au document",
    Level.ACTIVITY: "taux convenu avec l'activité",
    Level.CAE: "taux de la coopérative",
}


SIMULATED = {**LEVELS, Level.ACTIVITY: "taux simulé"}


def steps(
    due: YearDue, movements: Iterable[Movement], levels: Mapping[Level, str] = MappingProxyType(LEVELS)
) -> tuple[str, ...]:
    """The computation of a financial year, one sentence per step: base, tier by tier, fixed part, minimum, total."""
    found = [_base_sentence(due, list(movements))]
    for segment in due.segments:
        found += _segment_sentences(segment, levels[segment.applied.level])
    if due.fixed_cents:
        found.append(f"Part fixe des mois terminés : {euros(due.fixed_cents)}.")
    if due.top_up_cents:
        minimum = euros(due.minimum_cents)
        found.append(f"Le minimum de l'exercice est de {minimum} : il manque {euros(due.top_up_cents)}.")
    found.append(f"Contribution de l'exercice {due.year} : {euros(due.due_cents)}.")
    return tuple(found)


def sentence(activity: Activity, key: str, document_ref: str, agreed: Agreed) -> str:
    """Why this movement posted what it posted."""
    terms = agreed_for(activity, agreed)
    movement = activity.movements[key]
    until = _until(activity, key)
    year = year_of(movement, terms)
    same_year = [one for one in until.values() if year_of(one, terms) == year]
    due = year_due(same_year, terms, year)
    posted = sum(one.contribution_cents for one in same_year) - movement.contribution_cents
    difference = movement.contribution_cents
    ending = f"On inscrit {euros(difference)}."
    if posted:
        ending = f"{euros(posted)} étaient déjà inscrits : on inscrit la différence, {euros(difference)}."
    opening = _opening(movement, document_ref, activity, due)
    if is_till_key(key):
        opening = till_sentence(movement, document_ref, activity.analytic_code)
    return " ".join((opening, *steps(due, same_year), ending))


def _until(activity: Activity, key: str) -> dict[str, Movement]:
    found = {}
    for one, movement in activity.movements.items():
        found[one] = movement
        if one == key:
            break
    return found


def _opening(movement: Movement, ref: str, activity: Activity, due: YearDue) -> str:
    code = activity.analytic_code
    if movement.kind is MovementKind.FIXED:
        month = f"{MONTHS[movement.moved_on.month - 1]} {movement.moved_on.year}"
        return f"Le mois de {month} est terminé : l'activité {code} en doit la part fixe."
    if movement.kind is MovementKind.MINIMUM:
        return f"L'exercice {due.year} de l'activité {code} est terminé : son minimum est comparé à ce qui est dû."
    if movement.kind is MovementKind.REGULARISATION:
        return f"Les conditions de la contribution de l'activité {code} ont changé : on refait le calcul de l'exercice."
    if movement.kind is MovementKind.PAYMENT:
        if movement.collected_cents < 0:
            return f"Un remboursement sur la facture {ref} retire {euros(-movement.collected_cents)} hors taxes."
        return (
            f"Un paiement de la facture {ref} apporte {euros(movement.collected_cents)} hors taxes à l'activité {code}."
        )
    return _document_sentence(movement, ref, code)


def _document_sentence(movement: Movement, ref: str, code: str) -> str:
    if movement.purchases_cents > 0:
        return f"L'achat {ref} ajoute {euros(movement.purchases_cents)} hors taxes aux achats de l'activité {code}."
    if movement.purchases_cents < 0:
        return (
            f"L'avoir du fournisseur {ref} retire {euros(-movement.purchases_cents)} hors taxes des achats de {code}."
        )
    if movement.turnover_cents < 0:
        return f"L'avoir {ref} retire {euros(-movement.turnover_cents)} hors taxes des ventes de l'activité {code}."
    return f"La facture {ref} ajoute {euros(movement.turnover_cents)} hors taxes aux ventes de l'activité {code}."


def _base_sentence(due: YearDue, movements: list[Movement]) -> str:
    """The base of the year; sale by sale only when one kind of base holds throughout."""
    since = f"Depuis le début de l'exercice {due.year}"
    kinds = {(one.applied.terms.base, one.applied.terms.trigger) for one in due.segments}
    if len(kinds) != 1:
        return f"{since}, la base de la contribution est de {euros(due.base_cents)}."
    base, trigger = next(iter(kinds))
    paid = trigger is Trigger.ON_PAYMENT
    sold = sum(one.collected_cents if paid else one.turnover_cents for one in movements)
    sales = "de ventes payées" if paid else "de ventes"
    if base is Base.TURNOVER:
        return f"{since} : {euros(sold)} {sales} hors taxes."
    bought = sum(one.purchases_cents for one in movements)
    result = (
        f"{since} : {euros(sold)} {sales} − {euros(bought)} d'achats = {euros(due.base_cents)} de marge hors taxes."
    )
    return result if due.base_cents > 0 else f"{result} Sans marge, rien n'est dû sur elle."


def _segment_sentences(segment: SegmentDue, level: str) -> Iterator[str]:
    if segment.applied.terms.exempt:
        yield "L'activité est exonérée sur cette période."
        return
    for one in segment.slices:
        yield f"{_percent(one.rate_percent)} ({level}) {_stretch(one)} = {_exact(one.scaled)}."
    whole = sum(one.scaled for one in segment.slices)
    if len(segment.slices) > 1 or whole % SCALE:
        yield f"Total arrondi au centime : {euros(segment.due_cents)}."


def _stretch(one: Slice) -> str:
    if one.from_cents == 0:
        return f"× {euros(one.to_cents)}"
    length = euros(one.to_cents - one.from_cents)
    return f"× {length} (de {euros(one.from_cents)} à {euros(one.to_cents)})"


def _percent(rate: str) -> str:
    return f"{rate.replace('.', ',')}\u00a0%"


def _exact(scaled: int) -> str:
    """An amount before it is rounded, with all the decimals that it has."""
    cents, rest = divmod(scaled, SCALE)
    decimals = f"{rest:04d}".rstrip("0") if rest else ""
    amount = euros(cents)
    return f"{amount[:-2]}{decimals}{amount[-2:]}"
