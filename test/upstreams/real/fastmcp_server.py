"""A FastMCP server that wants to know who asks: `fastmcp_server.py PORT bearer|header|none SECRET`."""

import sys

from fastmcp import FastMCP
from fastmcp.server.auth.providers.jwt import StaticTokenVerifier
from starlette.middleware import Middleware
from starlette.responses import Response

port, proof, secret = sys.argv[1:]


class WantsHeader:
    """Answers 401 to whoever does not send the key."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] == "http":
            headers = dict(scope["headers"])
            if headers.get(b"x-api-key", b"").decode() != secret:
                return await Response(status_code=401)(scope, receive, send)
        return await self.app(scope, receive, send)


auth = StaticTokenVerifier({secret: {"client_id": "gateway", "scopes": []}}) if proof == "bearer" else None
server = FastMCP("fast", auth=auth)


@server.tool
def add(a: int, b: int) -> int:
    """Adds two numbers."""
    return a + b


@server.prompt
def greet(name: str) -> str:
    """A greeting."""
    return f"Say hello to {name}."


@server.resource("fast://motd")
def motd() -> str:
    """The message of the day."""
    return "Mind the gap."


middleware = [Middleware(WantsHeader)] if proof == "header" else []
server.run(
    transport="http", host="127.0.0.1", port=int(port), show_banner=False, middleware=middleware
)
