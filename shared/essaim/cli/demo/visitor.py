"""Somebody without an account who has the address of a public page: reads it, and sends its form as a browser does."""

import httpx

from essaim.cli.demo.api import ApiError


class Visitor:
    """A browser on one page."""

    def __init__(self, http: httpx.AsyncClient, url: str) -> None:
        self._http = http
        self._url = url

    async def read(self) -> str:
        """The page as it stands."""
        return (await self._asked("GET", self._url, 200)).text

    async def download(self, name: str) -> bytes:
        """A file beside the page."""
        return (await self._asked("GET", f"{self._url}/{name}", 200)).content

    async def answer(self, **fields: str) -> str:
        """The page after its form was sent: the answer is a redirection, so that reloading sends nothing again."""
        await self._asked("POST", self._url, 303, fields)
        return await self.read()

    async def _asked(self, method: str, url: str, status: int, form: dict[str, str] | None = None) -> httpx.Response:
        try:
            response = await self._http.request(method, url, data=form)
        except httpx.TransportError as error:
            raise ApiError(f"{method} of a public page: no answer ({type(error).__name__}: {error})") from error
        # The address is a secret: an error does not repeat it.
        if response.status_code != status:
            raise ApiError(f"{method} of a public page answered {response.status_code} instead of {status}")
        return response
