"""Looking at processes from outside."""

from essaim.cli.local.state import start_ticks


def is_gone(pid: int) -> bool:
    """Whether a process has ended, be it reaped or not."""
    return start_ticks(pid) is None
