"""``essaim topology check``: is the bus as ``render`` would make it? One line for each difference.

What is there and was not asked for matters as much as what is missing: a user, a permission or a binding too many is how
somebody reads what is not theirs. The live state comes from RabbitMQ's management API, or from the file that
``rabbitmqctl export_definitions`` writes on a node without it.
"""

import base64
import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

import httpx

from essaim.contracts.definitions import password_hash
from essaim.contracts.federation import uri_name

Definitions = Mapping[str, Any]
Entry = Mapping[str, Any]
SALT_BYTES = 4


class CheckError(Exception):
    """The live state cannot be read, and why."""


def read_file(path: Path) -> Definitions:
    """The definitions that ``rabbitmqctl export_definitions`` wrote. CheckError when it is no such file."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CheckError(f"{path} cannot be read: {error}") from error
    return _definitions(found, str(path))


def read_management(url: str) -> Definitions:
    """The definitions of the node behind ``http://ops:password@host:15672``. CheckError when it does not give them."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    bare = urlunsplit(parts._replace(netloc=place, path=parts.path.rstrip("/") + "/api/definitions"))
    login = (unquote(parts.username or ""), unquote(parts.password or ""))
    try:
        answer = httpx.get(bare, auth=login, timeout=30, trust_env=False)
        answer.raise_for_status()
        found = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise CheckError(f"the management API at {place} does not give its definitions: {error}") from error
    return _definitions(found, place)


def differences(wanted: Definitions, found: Definitions, passwords: Mapping[str, str]) -> list[str]:
    """What is missing, differs, or is there unasked, one sentence each; empty when the bus is as wanted.

    ``wanted`` is what ``render`` gives. A password is compared when ``passwords`` has one for the user, and the address of
    a federated bus when they have that. Neither is ever told.
    """
    vhost = wanted["vhosts"][0]["name"]
    if vhost not in [one["name"] for one in found["vhosts"]]:
        return [f"the vhost {vhost} is missing"]
    lines = []
    for section, name_of, facts in _SECTIONS:
        lines += _compare(
            section[:-1].replace("_", " ").replace("policie", "policy"),
            {name_of(one): facts(one) for one in _inside(wanted[section], vhost)},
            {name_of(one): facts(one) for one in _inside(found.get(section, []), vhost)},
        )
    lines += _addresses(_inside(wanted["parameters"], vhost), _inside(found.get("parameters", []), vhost), passwords)
    return lines + _passwords(found["users"], passwords)


def _compare(what: str, wanted: Mapping[str, Entry], found: Mapping[str, Entry]) -> list[str]:
    lines = [f"{what} {name} is missing" for name in wanted if name not in found]
    for name, facts in wanted.items():
        there = found.get(name, facts)
        lines += [
            f"{what} {name} differs: {key} is {there.get(key)!r}, and should be {facts.get(key)!r}"
            for key in sorted({*facts, *there})
            if facts.get(key) != there.get(key)
        ]
    return lines + [f"{what} {name} was not asked for" for name in found if name not in wanted]


def _passwords(users: Iterable[Entry], passwords: Mapping[str, str]) -> list[str]:
    return [
        f"user {one['name']} has another password"
        for one in users
        if one["name"] in passwords and not _is_password(passwords[one["name"]], one["password_hash"])
    ]


def _addresses(wanted: Iterable[Entry], found: Iterable[Entry], passwords: Mapping[str, str]) -> list[str]:
    """Where a shovel fetches, and its login there: told without the password."""
    there = {_parameter(one): str(one["value"].get("src-uri", "")) for one in found if isinstance(one["value"], dict)}
    lines = []
    for one in wanted:
        name, uri = _parameter(one), one["value"]["src-uri"]
        if name not in there or there[name] == uri or uri_name(one["name"].split(".")[1]) not in passwords:
            continue
        if masked(there[name]) == masked(uri):
            lines.append(f"parameter {name} has another password in its src-uri")
        else:
            lines.append(f"parameter {name} differs: src-uri is {masked(there[name])!r}, and should be {masked(uri)!r}")
    return lines


def masked(uri: str) -> str:
    """A URI without its password."""
    return re.sub(r"(?<=://)([^/@:]*):.*@", r"\1:***@", uri)


def _is_password(password: str, hashed: str) -> bool:
    return password_hash(password, base64.b64decode(hashed)[:SALT_BYTES]) == hashed


def _inside(entries: Iterable[Entry], vhost: str) -> list[Entry]:
    """Those of the vhost, and those that belong to none (users); not what every vhost has by itself."""
    ours = [one for one in entries if one.get("vhost", vhost) == vhost]
    return [one for one in ours if not str(one.get("name", "-")).startswith("amq.") and one.get("name") != ""]


def _facts(*keys: str) -> Callable[[Entry], Entry]:
    return lambda one: {key: one.get(key) for key in keys}


def _parameter(one: Entry) -> str:
    return f"{one['component']} {one['name']}"


def _parameter_facts(one: Entry) -> Entry:
    """All but the address, which holds a password and is compared apart."""
    value = one["value"]
    return {key: value[key] for key in value if key != "src-uri"} if isinstance(value, dict) else {"value": value}


def _user_facts(one: Entry) -> Entry:
    """Tags are a text with commas or a list, by version."""
    tags = one.get("tags", "")
    return {
        "tags": sorted(tags if isinstance(tags, list) else [tag for tag in tags.split(",") if tag]),
        "limits": one.get("limits", {}),
    }


def _name(one: Entry) -> str:
    return str(one["name"])


_SECTIONS: tuple[tuple[str, Callable[[Entry], str], Callable[[Entry], Entry]], ...] = (
    ("users", _name, _user_facts),
    ("permissions", lambda one: f"of {one['user']}", _facts("configure", "write", "read")),
    ("topic_permissions", lambda one: f"of {one['user']} on {one['exchange']}", _facts("write", "read")),
    ("parameters", _parameter, _parameter_facts),
    ("exchanges", _name, _facts("type", "durable", "arguments")),
    ("queues", _name, _facts("durable", "arguments")),
    (
        "bindings",
        lambda one: f"{one['source']} → {one['destination']} ({one['routing_key']})",
        _facts("destination_type", "arguments"),
    ),
    ("policies", _name, _facts("pattern", "definition", "apply-to", "priority")),
)


def _definitions(found: Any, where: str) -> Definitions:
    if not isinstance(found, dict) or not {"users", "vhosts", "queues"} <= found.keys():
        raise CheckError(f"{where} has no definitions of a whole node (users, vhosts, queues)")
    return found
