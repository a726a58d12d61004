"""The peak of this process's resident memory since ``reset_peak``. Linux tells it; elsewhere it is since the start."""

import resource
from pathlib import Path

_PROC = Path("/proc/self")


def reset_peak() -> None:
    """Begin to count anew, where that is possible."""
    if _PROC.exists():
        (_PROC / "clear_refs").write_text("5")


def peak() -> float:
    """The most resident memory since then, in MB."""
    if _PROC.exists():
        line = next(one for one in (_PROC / "status").read_text().splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
