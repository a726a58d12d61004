"""Which failure goes where: up the ladder with what may pass, at once to the dead letters with what will not."""

from datetime import UTC, datetime
from typing import Any

import pytest

from essaim.contracts import topology
from essaim.kit.errors import ConflictError, InvalidError, NotFoundError, RefusedError, UnavailableError
from essaim.kit.retry import failure_of, next_destination

NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)
ORIGIN: dict[str, Any] = {topology.HEADER_ROUTING_KEY: "toy.x.v1"}


@pytest.mark.parametrize("error", [NotFoundError("a", "b"), ConflictError("a", "b"), UnavailableError("a", "b")])
def test_what_may_pass_climbs_the_ladder_and_then_dies(error: Exception) -> None:
    places = [next_destination("p.s", attempt, failure_of(error), ORIGIN, NOW) for attempt in range(6)]
    assert [place.routing_key for place in places] == [
        "p.s.retry.5s",
        "p.s.retry.1m",
        "p.s.retry.10m",
        "p.s.retry.1h",
        "p.s.dead",
        "p.s.dead",
    ]
    assert [place.headers[topology.HEADER_ATTEMPT] for place in places] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    "error", [InvalidError("a", "b"), RefusedError("a", "b"), ZeroDivisionError("c"), KeyError("d")]
)
def test_what_will_not_pass_dies_at_once(error: Exception) -> None:
    place = next_destination("p.s", 0, failure_of(error), ORIGIN, NOW)
    assert (place.exchange, place.routing_key) == ("dead", "p.s.dead")


def test_a_dead_letter_says_what_happened() -> None:
    place = next_destination("p.s", 4, failure_of(NotFoundError("not-found", "x" * 1000)), ORIGIN, NOW)
    assert place.headers[topology.HEADER_ERROR].startswith("not-found: xxx")
    assert len(place.headers[topology.HEADER_ERROR]) == 500
    assert place.headers[topology.HEADER_ERROR_KIND] == "not_found"
    assert place.headers[topology.HEADER_ROUTING_KEY] == "toy.x.v1"
    assert place.headers[topology.HEADER_FAILED_AT] == "2026-09-01T08:00:00Z"
    assert place.headers[topology.HEADER_QUEUE] == "p.s"
