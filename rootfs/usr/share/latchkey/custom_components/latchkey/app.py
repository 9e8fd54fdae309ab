"""The Latchkey app, as it is reached over the network."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from weakref import WeakSet

import aiohttp
from yarl import URL

from homeassistant.config_entries import ConfigEntry

DOMAIN = "latchkey"
CONF_SECRET = "secret"
SECRET_HEADER = "X-Latchkey-Companion"
type LatchkeyConfigEntry = ConfigEntry[LatchkeyApp]


class LatchkeyApp:
    """Where the app is, the secret it knows us by, and a session of our own."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Remember where the app is; nothing is asked of it yet."""
        self.url = str(URL.build(scheme="http", host=data["host"], port=data["port"]))
        self.secret: str = data[CONF_SECRET]
        self.requests: WeakSet[asyncio.Task[Any]] = WeakSet()
        # The shared one keeps cookies, unpacks, and refuses redirects to this machine.
        self.session = aiohttp.ClientSession(
            # One request a connection, so that none inherits another's bytes.
            connector=aiohttp.TCPConnector(limit=500, force_close=True),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            timeout=aiohttp.ClientTimeout(total=None, connect=10),
            max_line_size=65536,
            max_field_size=65536,
        )

    async def check(self) -> str | None:
        """Ask whether the app is there and knows the secret; an error key if not."""
        url = f"{self.url}/healthz"
        headers = {SECRET_HEADER: self.secret, "Host": "localhost"}
        timeout = aiohttp.ClientTimeout(total=10)
        try:
            async with self.session.get(
                url, headers=headers, timeout=timeout, allow_redirects=False
            ) as answer:
                if answer.status == 403:
                    return "invalid_auth"
                return None if answer.status == 200 else "cannot_connect"
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return "cannot_connect"

    async def close(self, _event: object = None) -> None:
        """End every request that is under way: none would notice by itself."""
        for task in self.requests:
            task.cancel()
        # An app that hangs must not hold up Home Assistant.
        with suppress(TimeoutError):
            await asyncio.wait_for(self.session.close(), 2)
