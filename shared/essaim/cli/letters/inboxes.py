"""In which inboxes to look: those that are named, or all that the broker's management knows, or those of the suite here.

A positional word that looks like an inbox is one, as long as no message id came before it.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import httpx

from essaim.cli.local.state import read_state
from essaim.contracts.topology import Deployment, dead_queue

_INBOX = re.compile(r"[a-z0-9-]+\.[a-z0-9-]+(\.dead)?")
_DEAD = dead_queue("")
SECONDS = 30.0


def split_words(words: Sequence[str], options: Sequence[str]) -> tuple[list[str], list[str]]:
    """Inboxes and ids. With ``--inbox`` every word is an id."""
    count = 0
    while not options and count < len(words) and _INBOX.fullmatch(words[count]):
        count += 1
    inboxes = [name.removesuffix(_DEAD) for name in (*options, *words[:count])]
    return list(dict.fromkeys(inboxes)), list(words[count:])


def inboxes_here(state: Path) -> list[str]:
    """The inboxes of the suite that runs in a directory; none when nothing runs."""
    running = read_state(state)
    found = running.services.values() if running else ()
    return sorted(Deployment(one.partner, one.service).queue for one in found)


def inboxes_of_broker(management_url: str, amqp_url: str) -> list[str]:
    """Every inbox of the vhost that has a dead queue, asked of RabbitMQ's management.

    Its user is in the URL, or else that of the bus. ValueError for a URL or an answer that is of no use; never with the
    password in it.
    """
    bus, management = urlsplit(amqp_url), urlsplit(management_url)
    if management.scheme not in ("http", "https") or not management.hostname:
        raise ValueError("--management-url is http://host:15672, with user:password@ before the host if need be")
    owner = management if management.username else bus
    user, password = unquote(owner.username or "guest"), unquote(owner.password or "guest")
    where = f"{management.scheme}://{management.netloc.rpartition('@')[2]}{management.path.rstrip('/')}"
    try:
        answer = httpx.get(
            f"{where}/api/queues/{quote(unquote(bus.path[1:]) or '/', safe='')}",
            params={"columns": "name"},
            auth=(user, password),
            timeout=SECONDS,
        )
        queues: Any = answer.raise_for_status().json()
    except (httpx.HTTPError, ValueError) as error:
        raise ValueError(f"the management at {where} gives no list of queues: {error}") from None
    if not isinstance(queues, list):
        raise ValueError(f"the management at {where} gives something else than a list of queues")
    names = [str(queue.get("name", "")) for queue in queues if isinstance(queue, dict)]
    return sorted(name.removesuffix(_DEAD) for name in names if name.endswith(_DEAD))
