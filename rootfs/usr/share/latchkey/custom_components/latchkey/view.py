"""The door: what arrives under /api/latchkey goes to the app as it is, and back."""

import asyncio

from aiohttp import ClientError, hdrs, web
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from homeassistant.core import HomeAssistant
from homeassistant.helpers.http import (
    KEY_AUTHENTICATED,
    KEY_HASS,
    HomeAssistantView,
    request_handler_factory,
)

from .app import DOMAIN, SECRET_HEADER, LatchkeyApp

BASE = "/api/latchkey"
# Those at the root are Home Assistant's own (RFC 8414 section 3.1, RFC 9728 section 3.1).
KINDS = "oauth-protected-resource|oauth-authorization-server|openid-configuration"
DOCUMENTS = f"/.well-known/{{document:{KINDS}}}{BASE}"
# For one connection (RFC 9110 section 7.6.1), said anew, or to be believed by nobody.
DROPPED = {"connection", "cookie", "expect", "forwarded", "host", "keep-alive", "te"}
DROPPED |= {"trailer", "upgrade", "x-real-ip"}
DROPPED_PREFIXES = ("proxy-", "transfer-", "x-forwarded-", "x-latchkey-")
COOKIES = ("latchkey-", "__Host-latchkey-")
AUTO_HEADERS = ("Accept", "Accept-Encoding", "Content-Type", "User-Agent")
AWAY = "Latchkey is not running right now. Start its app, or try again in a moment."
AWAY_HEADERS = {hdrs.RETRY_AFTER: "10", hdrs.CACHE_CONTROL: "no-store"}


class LatchkeyView(HomeAssistantView):
    """Streams requests to the app and its answers back, and judges neither."""

    url = BASE
    extra_urls = [BASE + "/{path:.*}", DOCUMENTS, DOCUMENTS + "/{path:.*}"]
    name = "api:latchkey"
    requires_auth = False

    def register(
        self, hass: HomeAssistant, app: web.Application, router: web.UrlDispatcher
    ) -> None:
        """Take every method: the app itself answers other origins' preflights."""
        handler = request_handler_factory(hass, self, self.forward)
        for url in (BASE, *self.extra_urls):
            router.add_route(hdrs.METH_ANY, url, handler)

    async def forward(self, request: web.Request, **_parts: str) -> web.StreamResponse:
        """Pass one request on and stream what comes back."""
        entries = request.app[KEY_HASS].config_entries.async_loaded_entries(DOMAIN)
        if not entries:
            return away()
        app: LatchkeyApp = entries[0].runtime_data
        if (task := asyncio.current_task()) is not None:
            app.requests.add(task)
        response: web.StreamResponse | None = None
        try:
            async with app.session.request(
                request.method,
                URL(app.url + target_of(request), encoded=True),
                headers=request_headers(request, app),
                data=request.content if request.can_read_body else None,
                allow_redirects=False,
                skip_auto_headers=AUTO_HEADERS,
            ) as answer:
                headers = end_to_end(answer.headers)
                headers.setdefault(hdrs.SERVER, "")
                response = web.StreamResponse(
                    status=answer.status, reason=answer.reason, headers=headers
                )
                await response.prepare(request)
                async for chunk in answer.content.iter_any():
                    await response.write(chunk)
        except (ClientError, TimeoutError):
            if response is None:
                return away()
            # An answer that broke off must not look like one that ended.
            if request.transport is not None:
                request.transport.abort()
        return response


def target_of(request: web.Request) -> str:
    """Tell where the app has it: without the door's own path, else the same."""
    path = request.raw_path.removeprefix(BASE)
    return path if path.startswith("/") else f"/{path}"


def request_headers(request: web.Request, app: LatchkeyApp) -> CIMultiDict[str]:
    """Keep what the client said, drop what is Home Assistant's, say who passes it on."""
    headers = end_to_end(request.headers)
    if request.get(KEY_AUTHENTICATED, False):
        # A token that opens Home Assistant is none of the app's business.
        headers.popall(hdrs.AUTHORIZATION, None)
    if headers.popall(hdrs.CONTENT_ENCODING, None):
        # The web server has unpacked the body already.
        headers.popall(hdrs.CONTENT_LENGTH, None)
    pairs = (pair.strip() for pair in request.headers.get(hdrs.COOKIE, "").split(";"))
    if cookies := "; ".join(pair for pair in pairs if pair.startswith(COOKIES)):
        headers[hdrs.COOKIE] = cookies
    headers[SECRET_HEADER] = app.secret
    headers["X-Latchkey-Host"] = request.host
    headers["X-Latchkey-Client"] = request.remote or ""
    return headers


def end_to_end(headers: CIMultiDictProxy[str]) -> CIMultiDict[str]:
    """Drop what is for one connection only, and what is not to be believed."""
    named = ",".join(headers.getall(hdrs.CONNECTION, [])).lower().split(",")
    dropped = DROPPED | {name.strip() for name in named}
    return CIMultiDict(
        (name, value)
        for name, value in headers.items()
        if name.lower() not in dropped and not name.lower().startswith(DROPPED_PREFIXES)
    )


def away() -> web.Response:
    """Say that the app is down, and when to try again."""
    return web.Response(status=503, headers=AWAY_HEADERS, text=AWAY)
