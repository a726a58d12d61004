"""The liquidation list as a page to tick off with the group: what is open first, what waits, what is done."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from accounting.domain.liquidation.item import Item, Phase, State
from essaim.kit.french import french_date
from essaim.kit.pdf import Column, Document, Line, Look

COLUMNS = (Column("État", 13), Column("Quoi", 35), Column("Que faire", 34), Column("Qui", 18))
STATES = {State.OPEN: "à faire", State.WAITING: "attend", State.DONE: "fait"}
PHASES = {Phase.BEFORE: "Avant la clôture du groupe", Phase.AFTER: "Partage et fin de l’activité"}


def render_liquidation(group_name: str, entity_name: str, items: Sequence[Item], day: date) -> bytes:
    """The PDF of the list on a day. The same list gives the same bytes."""
    title = "Liquidation de l’activité"
    document = Document(
        title,
        created_at=datetime.combine(day, time(12), tzinfo=UTC),
        author=entity_name,
        running=f"{title} — {group_name}",
        footer=(entity_name,),
    )
    document.blocks(
        [Line("LIQUIDATION", Look.TITLE), Line(group_name, Look.NAME), Line(entity_name)],
        [Line("État au", Look.LABEL), Line(french_date(day), Look.NAME), Line(_summary(items))],
        boxed=True,
    )
    for phase, heading in PHASES.items():
        document.space(7)
        document.heading(heading)
        document.table(COLUMNS, [_row(item) for item in items if item.phase is phase])
    return document.to_bytes()


def _row(item: Item) -> list[str]:
    return [STATES[item.state], item.label, item.what or "—", item.who]


def _summary(items: Sequence[Item]) -> str:
    blocking = sum(1 for item in items if item.blocks_closing)
    if not blocking:
        return "Rien n’empêche la clôture."
    return f"{blocking} point{'s' if blocking > 1 else ''} à régler avant la clôture."
