"""Which of many movements can be matched without anybody looking: a high score, no rival near, and nobody else wants the same."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accounting.domain.bank.board import Proposal

THRESHOLD = 80
MARGIN = 15


@dataclass(frozen=True)
class Choice:
    """What becomes of a movement: ``proposal`` when it is matched, and in any case why."""

    movement_id: str
    proposal: Proposal | None
    why: str


def choose(found: Mapping[str, Sequence[Proposal]], threshold: int, margin: int) -> list[Choice]:
    """A choice for each movement, in their order."""
    sure = {id_: proposals[0] for id_, proposals in found.items() if not _doubt(proposals, threshold, margin)}
    wanted = Counter(item.key for one in sure.values() for item in one.items if item.id)
    choices = []
    for id_, proposals in found.items():
        why = _doubt(proposals, threshold, margin)
        if not why and any(wanted[item.key] > 1 for item in sure[id_].items if item.id):
            why = f"{sure[id_].label} : plusieurs mouvements peuvent le régler"
        if why:
            choices.append(Choice(id_, None, why))
        else:
            best = sure[id_]
            choices.append(Choice(id_, best, f"{best.label}, {best.score} points : {' ; '.join(best.reasons)}"))
    return choices


def _doubt(proposals: Sequence[Proposal], threshold: int, margin: int) -> str:
    """Why it is not sure; empty when it is."""
    if not proposals:
        return "aucune proposition"
    best = proposals[0]
    if best.score < threshold:
        return f"{best.label} : {best.score} points, moins que {threshold}"
    if len(proposals) > 1 and best.score - proposals[1].score < margin:
        rival = proposals[1]
        return f"{best.label} ({best.score} points) et {rival.label} ({rival.score} points) sont trop proches"
    return ""
