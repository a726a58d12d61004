"""One replica of the listening deployment as a process, as production runs it (without its HTTP port, which nothing asks).

``python -m tests.bench.replica``: what it drains and where its file is, it is told by its environment
(``tests.bench.peers.setup``), and which partner it belongs to by the bench (``toys.LISTENING``). Ends at SIGTERM.
"""

import os
from dataclasses import replace

import uvloop

from essaim.kit.cause import Cause
from essaim.kit.service import Service, create_service
from essaim.kit.settings import ServiceSettings
from tests.bench.peers.effects import Effects, told_to_end
from tests.bench.peers.setup import Setup
from tests.bench.toys import LISTENING
from tests.support import toy

SENDER_CHECK = "BENCH_SENDER_CHECK"
TABLE = toy.SEEN.name


async def main() -> None:
    """Serve until SIGTERM."""
    setup = Setup.read()
    effects = Effects()
    listeners = toy.LISTENS.by_type
    increased = listeners[toy.CounterIncreased.wire_type]

    async def noted(received: object, deps: toy.Deps, cause: Cause) -> None:
        await increased.handler(received, deps, cause)  # type: ignore[arg-type]
        effects.note(cause.subject or "")

    settings = ServiceSettings.model_validate(
        {
            "partner": LISTENING.partner,
            "store_url": f"sqlite:///{setup.rows}",
            "amqp_url": setup.url,
            "jwks": str(setup.rows.parent / "none.json"),
            "token_issuer": "nobody",
            "prefetch": setup.prefetch,
            "sender_check": os.environ[SENDER_CHECK],
            "log_level": "ERROR",
        }
    )
    app = create_service(
        Service(
            name=LISTENING.service,
            settings=settings,
            collections=(toy.COUNTERS, toy.SEEN),
            build=toy.build_deps,
            routers=(),
            listens=type(toy.LISTENS)(replace(increased, handler=noted)),
        )
    )
    async with app.router.lifespan_context(app):
        await told_to_end()
    effects.write()


if __name__ == "__main__":
    uvloop.run(main())
