"""How often somebody without a login may guess: a few wrong links a minute from one network, counted in this process.

A link's token has 128 bits and more: this is against noise, it is not what keeps it secret. Several processes each count for
themselves.
"""

import ipaddress
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from fastapi import Request

WINDOW_SECONDS = 60.0
RETRY_LATER = {"Retry-After": f"{WINDOW_SECONDS:.0f}"}
"""The header of an answer to somebody who has to wait."""
MOST = 30
MOST_NETWORKS = 10_000


@dataclass
class Attempts:
    """Wrong guesses since the window began. When more networks guess than fit, new ones wait for the next window."""

    clock: Callable[[], float] = time.monotonic
    began: float = 0.0
    counts: dict[str, int] = field(default_factory=dict)

    def too_many(self, network: str) -> bool:
        """Whether this network has to wait."""
        self._turn()
        full = len(self.counts) >= MOST_NETWORKS and network not in self.counts
        return full or self.counts.get(network, 0) >= MOST

    def missed(self, network: str) -> None:
        """One more guess that led nowhere."""
        self._turn()
        if network in self.counts or len(self.counts) < MOST_NETWORKS:
            self.counts[network] = self.counts.get(network, 0) + 1

    def _turn(self) -> None:
        now = self.clock()
        if now - self.began >= WINDOW_SECONDS:
            self.began, self.counts = now, {}


def asker_of(request: Request) -> str:
    """The address that asks. Of IPv6 the network /64: whoever has one address there has all of them."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.version == 4:
        return host
    return str(address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False))


def attempts_at(what: str, request: Request) -> Attempts:
    """Those of one kind of link, in the application that answers: ``attempts_at("signing", request)``."""
    kept: dict[str, Attempts] = request.app.state.attempts
    return kept.setdefault(what, Attempts())
