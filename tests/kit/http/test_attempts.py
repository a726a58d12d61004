"""How often a wrong link may be tried: per network and minute, and never without a bound on what is remembered."""

import pytest
from fastapi import FastAPI, Request

from essaim.kit.http.attempts import MOST, MOST_NETWORKS, WINDOW_SECONDS, Attempts, asker_of, attempts_at


def asked_by(host: str | None, app: FastAPI | None = None) -> Request:
    """A request from there."""
    return Request({"type": "http", "client": host and (host, 1), "app": app})


def test_wrong_links_are_counted_per_network_and_minute() -> None:
    now = [100.0]
    attempts = Attempts(clock=lambda: now[0])
    for _ in range(MOST):
        assert not attempts.too_many("203.0.113.0/24")
        attempts.missed("203.0.113.0/24")
    assert attempts.too_many("203.0.113.0/24")
    assert not attempts.too_many("198.51.100.0/24")
    now[0] += WINDOW_SECONDS
    assert not attempts.too_many("203.0.113.0/24")


def test_when_too_many_networks_guess_new_ones_wait_and_those_that_are_known_go_on() -> None:
    attempts = Attempts(clock=lambda: 100.0)
    for number in range(MOST_NETWORKS + 5):
        attempts.missed(str(number))
    assert len(attempts.counts) == MOST_NETWORKS
    assert attempts.too_many("a new one")
    assert not attempts.too_many("0")
    attempts.missed("0")
    assert attempts.counts["0"] == 2


@pytest.mark.parametrize(
    ("host", "asker"),
    [
        ("203.0.113.77", "203.0.113.77"),
        ("2001:db8:1:2::77", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.77", "203.0.113.77"),
        ("testclient", "testclient"),
        (None, ""),
    ],
)
def test_who_asks_is_an_address_or_a_network_that_one_household_has(host: str | None, asker: str) -> None:
    assert asker_of(asked_by(host)) == asker


def test_every_kind_of_link_and_every_application_counts_for_itself() -> None:
    one, other = FastAPI(), FastAPI()
    one.state.attempts, other.state.attempts = {}, {}
    request = asked_by("203.0.113.77", one)
    for _ in range(MOST):
        attempts_at("consent", request).missed(asker_of(request))
    assert attempts_at("consent", request).too_many("203.0.113.77")
    assert not attempts_at("tutor", request).too_many("203.0.113.77")
    assert not attempts_at("consent", asked_by("203.0.113.77", other)).too_many("203.0.113.77")
