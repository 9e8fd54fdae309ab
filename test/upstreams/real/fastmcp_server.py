"""A FastMCP server: `fastmcp_server.py PORT bearer|header|oauth|none SECRET [http|sse]`.

It wants to know who asks. As an authorization server it lets everybody in, for two seconds a token.
"""

import asyncio
import sys
import time

from fastmcp import FastMCP
from fastmcp.server.auth.providers import in_memory
from fastmcp.server.auth.providers.jwt import StaticTokenVerifier
from mcp.server.auth.settings import ClientRegistrationOptions
from starlette.middleware import Middleware
from starlette.responses import Response

port, proof, secret, transport = sys.argv[1:]
base = f"http://127.0.0.1:{port}"


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


class Provider(in_memory.InMemoryOAuthProvider):
    """Its own forgets the refresh token, too, when it is shown an access token that has ended."""

    async def load_access_token(self, token):
        known = self.access_tokens.get(token)
        return None if known is None or known.expires_at < time.time() else known


auth = None
if proof == "bearer":
    auth = StaticTokenVerifier({secret: {"client_id": "gateway", "scopes": []}})
if proof == "oauth":
    in_memory.DEFAULT_ACCESS_TOKEN_EXPIRY_SECONDS = 2
    auth = Provider(
        base_url=base, client_registration_options=ClientRegistrationOptions(enabled=True)
    )
server = FastMCP("fast", auth=auth)


@server.tool
def add(a: int, b: int) -> int:
    """Adds two numbers."""
    return a + b


@server.tool
async def slow(seconds: float) -> str:
    """Takes its time."""
    await asyncio.sleep(seconds)
    return "at last"


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
    transport=transport, host="127.0.0.1", port=int(port), show_banner=False, middleware=middleware
)
