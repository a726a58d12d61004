"""The policy table, walked role by role against ``table.txt``: a grant that is added, widened or lost fails until it was read.

For every role and every action, near and far: their own partner's, another partner's, their own, somebody else's, their group.
"""

from pathlib import Path

import pytest

from enrolment.http.policy import BOTH_SIDES, CARRIER_ROLES, POLICY, Sides, check
from essaim.kit.errors import ForbiddenError, NotFoundError
from essaim.kit.http import Principal, Scope

TABLE = Path(__file__).with_name("table.txt")
HERE, THERE, ME, SOMEBODY, GROUP = "cmq-mma", "autre-cmq", "me", "somebody", "g1"


def decided() -> dict[str, dict[str, set[str]]]:
    """Role to action to scopes, as they were decided."""
    found: dict[str, dict[str, set[str]]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            role, action, scopes = line.split()
            found.setdefault(role, {})[action] = set(scopes.split(","))
    return found


ACTIONS = sorted({grant.action for grant in POLICY.grants})
ROLES = sorted({grant.role for grant in POLICY.grants} | {"ops", "nobody"})


def granted(role: str) -> dict[str, set[str]]:
    """What the code grants."""
    found: dict[str, set[str]] = {}
    for grant in POLICY.grants:
        if grant.role == role:
            found.setdefault(grant.action, set()).add(grant.scope.value)
    return found


@pytest.mark.parametrize("role", ROLES)
def test_the_table_is_what_was_decided(role: str) -> None:
    assert granted(role) == decided().get(role, {})


@pytest.mark.parametrize("role", ROLES)
def test_nobody_reaches_farther_than_their_scope(role: str) -> None:
    """Allowed inside the scope; outside it 403 for what the role may read there, and 404 for all else.

    Who has both sides reaches on the other one what the role there may, and no more."""
    grants, carried = granted(role), granted(BOTH_SIDES.get(role, ""))
    caller = Principal(ME, HERE, frozenset({role}), frozenset({GROUP}))
    carries = role in CARRIER_ROLES
    things = {
        "partner": Sides(THERE, HERE) if carries else Sides(HERE, THERE),
        "own": Sides(THERE, THERE, owner=ME),
        "group": Sides(THERE, THERE, group_id=GROUP),
        "nothing": Sides(THERE, THERE, owner=SOMEBODY, group_id="other"),
        "other side": Sides(HERE, THERE) if carries else Sides(THERE, HERE),
    }
    wrong = []
    for action in ACTIONS:
        scopes = grants.get(action, set())
        reads = grants.get(f"{action.partition('.')[0]}.read", set())
        if "partner" in carried.get(action, ()):
            scopes = scopes | {"other side"}
        if "partner" in carried.get(f"{action.partition('.')[0]}.read", ()):
            reads = reads | {"other side"}
        for reach, thing in things.items():
            found = _answer(caller, action, thing)
            wanted = 200 if {reach, "all"} & scopes else 403 if {reach, "all"} & reads else 404
            if found != wanted:
                wrong.append(f"{role} {action} on {reach}: {found} instead of {wanted}")
    assert not wrong, "\n".join(wrong)


def test_only_what_names_nobody_but_an_office_is_for_everybody() -> None:
    """Every partner is responsible for their own people: no role of a token sees all of them."""
    everywhere = {grant.action for grant in POLICY.grants if grant.scope is Scope.ALL}
    assert everywhere == {"activity_list.read", "mini_format.read", "snee_referent.read"}


@pytest.mark.parametrize(
    ("role", "never"),
    [
        ("student", ("application.decide", "review.answer", "committee.manage", "erasure.decide", "person.merge")),
        ("accountant", ("application.read", "review.read", "committee.read")),
        (
            "committee_member",
            ("committee.manage", "review.answer", "person.read", "application.read", "snee.d2e-answer"),
        ),
        ("mentor", ("application.read", "person.read", "mini.fund")),
        ("cae_officer", ("application.decide", "person.merge", "committee.manage")),
    ],
)
def test_what_a_role_must_not_do(role: str, never: tuple[str, ...]) -> None:
    """The column "must not" of the roles."""
    assert sorted(set(never) & set(granted(role))) == []


def _answer(caller: Principal, action: str, thing: Sides) -> int:
    try:
        check(caller, action, thing)
    except ForbiddenError:
        return 403
    except NotFoundError:
        return 404
    return 200
