"""The closing saga's own rules: who has to answer, which answers count, and what they add up to.

A closing has an id of its own, so that an answer to an earlier attempt can never close, or block, a later one.
"""

from dataclasses import dataclass, field, replace

ANSWERING = ("accounting", "coaching")
"""The services that have to be clear before a group closes."""


@dataclass(frozen=True)
class Answer:
    """What one service says: clear, or the codes of what is still open."""

    clear: bool
    open_items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Closing:
    """One attempt to close a group. ``open_items`` is filled when everybody has answered and something is open."""

    closing_id: str
    answers: dict[str, Answer] = field(default_factory=dict)
    open_items: tuple[str, ...] = ()


def collect(closing: Closing, service: str, answer: Answer) -> Closing:
    """The closing with one more answer. A second answer of the same service can add open items, never remove them."""
    before = closing.answers.get(service)
    if before is not None:
        items = dict.fromkeys((*before.open_items, *answer.open_items))
        answer = Answer(before.clear and answer.clear, tuple(items))
    return replace(closing, answers={**closing.answers, service: answer})


def is_complete(closing: Closing) -> bool:
    """Whether every service has answered."""
    return all(service in closing.answers for service in ANSWERING)


def still_open(closing: Closing) -> tuple[str, ...]:
    """What the answers leave open; a service that is not clear and names nothing is named itself."""
    items: list[str] = []
    for service in ANSWERING:
        answer = closing.answers.get(service)
        if answer is None or answer.clear:
            continue
        items.extend(answer.open_items or (f"{service}.not-clear",))
    return tuple(items)
