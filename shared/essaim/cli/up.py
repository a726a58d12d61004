"""``essaim up`` and ``essaim down``: the suite for a person to use, kept running in the background.

A supervisor process holds it together; data stays in the state directory between one ``up`` and the next.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from essaim.cli.local.keys import LocalIssuer
from essaim.cli.local.processes import POLL_SECONDS, base_environment
from essaim.cli.local.state import Holder, SuiteState, read_holder, read_state

START_SECONDS = 240.0
STOP_SECONDS = 60.0
# A token for each kind of person that the four services know.
PEOPLE = (
    ("coordinator", "cmq-mma"),
    ("cae_officer", "coopilote"),
    ("accountant", "coopilote"),
    ("coach", "coopilote"),
    ("student", "cmq-mma"),
    ("ops", "cmq-mma"),
)


class UpError(Exception):
    """The suite could not be started or stopped, and why."""


def up(directory: Path) -> SuiteState:
    """Start the suite in the background, or find it running, and return its state when it is ready. UpError otherwise."""
    log = _log(directory)
    shown = log.stat().st_size if log.exists() else 0
    if read_holder(directory) is None:
        _spawn(directory)
        shown = 0
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        state = read_state(directory)
        shown = _show_progress(log, shown)
        if state is not None:
            return state
        if read_holder(directory) is None:
            raise UpError(f"the suite did not start; everything about it is in {log.parent}")
        time.sleep(POLL_SECONDS)
    down(directory)
    raise UpError(f"the suite was not ready after {START_SECONDS:.0f} s and was stopped; see {log.parent}")


def foreground(directory: Path) -> int:
    """Run the suite in this terminal until Ctrl-C; the exit code."""
    if read_holder(directory) is not None:
        raise UpError("the suite runs in the background already; `essaim down` stops it")
    child = subprocess.Popen(_command(directory), env=_environment())
    try:
        deadline = time.monotonic() + START_SECONDS
        state = None
        while state is None and child.poll() is None and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS)
            state = read_state(directory)
        if state is not None:
            print(summary(state, directory), flush=True)
        return child.wait()
    except KeyboardInterrupt:
        # The terminal has sent it to the supervisor too, which is stopping everything.
        return child.wait(STOP_SECONDS)


def down(directory: Path) -> list[str]:
    """Stop the suite of ``directory`` and return the names of the processes that ended. UpError when one does not."""
    holder = read_holder(directory)
    if holder is None:
        return []
    state = read_state(directory)
    os.kill(holder.pid, signal.SIGTERM)
    if not _ended(holder, STOP_SECONDS):
        # Its children are told by the kernel when it dies.
        os.kill(holder.pid, signal.SIGKILL)
        if not _ended(holder, STOP_SECONDS):
            raise UpError(f"process {holder.pid} does not end")
    return [*(state.pids if state else {}), "supervisor"]


def summary(state: SuiteState, directory: Path) -> str:
    """What a person needs to start: addresses, tokens, where mails and data are."""
    issuer = LocalIssuer(directory / "keys")
    lines = ["", "Services (OpenAPI pages):"]
    for name, service in state.services.items():
        memory = service.resident_bytes / 1_000_000
        lines.append(
            f"  {name:<14} {service.url}/docs  partner {service.partner}, ready in {service.start_seconds} s, {memory:.0f} MB"
        )
    lines += ["", "Tokens (12 h; send as `Authorization: Bearer …`):"]
    for role, partner in PEOPLE:
        lines.append(f"  {role}, {partner}:\n    {issuer.issue_token(f'local-{role}', partner, [role])}")
    lines += [
        "",
        f"Events: {state.catalogue or 'not served, see the log of the supervisor'} (catalogue for integrators)",
        f"Mails:  {state.mails}",
        f"Broker: RabbitMQ ({state.broker}); `essaim events tail` shows what passes",
        f"Data and logs: {directory}; `make down` stops the suite and keeps them, `make clean` removes them",
    ]
    return "\n".join(lines)


def _spawn(directory: Path) -> None:
    """Start the supervisor in a session of its own, and return when it has said who it is or has ended."""
    log = _log(directory)
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        child = subprocess.Popen(
            _command(directory),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=_environment(),
            start_new_session=True,
        )
    deadline = time.monotonic() + START_SECONDS
    while read_holder(directory) is None and time.monotonic() < deadline:
        if child.poll() is not None:
            raise UpError(f"the suite did not start:\n{log.read_text(errors='replace')}")
        time.sleep(POLL_SECONDS)


def _command(directory: Path) -> list[str]:
    return [sys.executable, "-m", "essaim.cli.local.supervisor", "--state", str(directory)]


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in os.environ if name == "AMQP_URL" or name.startswith("DOCKER_")}
    return base_environment() | kept | {"HOME": os.environ.get("HOME", "/")}


def _show_progress(log: Path, shown: int) -> int:
    """Print what the supervisor has said since, and return how far the log has been shown."""
    if not log.exists():
        return shown
    with log.open("rb") as file:
        file.seek(shown)
        new = file.read()
    if new:
        print(new.decode(errors="replace"), end="", flush=True)
    return shown + len(new)


def _ended(holder: Holder, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while holder.running:
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True


def _log(directory: Path) -> Path:
    return directory / "logs" / "supervisor.log"
