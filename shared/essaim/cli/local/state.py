"""What a suite that runs in the background leaves to be found in its directory: who holds it, and where its parts are.

A process id alone proves nothing, ids are used again: the time at which the process started tells whether it is ours.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from essaim.cli.local.rabbit_node import write_secret

DIRECTORY = Path(".essaim")


@dataclass(frozen=True)
class ServiceState:
    """One service of a running suite."""

    partner: str
    service: str
    url: str
    pid: int
    start_seconds: float
    resident_bytes: int


@dataclass(frozen=True)
class Holder:
    """The process that holds a suite together, and when it started, in clock ticks since boot."""

    pid: int
    started: int

    @property
    def running(self) -> bool:
        """Whether this very process still runs."""
        return start_ticks(self.pid) == self.started


@dataclass(frozen=True)
class SuiteState:
    """A running suite: who holds it together, where its parts are."""

    holder: Holder
    broker: str
    ops_url: str
    smtp_port: int
    mails: str
    services: dict[str, ServiceState]
    pids: dict[str, int]
    catalogue: str | None = None
    """Where the event catalogue is served; None when it is not."""


def holder_file(directory: Path) -> Path:
    """Where the holder is named, from its first moment on."""
    return directory / "supervisor.json"


def write_holder(directory: Path, holder: Holder) -> None:
    """Name the holder."""
    directory.mkdir(parents=True, exist_ok=True)
    holder_file(directory).write_text(json.dumps(asdict(holder)))


def read_holder(directory: Path) -> Holder | None:
    """The holder of the suite in ``directory`` if it runs, or None."""
    path = holder_file(directory)
    holder = Holder(**json.loads(path.read_text())) if path.exists() else None
    return holder if holder is not None and holder.running else None


def state_file(directory: Path) -> Path:
    """Where the state is."""
    return directory / "state.json"


def write_state(directory: Path, state: SuiteState) -> None:
    """Write it in one step, readable by the owner only: it holds the broker's password."""
    draft = directory / "state.json.new"
    write_secret(draft, json.dumps(asdict(state), indent=1))
    draft.replace(state_file(directory))


def read_state(directory: Path) -> SuiteState | None:
    """The suite that runs in ``directory`` and is ready, or None."""
    path = state_file(directory)
    if not path.exists():
        return None
    raw: dict[str, Any] = json.loads(path.read_text())
    services = {name: ServiceState(**service) for name, service in raw.pop("services").items()}
    state = SuiteState(holder=Holder(**raw.pop("holder")), services=services, **raw)
    return state if state.holder.running else None


def start_ticks(pid: int) -> int | None:
    """When a process started, in clock ticks since boot (field 22 of /proc/<pid>/stat); None when there is none."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    # The name in brackets may hold anything; the third field follows its last bracket.
    fields = stat.rpartition(")")[2].split()
    return None if fields[0] == "Z" else int(fields[19])


def own_ticks() -> int:
    """The start of this very process."""
    return start_ticks(os.getpid()) or 0
