"""All open needs at once: the assignment with the highest total score, where nobody follows more than they have places for.

Exact, by the Hungarian method with potentials (Kuhn 1955, Munkres 1957; row by row, O(n² m)): rows are needs, columns
are the free places of mentors, and one column per need that stands for nobody. Greedy choice in the order of scores would give a
mentor to the first who asks, and leave nobody for a need that only this mentor fits. Of assignments with the same total the one
that serves more needs is taken; what is equal even then follows from the order of the ids, so the same data give the same answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST_NEEDS = 150
MOST_PLACES = 3000


@dataclass(frozen=True)
class Assigned:
    """One need and its mentor, with the score of the two."""

    need_id: str
    mentor_id: str
    score: int


def assign(
    scores: Mapping[tuple[str, str], int], needs: Sequence[str], places: Mapping[str, int]
) -> tuple[Assigned, ...]:
    """``scores`` has the pairs that are possible, by need and mentor, 0 to 100; ``places`` the free places by mentor."""
    rows = sorted(needs)
    suited = {mentor for _, mentor in scores}
    columns = [one for one in sorted(suited) for _ in range(min(places.get(one, 0), len(rows)))]
    if not rows or not columns:
        return ()
    # A pair is worth its score and a little for itself: so little that all of it together is less than one point.
    unit = len(rows) + 1
    forbidden = -unit * 101 * unit
    gains = [[scores[need, one] * unit + 1 if (need, one) in scores else forbidden for one in columns] for need in rows]
    nobody = [[0 if other == row else forbidden for other in range(len(rows))] for row in range(len(rows))]
    costs = [[-gain for gain in (*gains[row], *nobody[row])] for row in range(len(rows))]
    chosen = _cheapest(costs)
    return tuple(
        Assigned(need, columns[column], scores[need, columns[column]])
        for need, column in zip(rows, chosen, strict=True)
        if column < len(columns)
    )


def _cheapest(costs: Sequence[Sequence[int]]) -> list[int]:
    """The column of each row with the least sum of costs; there are at least as many columns as rows."""
    width = len(costs[0])
    owner = [-1] * (width + 1)
    """The row that has the column; the last one is where a new row begins."""
    row_potential = [0] * len(costs)
    column_potential = [0] * (width + 1)
    for row in range(len(costs)):
        owner[width] = row
        previous = _shortest_path(costs, owner, row_potential, column_potential)
        column = previous.pop()
        while column != width:
            before = previous[column]
            owner[column] = owner[before]
            column = before
    found = [-1] * len(costs)
    for column in range(width):
        if owner[column] >= 0:
            found[owner[column]] = column
    return found


def _shortest_path(
    costs: Sequence[Sequence[int]], owner: list[int], row_potential: list[int], column_potential: list[int]
) -> list[int]:
    """Grow a tree from the new row until a free column is reached. The column before each one, and last the free one."""
    width = len(owner) - 1
    distance = [10**15] * width
    previous = [width] * width
    seen = [False] * (width + 1)
    column = width
    while owner[column] >= 0:
        seen[column] = True
        row, step, nearest = owner[column], 10**15, -1
        row_costs, base = costs[row], row_potential[row]
        for other in range(width):
            if seen[other]:
                continue
            reduced = row_costs[other] - base - column_potential[other]
            if reduced < distance[other]:
                distance[other], previous[other] = reduced, column
            if distance[other] < step:
                step, nearest = distance[other], other
        for other in range(width + 1):
            if seen[other]:
                row_potential[owner[other]] += step
                column_potential[other] -= step
            elif other < width:
                distance[other] -= step
        column = nearest
    return [*previous, column]
