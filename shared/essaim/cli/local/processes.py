"""Child processes with a log file, that end when their launcher does, however it ends.

Linux sends a child its parent-death signal even when the parent was killed; ``setpriv`` (util-linux) asks for it, which
unlike Python's ``preexec_fn`` is safe beside threads. Where there is no ``setpriv`` only the orderly stop remains.
The signal follows the *thread* that started the child: start processes from the main thread.
"""

import asyncio
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

POLL_SECONDS = 0.02
STOP_SECONDS = 15.0


class LaunchError(Exception):
    """A part of the local suite did not start, and why, with the last lines of its log."""


class Process:
    """One child process. ``start`` may be called again after it ended; the log is appended to."""

    def __init__(
        self, name: str, command: Sequence[str], *, log: Path, env: Mapping[str, str], cwd: Path | None = None
    ) -> None:
        self.name = name
        self.log = log
        self._command = [*_death_signal(), *command]
        self._env = dict(env)
        self._cwd = cwd
        self._child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, with standard output and error in the log. Nothing is read from standard input."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            # The group of its own keeps Ctrl-C for the launcher, which stops its children in order.
            self._child = subprocess.Popen(
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self._env,
                cwd=self._cwd,
                process_group=0,
            )

    @property
    def pid(self) -> int:
        """Its process id. Raises RuntimeError before the first start."""
        if self._child is None:
            raise RuntimeError(f"{self.name} was not started")
        return self._child.pid

    @property
    def running(self) -> bool:
        """Whether it was started and has not ended."""
        return self._child is not None and self._child.poll() is None

    @property
    def exit_code(self) -> int | None:
        """Its exit code, negative for a signal; None while it runs."""
        return None if self._child is None else self._child.poll()

    def kill(self, signal_: signal.Signals = signal.SIGKILL) -> None:
        """Send it a signal, SIGKILL unless said otherwise, and wait for nothing."""
        if self._child is not None and self._child.poll() is None:
            self._child.send_signal(signal_)

    async def stop(self, grace: float = STOP_SECONDS) -> None:
        """SIGTERM, and SIGKILL when it still runs after ``grace`` seconds. Returns when it has ended."""
        self.kill(signal.SIGTERM)
        if not await eventually(lambda: not self.running, grace):
            self.kill()
            await eventually(lambda: not self.running, STOP_SECONDS)

    def tail(self, lines: int = 30) -> str:
        """The last lines of its log."""
        if not self.log.exists():
            return "(no log)"
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def resident_bytes(self) -> int:
        """Its resident memory (VmRSS); 0 when it does not run or the system does not say."""
        return resident_bytes(self.pid) if self.running else 0


def resident_bytes(pid: int) -> int:
    """VmRSS of a process, 0 when unknown."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    for line in status.splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    return 0


async def eventually(condition: Callable[[], bool], seconds: float) -> bool:
    """Whether ``condition`` became true within the deadline."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() >= deadline:
            return False
        await asyncio.sleep(POLL_SECONDS)
    return True


def base_environment() -> dict[str, str]:
    """What a child inherits: where programs are and how text is written; nothing that could configure it by chance."""
    kept = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "SSL_CERT_FILE", "VIRTUAL_ENV")
    return {name: os.environ[name] for name in kept if name in os.environ}


def _death_signal() -> list[str]:
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM"] if setpriv else []
