"""The dossiers on a MongoDB-wire server that is started for them: ``python -m tests.bench.enrolment.on_mongo DIRECTORY``."""

import asyncio
import json
import logging
import sys
from pathlib import Path

from tests.bench.enrolment.dossiers import on_mongo
from tests.support.mongo import running_server

if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    with running_server() as server:
        found = None
        if server is not None:
            found = {"engine": server.engine, **asyncio.run(on_mongo(Path(sys.argv[1]), server.database_url()))}
        print(json.dumps(found))
