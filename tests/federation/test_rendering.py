"""What is rendered for a federated bus, and what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from essaim.cli.main import app
from essaim.cli.render import parse_federated
from essaim.contracts.definitions import definitions
from essaim.contracts.federation import Federated, add_federated
from essaim.contracts.integrators import Integrator, add_integrators
from essaim.contracts.topology import Deployment, Subscriptions

HERE = Deployment("coopilote", "accounting")
LISTENS: Subscriptions = {
    "accounting": {"events": ["enrolment.group_started.v1"], "personal": ["enrolment.person_registered.v1"]}
}
SECRETS = {
    **dict.fromkeys(("ops", HERE.user, "integrator.acme", "federation.ubfc"), "x"),
    "upstream.ubfc": "amqps://federation.hub:secret@bus.ubfc.example:5671/essaim",
}
UBFC = Federated("ubfc", given=("accounting.#",), taken_personal=("enrolment.person_registered.v1",))


def rendered(*buses: Federated, secrets: dict[str, str] | None = None, own: str = "hub") -> dict[str, Any]:
    """The definitions of a hub with an integrator."""
    known = SECRETS if secrets is None else secrets
    alone = add_integrators(definitions([HERE], LISTENS, SECRETS), [Integrator("acme", ("accounting.#",))], SECRETS)
    return add_federated(alone, own, buses, known)


def bindings(found: dict[str, Any], source: str) -> set[tuple[str, str, str]]:
    """Where an exchange leads to."""
    return {
        (one["destination_type"], one["destination"], one["routing_key"])
        for one in found["bindings"]
        if one["source"] == source
    }


def test_nothing_is_added_for_nobody() -> None:
    assert "federat" not in json.dumps(rendered(own=""))


def test_what_comes_from_elsewhere_reaches_whoever_listens_and_never_leaves_again() -> None:
    found = rendered(UBFC)
    assert bindings(found, "federated.ubfc") == {("exchange", "federated-events", "#")}
    assert bindings(found, "federated.ubfc.personal") == {
        ("exchange", "federated-personal", "enrolment.person_registered.v1")
    }
    own = bindings(found, "events")
    assert own - bindings(found, "federated-events") == {("queue", "federation.ubfc.events", "accounting.#")}
    assert bindings(found, "federated-events") < own
    assert bindings(found, "federated-personal") == bindings(found, "personal")
    assert not [one for one in found["bindings"] if one["destination"] in ("events", "personal")]


def test_the_users_of_a_link_have_one_right_each() -> None:
    rights = {one["user"]: one for one in rendered(UBFC)["permissions"]}
    assert rights["federation.ubfc"] == {
        **{"user": "federation.ubfc", "vhost": "essaim", "configure": "^$", "write": "^$"},
        "read": r"^(federation\.ubfc\.events)$",
    }
    assert rights["federated.ubfc"] == {
        **{"user": "federated.ubfc", "vhost": "essaim", "configure": "^$", "read": "^$"},
        "write": r"^(federated\.ubfc|federated\.ubfc\.personal)$",
    }
    (writer,) = [one for one in rendered(UBFC)["users"] if one["name"] == "federated.ubfc"]
    assert writer["password_hash"] == ""


def test_one_way_is_possible() -> None:
    given = rendered(Federated("ubfc", taken=()), secrets={"federation.ubfc": "x"})
    assert given["parameters"] == []
    assert not [one for one in given["exchanges"] if "federated" in one["name"]]
    taken = rendered(Federated("ubfc", given=()), secrets={"upstream.ubfc": SECRETS["upstream.ubfc"]})
    assert not [one for one in taken["queues"] if one["name"].startswith("federation.")]
    assert [one["value"]["src-queue"] for one in taken["parameters"]] == ["federation.hub.events"]


def test_a_link_confirms_and_keeps_the_name_of_who_speaks() -> None:
    (value,) = [one["value"] for one in rendered(UBFC)["parameters"] if one["name"] == "federated.ubfc"]
    assert value["ack-mode"] == "on-confirm"
    assert value["src-delete-after"] == "never"
    assert value["dest-publish-properties"]["user_id"] == "federated.ubfc"
    assert value["src-uri"] == f"{SECRETS['upstream.ubfc']}?heartbeat=15"


@pytest.mark.parametrize(
    ("uri", "said"),
    [
        ("", "there is no address of the bus ubfc"),
        ("https://federation.hub:secret@host/essaim", "no AMQP URI"),
        ("amqps://federation.hub:secret@host", "no AMQP URI"),
        ("amqps://federation.hub@host/essaim", "no AMQP URI"),
        ("amqps://ops:secret@host/essaim", "we are the user federation.hub, not 'ops'"),
    ],
)
def test_an_address_that_cannot_be_one_is_refused_without_telling_it(uri: str, said: str) -> None:
    with pytest.raises(ValueError, match=said) as caught:
        rendered(UBFC, secrets=SECRETS | {"upstream.ubfc": uri})
    assert "secret" not in str(caught.value)
    assert "upstream.ubfc: amqps://federation.hub:password@host:5671/essaim" in str(caught.value)


def test_a_bus_is_named_once_and_is_not_its_own_neighbour() -> None:
    with pytest.raises(ValueError, match="named twice"):
        rendered(UBFC, Federated("ubfc"))
    with pytest.raises(ValueError, match="a name of its own"):
        rendered(UBFC, own="ubfc")


def test_what_crosses_is_read_from_the_option() -> None:
    assert parse_federated("ubfc") == Federated("ubfc")
    text = "ubfc:from=enrolment.#:to=accounting.#,coaching.#:personal-from=enrolment.person_registered.v1"
    assert parse_federated(text) == Federated(
        "ubfc",
        given=("accounting.#", "coaching.#"),
        taken=("enrolment.#",),
        taken_personal=("enrolment.person_registered.v1",),
    )
    assert parse_federated("ubfc:to=none") == Federated("ubfc", given=())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("UBFC", "a bus has a name of [a-z0-9]"),
        ("ubfc:fro=a.#", "'fro=a.#' is not one of to=type,…, from=type,…"),
        ("ubfc:from=a.#:from=b.#", "each once"),
        ("ubfc:from=", "from names no type; from=none for nothing"),
        ("ubfc:from=a b", "no event type and no pattern"),
        ("ubfc:from=enrolment.person_registered.v1", "holds personal data"),
        ("ubfc:personal-to=#", "'#' is no event with personal data; there are accounting.access_answered.v1,"),
        ("ubfc:personal-to=enrolment.person_registred.v1", "no event with personal data"),
        ("ubfc:personal-to=enrolment.group_started.v1", "no event with personal data"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_its_name(text: str, said: str, tmp_path: Path) -> None:
    passwords = tmp_path / "passwords.json"
    passwords.write_text(json.dumps(SECRETS))
    options = ["--deployment", HERE.queue, "--bus", "hub", "--federate", text]
    result = CliRunner().invoke(app, ["topology", "render", "--passwords", str(passwords), *options])
    assert result.exit_code == 1
    assert f"--federate {text}: " in result.output
    assert said in result.output


@pytest.mark.parametrize(("options", "said"), [(["--federate", "ubfc"], "--bus"), (["--bus", "hub"], "--federate")])
def test_both_options_belong_together(options: list[str], said: str, tmp_path: Path) -> None:
    passwords = tmp_path / "passwords.json"
    passwords.write_text(json.dumps(SECRETS))
    command = ["topology", "render", "--passwords", str(passwords), "--deployment", HERE.queue, *options]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 1
    assert said in result.output
