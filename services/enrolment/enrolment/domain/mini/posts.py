"""The posts of a team by format, and the grid of an interview, as dated data."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from enrolment.domain.errors import InputError, Problem
from enrolment.domain.ici.terms import Criterion
from enrolment.domain.mini.formats import Format

CHIEF, DEPUTY = "chief", "deputy"
GENERAL = "general"
"""The service of those who lead the whole team."""
DIRECTOR, ASSISTANT = "director", "assistant"


@dataclass(frozen=True)
class Post:
    """A post and how many hold it. ``key`` is ``chief``, ``deputy`` or a service with ``-director`` or ``-assistant``."""

    key: str
    service: str
    rank: str
    label: str
    elected: bool
    minimum: int
    number: int
    maximum: int


@cache
def _versions() -> tuple[Mapping[str, Any], ...]:
    text = resources.files("enrolment.presets").joinpath("mini_posts.toml").read_text(encoding="utf-8")
    return tuple(sorted(tomllib.loads(text)["versions"], key=lambda one: one["valid_from"]))


def _version(on: date) -> Mapping[str, Any]:
    known = _versions()
    return next((one for one in reversed(known) if one["valid_from"] <= on), known[0])


def posts_of(format_: Format, on: date) -> tuple[Post, ...]:
    """Those of a format on a day, the highest first."""
    given = _version(on)
    numbers = given["numbers"][format_.value]
    found = []
    for key, label in given["top"].items():
        if key in numbers:
            found.append(Post(key, GENERAL, key, label, key == CHIEF, *numbers[key]))
    for service, label in given["services"].items():
        found.append(
            Post(f"{service}-{DIRECTOR}", service, DIRECTOR, f"Direction {label}", False, *numbers["directors"])
        )
        found.append(
            Post(f"{service}-{ASSISTANT}", service, ASSISTANT, f"Assistance {label}", False, *numbers["assistants"])
        )
    return tuple(found)


def services_on(on: date) -> dict[str, str]:
    """Service to its French name."""
    return dict(_version(on)["services"])


def criteria_on(on: date) -> tuple[Criterion, ...]:
    """The grid of an interview."""
    return tuple(Criterion(**one) for one in _version(on)["criteria"])


def sources_on(on: date) -> dict[str, str]:
    """Where posts and grid come from."""
    given = _version(on)
    return {"posts": given["posts_source"], "grid": given["grid_source"]}


def post_of(posts: Sequence[Post], key: str) -> Post:
    """One of them. InputError, with those that exist, for another key."""
    found = next((one for one in posts if one.key == key), None)
    if found is None:
        raise InputError(Problem("post", "is no post of this format", ", ".join(one.key for one in posts), key[:80]))
    return found


def with_number(posts: Sequence[Post], key: str, number: int, held: int) -> tuple[Post, ...]:
    """With so many of a post: between its bounds, and never fewer than hold it."""
    post = post_of(posts, key)
    lowest = max(post.minimum, held)
    if not lowest <= number <= post.maximum:
        raise InputError(Problem("number", "is out of range", f"{lowest} to {post.maximum}", str(number)))
    return tuple(replace(one, number=number) if one.key == key else one for one in posts)
