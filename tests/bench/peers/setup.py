"""What a worker of the bench is told by its environment."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Setup:
    """Where the broker is, what to drain, where the rows go, and how many messages may be under way at once."""

    url: str
    queue: str
    rows: Path
    prefetch: int

    @classmethod
    def read(cls) -> "Setup":
        """From the environment that ``environment`` has made."""
        return cls(
            url=os.environ["BENCH_URL"],
            queue=os.environ["BENCH_QUEUE"],
            rows=Path(os.environ["BENCH_ROWS"]),
            prefetch=int(os.environ["BENCH_PREFETCH"]),
        )

    def environment(self) -> dict[str, str]:
        """What ``read`` finds in the process that is started with it."""
        return {
            "BENCH_URL": self.url,
            "BENCH_QUEUE": self.queue,
            "BENCH_ROWS": str(self.rows),
            "BENCH_PREFETCH": str(self.prefetch),
        }
