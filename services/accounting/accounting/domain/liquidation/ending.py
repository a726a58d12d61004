"""What is left once everything is shared: closed periods, the legal file of the year, the report."""

from collections.abc import Iterator

from accounting.domain.liquidation.facts import LiquidationFacts
from accounting.domain.liquidation.item import ACCOUNTANT, COACH, Item, Phase, State, done
from accounting.domain.period import month_starting

AFTER = Phase.AFTER


def ending_items(facts: LiquidationFacts) -> Iterator[Item]:
    """None of these can be done before the closing."""
    yield _period(facts)
    yield _archive(facts)
    what = "Publier le bilan du groupe dans le suivi, et le garder avec ce relevé. La comptabilité ne le voit pas."
    yield Item("accounting.report", AFTER, "Bilan du groupe", State.WAITING, COACH, what)


def _period(facts: LiquidationFacts) -> Item:
    code, closed_on = "accounting.period-open", facts.group.closed_on
    what = "Clore les mois jusqu’à celui de la clôture du groupe, quand ils sont finis."
    if closed_on is None:
        return Item(code, AFTER, "Les mois de l’activité ne sont pas clos", State.WAITING, ACCOUNTANT, what)
    last_on = month_starting(closed_on)[1]
    if facts.closed_until is None or facts.closed_until < last_on:
        state = State.OPEN if facts.today > last_on else State.WAITING
        return Item(code, AFTER, f"Le mois {last_on:%m/%Y} n’est pas clos", state, ACCOUNTANT, what)
    return done(code, AFTER, f"Mois clos jusqu’au {facts.closed_until:%d/%m/%Y}", ACCOUNTANT)


def _archive(facts: LiquidationFacts) -> Item:
    code = "accounting.archive-missing"
    if facts.fec_written:
        return done(code, AFTER, "Fichier des écritures (FEC) de l’exercice écrit", ACCOUNTANT)
    what = "Clore l’exercice quand il est fini, écrire son FEC, et garder les pièces dix ans."
    over = facts.group.closed_on is not None and facts.year_ends_on is not None and facts.today > facts.year_ends_on
    label = "Le fichier des écritures (FEC) de l’exercice n’est pas écrit, ou pas définitif"
    return Item(code, AFTER, label, State.OPEN if over else State.WAITING, ACCOUNTANT, what)
