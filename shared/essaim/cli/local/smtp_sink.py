"""An SMTP server that keeps every mail as an ``.eml`` file and sends nothing on. A process of its own:

``python -m essaim.cli.local.smtp_sink --dir mails --port 21025``
"""

import argparse
import asyncio
import itertools
import re
import signal
from email.utils import formatdate
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

MAX_BYTES = 25 * 1024 * 1024
_UNSAFE = re.compile(r"[^A-Za-z0-9@._+-]+")


class Sink:
    """Writes each accepted mail to ``<number>-<first recipient>.eml``; the numbers sort by arrival, also after a restart."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self._directory = directory
        taken = [int(path.name[:6]) for path in directory.glob("[0-9][0-9][0-9][0-9][0-9][0-9]-*.eml")]
        self._numbers = itertools.count(max(taken, default=0) + 1)

    # The name is aiosmtpd's.
    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Called by the server for each mail; it is on disk, whole, before it is accepted."""
        name = file_name(next(self._numbers), envelope.rcpt_tos[0])
        received = f"X-Essaim-Envelope-To: {', '.join(envelope.rcpt_tos)}\r\nX-Essaim-Received: {formatdate()}\r\n"
        content = envelope.content if isinstance(envelope.content, bytes) else str(envelope.content or "").encode()
        await asyncio.to_thread(self._write, name, received.encode() + content)
        return f"250 OK kept as {name}"

    def _write(self, name: str, content: bytes) -> None:
        hidden = self._directory / f".{name}"
        hidden.write_bytes(content)
        hidden.rename(self._directory / name)


def file_name(number: int, recipient: str) -> str:
    """A name that sorts by arrival and holds nothing that a file system or shell could take amiss."""
    safe = _UNSAFE.sub("_", recipient).strip(".")[:100] or "nobody"
    return f"{number:06d}-{safe}.eml"


async def serve(directory: Path, port: int) -> None:
    """Serve on 127.0.0.1 until SIGTERM or SIGINT."""
    sink = Sink(directory)
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    for signal_ in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(signal_, ended.set)
    server = await loop.create_server(
        lambda: SMTP(sink, hostname="localhost", data_size_limit=MAX_BYTES, enable_SMTPUTF8=True),
        "127.0.0.1",
        port,
    )
    async with server:
        await ended.wait()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Keep mails as files")
    parser.add_argument("--dir", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    arguments = parser.parse_args()
    asyncio.run(serve(arguments.dir, arguments.port))


if __name__ == "__main__":
    main()
