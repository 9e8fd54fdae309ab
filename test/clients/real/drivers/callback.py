"""A redirect URI on this machine that waits for one answer."""

import os
import webbrowser
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

PORT = int(os.environ["CALLBACK_PORT"])
REDIRECT_URI = f"http://localhost:{PORT}/callback"
LIGHT = {"domain": "light", "service": "turn_on", "entity_id": "light.kitchen"}


async def open_browser(url: str) -> None:
    """Hand the authorization URL to the person's browser."""
    webbrowser.open(url)


def wait_for_answer() -> dict[str, str]:
    """Serve until the browser comes back; return what it brings."""
    answers: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            query = parse_qs(urlsplit(self.path).query)
            answers.append({name: values[0] for name, values in query.items()})
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"You may close this window.")

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", PORT), Handler) as server:
        server.timeout = 30
        server.handle_request()
    return answers[0]


class Storage:
    """Tokens and the client, in memory."""

    tokens = None
    client_info = None

    async def get_tokens(self):
        return self.tokens

    async def set_tokens(self, tokens) -> None:
        self.tokens = tokens

    async def get_client_info(self):
        return self.client_info

    async def set_client_info(self, client_info) -> None:
        self.client_info = client_info
