"""A small web server for a directory of static files: ``python -m essaim.cli.catalogue_page.serving --dir D --port P``.

The files are read once, at the start, into a table; a request is a look into that table. So there is no path to walk
out of, no listing and nothing to write, whatever is asked for. Only 127.0.0.1 is bound, and a request must name it: a
foreign page whose host name was pointed here learns nothing. Standard library only, so that the process stays small.
"""

import argparse
import signal
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

HOST = "127.0.0.1"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".yaml": "application/yaml",
    ".py": "text/x-python; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
NAMES = (HOST, "localhost")


class Site(ThreadingHTTPServer):
    """Serves the files of a directory as they were when it was made; what has another ending than TYPES is not served."""

    daemon_threads = True

    def __init__(self, directory: Path, port: int) -> None:
        files = [path for path in sorted(directory.rglob("*")) if path.is_file() and path.suffix in TYPES]
        self.table = {f"/{path.relative_to(directory).as_posix()}": (path.suffix, path.read_bytes()) for path in files}
        if "/index.html" in self.table:
            self.table["/"] = self.table["/index.html"]
        super().__init__((HOST, port), Handler)


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD; the base class answers every other method with 501."""

    server: Site
    server_version = "essaim"
    sys_version = ""
    timeout = 10

    # The names are those that the base class looks for.
    def do_GET(self) -> None:
        """The file."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """The headers that GET would send."""
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        if self.headers.get("Host", "").rpartition(":")[0] not in NAMES:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return
        suffix, content = self.server.table.get(unquote(urlsplit(self.path).path), ("", b""))
        if not suffix:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", TYPES[suffix])
        self.send_header("Content-Length", str(len(content)))
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        if with_body:
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: who reads which page is nobody's business."""


def serve(directory: Path, port: int) -> None:
    """Serve until SIGTERM or Ctrl-C. OSError when the port is taken."""
    with Site(directory, port) as site:
        try:
            site.serve_forever()
        except KeyboardInterrupt:
            return


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Serve the event catalogue")
    parser.add_argument("--dir", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    serve(arguments.dir, arguments.port)


if __name__ == "__main__":
    main()
