"""What holds at every door of every service, read from the applications themselves."""

from tests.kit.http.applications import Api
from tests.support.doors import description_of

FEWEST = {"accounting": 200, "coaching": 20, "enrolment": 270, "notifications": 8}
"""So that a walk that was cut short does not pass as a good one."""
UNKNOWN = "utm_source"
CAUSE = "_cause"
METHODS = ("GET", "POST")
PAGES = {
    "/consents/{token}",
    "/invitations/{invitation_id}",
    "/mentoring/{token}",
    "/sign/{token}",
    "/sign/{token}/proof.pdf",
    "/sign/{token}/quote.pdf",
    "/tutoring/{token}",
    "/verify",
    "/verify/{code}",
}
"""Behind links that people follow: programs that read their mail add parameters of their own."""
OPERATIONS = {"/health/live", "/health/ready", "/metrics"}


async def test_a_parameter_that_a_route_does_not_know_is_refused_with_those_that_it_knows(api: Api) -> None:
    asked = 0
    for door in api.doors():
        if door.known.lenient or door.path in OPERATIONS:
            continue
        answer = await api.client.request(door.method, f"{door.address}?{UNKNOWN}=mail", headers=api.headers)
        assert answer.status_code == 422, f"{door.method} {door.path}: {answer.text}"
        assert answer.headers["content-type"] == "application/problem+json"
        (told,) = [one for one in answer.json()["errors"] if one["field"] == UNKNOWN]
        assert told["message"] == "is no query parameter of this route"
        assert told["accepted"] == (", ".join(door.known.names) or "no query parameter")
        asked += 1
    assert asked >= FEWEST[api.app.title.rpartition(" ")[2]]


async def test_a_parameter_with_one_value_is_refused_when_it_has_two(api: Api) -> None:
    asked = 0
    for door in api.doors():
        for name in () if door.known.lenient else door.known.names:
            answer = await api.client.request(door.method, f"{door.address}?{name}=1&{name}=1", headers=api.headers)
            if name not in door.known.lists:
                assert answer.status_code == 422, f"{door.method} {door.path}: {answer.text}"
                assert {"field": name, "message": "is given more than once", "accepted": f"{name} once"} in (
                    answer.json()["errors"]
                )
                asked += 1
    assert asked >= 4


async def test_what_a_route_knows_is_what_its_description_says(api: Api) -> None:
    """Nobody may be refused for what the description offers."""
    described = description_of(api.app)["paths"]
    for door in api.doors():
        parameters = described[door.path][door.method.lower()].get("parameters", [])
        assert {one["name"] for one in parameters if one["in"] == "query"} == set(door.known.names), door


async def test_who_has_no_token_is_told_that_and_nothing_else(api: Api) -> None:
    protected = [door for door in api.doors() if door.known.protected]
    for door in protected:
        answer = await api.client.request(door.method, f"{door.address}?{UNKNOWN}=mail")
        assert answer.status_code == 401, f"{door.method} {door.path}: {answer.text}"
    assert len(protected) >= FEWEST[api.app.title.rpartition(" ")[2]]


async def test_only_pages_for_people_take_what_comes(api: Api) -> None:
    lenient = {door.path for door in api.doors() if door.known.lenient}
    assert lenient == PAGES & {door.path for door in api.doors()}
    for path in ("/health/live", "/docs"):
        assert (await api.client.get(f"{path}?{UNKNOWN}=mail")).status_code == 200, path
    assert (await api.client.get(f"/metrics?{UNKNOWN}=mail", headers=api.headers)).status_code == 403


async def test_head_is_answered_like_get_without_the_body_and_is_not_described(api: Api) -> None:
    """Asked with a parameter that is unknown, so that every route answers for itself though the service is not started."""
    asked = 0
    for door in api.doors():
        assert door.method != "HEAD"
        if door.method == "GET" and not door.known.lenient and door.path not in OPERATIONS:
            address = f"{door.address}?{UNKNOWN}=mail"
            got, head = (
                await api.client.get(address, headers=api.headers),
                await api.client.head(address, headers=api.headers),
            )
            assert (head.status_code, head.content) == (got.status_code, b""), door
            assert (head.headers["content-type"], head.headers["content-length"]) == (
                "application/problem+json",
                got.headers["content-length"],
            )
            asked += 1
    assert asked >= 4
    assert not any("head" in operations for operations in description_of(api.app)["paths"].values())
    for path in ("/health/live", "/docs", "/static-offline-docs/swagger-ui.css"):
        head = await api.client.head(path)
        assert (head.status_code, head.content) == (200, b""), path
    assert (await api.client.head("/nothing/here")).status_code == 404


async def test_where_nothing_can_be_got_head_is_not_allowed_and_where_it_can_it_is_told(api: Api) -> None:
    assert (await api.client.delete("/health/live")).headers["allow"] == "GET, HEAD"
    head = await api.client.head("/v1/replays/any/cancellation")
    assert (head.status_code, head.headers["allow"], head.content) == (405, "POST", b"")


async def test_a_get_has_no_cause_to_change_anything(api: Api) -> None:
    """Nothing is written without one; and a HEAD, which nobody meant as a visit, is a GET."""
    causes = {
        method: [door.path for door in api.doors() if door.method == method and CAUSE in door.parts]
        for method in METHODS
    }
    assert causes["GET"] == []
    assert len(causes["POST"]) >= 1
