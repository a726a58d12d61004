"""HEAD is answered like GET, without the body: programs that check links and scan mail ask so before anybody follows a link.

FastAPI's routes know only GET. A GET here changes nothing and uses nothing up, so a HEAD does not either; and a wrong guess at a
link counts as one.
"""

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class HeadMiddleware:
    """Pure ASGI. To what is inside it a HEAD is a GET; whoever is outside, with the server, still sees a HEAD."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.start":
                await send(message)
            elif not message.get("more_body", False):
                await send({"type": "http.response.body", "body": b""})

        # A copy, because the server looks into its own one for whether a body belongs to the answer.
        as_get = {**scope, "method": "GET"}
        try:
            await self._app(as_get, receive, without_body)
        finally:
            if "route" in as_get:
                scope["route"] = as_get["route"]
