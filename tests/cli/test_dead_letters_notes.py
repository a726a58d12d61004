"""What the broker notes on a dead letter is read from RabbitMQ 3.10 and 4.x alike, whatever is missing or garbled."""

from datetime import UTC, datetime
from typing import Any

import pytest

from essaim.cli.letters.deaths import deaths_of, first_of
from essaim.cli.letters.inboxes import split_words
from essaim.cli.letters.selection import parse_instant

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
LIMIT = {
    "queue": "coopilote.accounting",
    "reason": "delivery_limit",
    "exchange": "",
    "routing-keys": ["coopilote.accounting"],
    "count": 1,
    "time": AT,
}
EXPIRED = {
    "queue": "coopilote.accounting.retry.5s",
    "reason": "expired",
    "exchange": "retry",
    "routing-keys": ["coopilote.accounting.retry.5s"],
    "count": 3,
    "time": AT.replace(hour=9),
}
NAMES = {
    "x-first-death-queue": EXPIRED["queue"],
    "x-first-death-reason": "expired",
    "x-last-death-queue": LIMIT["queue"],
    "x-last-death-reason": "delivery_limit",
}


@pytest.mark.parametrize(
    "headers",
    [{"x-death": [LIMIT, EXPIRED]}, NAMES | {"x-death": [LIMIT, EXPIRED]}, NAMES | {"x-death": [EXPIRED, LIMIT]}],
    ids=["3.10", "3.13 and 4.x", "in another order"],
)
def test_the_latest_death_says_why_and_the_first_says_where_it_came_from(headers: dict[str, Any]) -> None:
    deaths = deaths_of(headers)
    assert [(death.reason, death.count) for death in deaths] == [("delivery_limit", 1), ("expired", 3)]
    first = first_of(headers, deaths)
    assert first is not None
    assert (first.exchange, first.routing_key, first.at) == (
        "retry",
        "coopilote.accounting.retry.5s",
        AT.replace(hour=9),
    )


@pytest.mark.parametrize("noted", [None, "text", 7, {}, [], ["text", None]])
def test_notes_that_cannot_be_read_are_none(noted: Any) -> None:
    deaths = deaths_of({"x-death": noted})
    assert (deaths, first_of({"x-death": noted}, deaths)) == ([], None)


def test_a_note_may_lack_everything() -> None:
    (death,) = deaths_of({"x-death": [{"routing-keys": "x", "count": "many", "time": "now"}]})
    assert (death.queue, death.reason, death.routing_key, death.count, death.at) == ("", "", "", 1, None)


@pytest.mark.parametrize(
    ("words", "options", "inboxes", "ids"),
    [
        (["coopilote.accounting"], [], ["coopilote.accounting"], []),
        (["coopilote.accounting.dead", "0192d3c0-1"], [], ["coopilote.accounting"], ["0192d3c0-1"]),
        (["a.b", "a.b", "c.d"], [], ["a.b", "c.d"], []),
        (["0192d3c0-1", "a.b"], [], [], ["0192d3c0-1", "a.b"]),
        (["a.b"], ["c.d"], ["c.d"], ["a.b"]),
        (["sha256:00ff"], [], [], ["sha256:00ff"]),
    ],
)
def test_words_are_inboxes_first_and_then_ids(
    words: list[str], options: list[str], inboxes: list[str], ids: list[str]
) -> None:
    assert split_words(words, options) == (inboxes, ids)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("90s", AT.replace(hour=9, minute=58, second=30)),
        ("2h", AT.replace(hour=8)),
        ("1w", AT.replace(day=13)),
        ("2026-11-20T11:00:00+01:00", AT),
        ("2026-11-20T10:00:00Z", AT),
    ],
)
def test_a_time_is_an_instant_with_its_zone_or_a_duration_before_now(text: str, instant: datetime) -> None:
    assert parse_instant(text, AT) == instant


@pytest.mark.parametrize("text", ["", "2", "h", "-2h", "2 h", "999999w", "2026-11-20", "2026-11-20T10:00:00", "²h"])
def test_another_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"neither a duration|needs a time zone"):
        parse_instant(text, AT)
