"""How often somebody without a login may guess: a few wrong links a minute from one network, counted in this process.

A link's token has 256 bits: this is against noise, it is not what keeps it secret. Several processes each count for themselves.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

WINDOW_SECONDS = 60.0
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
