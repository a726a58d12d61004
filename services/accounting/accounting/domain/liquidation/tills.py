"""Tills before a closing: no session is open, and the bank has what customers paid. A group without a till has no item here."""

from collections.abc import Iterator

from accounting.domain.liquidation.facts import LiquidationFacts
from accounting.domain.liquidation.item import GROUP, Item, Link, Phase, State, done
from accounting.domain.why import euros

BEFORE = Phase.BEFORE


def till_items(facts: LiquidationFacts) -> Iterator[Item]:
    """One item for each till that is open or holds money."""
    if not facts.tills:
        return
    ready = True
    for id_, (code, standing) in facts.tills.items():
        links = (Link("till", id_),)
        if standing.session_on is not None:
            ready = False
            label = f"Caisse {code} ouverte depuis le {standing.session_on:%d/%m/%Y}"
            what = "Compter les espèces et clôturer la journée."
            yield Item(f"accounting.till-open:{code}", BEFORE, label, State.OPEN, GROUP, what, links)
        held = sum(standing.held.values())
        if held:
            ready = False
            label = f"Caisse {code} : {euros(held)} à remettre en banque"
            what = "Déposer espèces, chèques et cartes à la banque et enregistrer les remises."
            yield Item(f"accounting.till-money:{code}", BEFORE, label, State.OPEN, GROUP, what, links)
    if ready:
        yield done("accounting.till-open", BEFORE, "Toutes les caisses sont clôturées et vidées", GROUP)
