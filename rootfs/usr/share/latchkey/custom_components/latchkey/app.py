"""The Latchkey app, as it is reached over the network."""

from collections.abc import Mapping
from typing import Any

import aiohttp
from yarl import URL

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_HOST, CONF_PORT

DOMAIN = "latchkey"
CONF_SECRET = "secret"
SECRET_HEADER = "X-Latchkey-Companion"

# Home Assistant does not bound what strangers may keep open.
MAX_REQUESTS = 500

type LatchkeyConfigEntry = ConfigEntry[LatchkeyApp]


class LatchkeyApp:
    """Where the app is, the secret it knows us by, and a session of our own.

    Home Assistant's shared session keeps cookies, unpacks what it reads and refuses
    redirects to this machine, which assistants on it ask for: a pipe does none of it.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Remember where the app is; nothing is asked of it yet."""
        host, port = data[CONF_HOST], data[CONF_PORT]
        self.url = str(URL.build(scheme="http", host=host, port=port))
        self.secret: str = data[CONF_SECRET]
        self.session = aiohttp.ClientSession(
            # A connection for each request, so that none inherits another's bytes.
            connector=aiohttp.TCPConnector(limit=MAX_REQUESTS, force_close=True),
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
