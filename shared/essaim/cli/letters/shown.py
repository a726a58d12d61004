"""A letter as people and scripts see it. Whatever a stranger wrote into it, the output is one valid line or document.

JSON is shown as JSON only when nothing is lost by it: a body with duplicate keys, NaN, huge numbers or absurd nesting is
shown as the text that it is. A large one is cut; its bytes can be had unchanged with ``show --raw``.
"""

import base64
import json
from typing import Any

from essaim.cli.letters.letter import Letter
from essaim.contracts.envelope import rfc3339

SHOWN_BYTES = 64 * 1024
_SHORT_ID = 38


def line(letter: Letter, with_inbox: bool) -> str:
    """Id, type, attempts, instant and error in one line, with its inbox first where there are several."""
    attempts = "-" if letter.attempts is None else str(letter.attempts)
    died = rfc3339(letter.died_at) if letter.died_at else "-"
    inbox = f"{letter.inbox:<26} " if with_inbox else ""
    id_ = letter.id if letter.message.message_id else letter.id[:_SHORT_ID]
    return _printable(
        f"{inbox}{id_:<{_SHORT_ID}} {letter.routing_key or '-':<40} {attempts:>3}  {died:<28} {letter.error}"
    )


def summary(letter: Letter) -> dict[str, Any]:
    """Everything about it but its body."""
    return {
        "id": letter.id,
        "inbox": letter.inbox,
        "place": letter.place,
        "type": letter.routing_key,
        "exchange": letter.exchange,
        "sender": letter.sender,
        "attempts": letter.attempts,
        "failed_at": rfc3339(letter.died_at) if letter.died_at else None,
        "error_kind": letter.error_kind,
        "error_slug": letter.error_slug,
        "error": letter.error,
        "deaths": [
            {
                "queue": one.queue,
                "reason": one.reason,
                "exchange": one.exchange,
                "routing_key": one.routing_key,
                "count": one.count,
                "at": rfc3339(one.at) if one.at else None,
            }
            for one in letter.deaths
        ],
        "bytes": len(letter.message.body),
    }


def whole(letter: Letter) -> dict[str, Any]:
    """Everything about it, its body cut to SHOWN_BYTES."""
    return summary(letter) | _shown(letter.message.body)


def as_json(value: Any, indent: int | None = None) -> str:
    """JSON that every terminal and every reader takes: halves of characters stay escaped."""
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace").decode()


def _shown(body: bytes) -> dict[str, Any]:
    part = body[:SHOWN_BYTES]
    if len(body) > SHOWN_BYTES:
        return {"body_cut_to": SHOWN_BYTES, "body": part.decode(errors="replace")}
    try:
        return {"body": _content(part.decode())}
    except UnicodeDecodeError:
        return {"body_base64": base64.b64encode(part).decode()}


def _content(text: str) -> Any:
    try:
        content = json.loads(text, object_pairs_hook=_exact)
        # What the writer of JSON cannot write back was not understood.
        json.dumps(content, indent=2, allow_nan=False)
    except (ValueError, RecursionError):
        return text
    return content


def _exact(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key appears twice")
    return found


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
