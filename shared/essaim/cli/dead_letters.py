"""``essaim dead-letters``: looks at the messages that deployments could not handle, gives them back, or drops them.

Works through any number of inboxes and letters, one portion at a time. What is asked for by name is looked for first: when
one letter is not there, nothing is done at all. How nothing is lost on the way is in ``letters.dead_queue``.
"""

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field

from essaim.cli.letters.dead_queue import dead_queue_of
from essaim.cli.letters.letter import Letter
from essaim.cli.letters.selection import Selection

MAX_LETTERS = 1000
"""So many are kept at once by ``list_letters``; the commands keep a portion only."""

Told = Callable[[Letter], None]
Progress = Callable[[str, int, int], None]
"""Is told the inbox, how many letters were looked at, and how many there were at the beginning."""


def silent(inbox: str, seen: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass
class Tally:
    """What a walk came to. ``came_back``: letters that were given back and died again before the walk was over."""

    done: int = 0
    others: int = 0
    came_back: int = 0
    named: set[str] = field(default_factory=set)

    def count(self, letter: Letter, selection: Selection) -> bool:
        """Whether a letter is meant, and note it."""
        if not selection.takes(letter):
            self.others += 1
            return False
        self.done += 1
        self.named.add(selection.name_of(letter) or "")
        return True


async def look(
    amqp_url: str, inboxes: Sequence[str], selection: Selection, tally: Tally, progress: Progress = silent
) -> AsyncGenerator[Letter]:
    """The letters that are meant, inbox by inbox, oldest first; they stay where they are."""
    for inbox in inboxes:
        async with dead_queue_of(amqp_url, inbox) as queue, aclosing(queue.portions()) as portions:
            seen = 0
            async for portion in portions:
                for letter in portion:
                    if tally.count(letter, selection):
                        yield letter
                seen += len(portion)
                progress(inbox, seen, queue.total)


async def survey(
    amqp_url: str, inboxes: Sequence[str], selection: Selection, told: Told, progress: Progress = silent
) -> Tally:
    """Tell and count the letters that are meant. KeyError with the ids of ``selection`` that no letter has."""
    tally = Tally()
    async with aclosing(look(amqp_url, inboxes, selection, tally, progress)) as letters:
        async for letter in letters:
            told(letter)
    missing = sorted(selection.ids - tally.named)
    if missing or tally.done < len(selection.places):
        raise KeyError(", ".join(missing) or "at such a place")
    return tally


async def give_back(
    amqp_url: str, inboxes: Sequence[str], selection: Selection, told: Told, progress: Progress = silent
) -> Tally:
    """Give letters back to their inbox, as first attempts with their own message id, in their order.

    The original sender is kept in a header, which services believe from ops. KeyError when a letter that is named is not
    there: then none was given back. A letter that dies again meanwhile stays: each is given back once.
    """
    if selection.named:
        await survey(amqp_url, inboxes, selection, lambda letter: None)
    tally = Tally()
    for inbox in inboxes:
        given: dict[str, object] = {}
        async with dead_queue_of(amqp_url, inbox) as queue:
            async for portion in queue.portions():
                chosen = [letter for letter in portion if tally.count(letter, selection)]
                fresh = [one for one in chosen if given.setdefault(one.id, one.death_mark) == one.death_mark]
                tally.came_back += len(chosen) - len(fresh)
                tally.done -= len(chosen) - len(fresh)
                await queue.give_back(fresh)
                for letter in fresh:
                    told(letter)
                progress(inbox, portion[-1].place, queue.total)
    return tally


async def drop(
    amqp_url: str,
    inboxes: Sequence[str],
    selection: Selection,
    told: Told,
    progress: Progress = silent,
    at_most: int | None = None,
) -> Tally:
    """Drop letters for ever. KeyError when a letter that is named is not there: then none was dropped."""
    if selection.named:
        await survey(amqp_url, inboxes, selection, lambda letter: None)
    tally = Tally()
    for inbox in inboxes:
        async with dead_queue_of(amqp_url, inbox) as queue:
            async for portion in queue.portions():
                room = None if at_most is None else at_most - tally.done
                chosen = [letter for letter in portion if selection.takes(letter)][:room]
                await queue.drop(chosen)
                tally.done += len(chosen)
                tally.others += len(portion) - len(chosen)
                for letter in chosen:
                    told(letter)
                progress(inbox, portion[-1].place, queue.total)
    return tally


async def list_letters(amqp_url: str, inbox: str) -> list[Letter]:
    """The letters of one inbox, oldest first, at most MAX_LETTERS; they stay where they are."""
    found: list[Letter] = []
    async with aclosing(look(amqp_url, [inbox], Selection(), Tally())) as letters:
        async for letter in letters:
            found.append(letter)
            if len(found) == MAX_LETTERS:
                break
    return found


async def replay(amqp_url: str, inbox: str, ids: Sequence[str] | None) -> list[str]:
    """Give letters of one inbox back; None means all. Returns the ids. KeyError as in ``give_back``."""
    done: list[str] = []
    await give_back(amqp_url, [inbox], _of(ids), lambda letter: done.append(letter.id))
    return done


async def discard(amqp_url: str, inbox: str, ids: Sequence[str] | None) -> list[str]:
    """Drop letters of one inbox for ever; None means all. Returns the ids. KeyError as in ``drop``."""
    done: list[str] = []
    await drop(amqp_url, [inbox], _of(ids), lambda letter: done.append(letter.id))
    return done


def _of(ids: Sequence[str] | None) -> Selection:
    if ids is not None and not ids:
        raise ValueError("no letters are named")
    return Selection(ids=frozenset(ids or ()))
