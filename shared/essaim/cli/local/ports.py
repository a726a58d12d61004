"""Free ports on the loopback interface, below 32768.

Above it the kernel picks ports for outgoing connections: a client that keeps trying to reach a stopped server can then
be given the server's own port, connect to itself, and keep the server from ever starting again.
"""

import atexit
import random
import socket
import sys

LOWEST, HIGHEST = 20_000, 32_767
_held: dict[int, socket.socket | None] = {}


def free_port(preferred: int | None = None) -> int:
    """A port that nobody listens on, ``preferred`` if it is one. The same is never given twice while who got it lives.

    Raises OSError when a hundred random ports are all taken.
    """
    candidates = [preferred] if preferred is not None else []
    candidates += random.sample(range(LOWEST, HIGHEST + 1), 100)
    for port in candidates:
        if port not in _held and is_free(port) and _claimed(port):
            return port
    raise OSError(f"no free port was found between {LOWEST} and {HIGHEST}")


def _claimed(port: int) -> bool:
    """Whether no other process was given it: seconds pass until a server listens, and two suites may start at once.

    Each holds a name in the kernel's abstract namespace, which belongs to the same network as the port and ends with the process.
    """
    if sys.platform != "linux":
        _held[port] = None
        return True
    name = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        name.bind(f"\0essaim-port-{port}")
    except OSError:
        name.close()
        return False
    _held[port] = name
    return True


@atexit.register
def _release() -> None:
    for name in _held.values():
        if name is not None:
            name.close()
    _held.clear()


def is_free(port: int) -> bool:
    """Whether a server could listen on this port of 127.0.0.1 now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def is_listening(port: int) -> bool:
    """Whether somebody accepts connections on this port of 127.0.0.1."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
