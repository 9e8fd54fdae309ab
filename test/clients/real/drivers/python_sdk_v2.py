"""Signs in with the Python SDK, second line: `python_sdk_v2.py MCP_URL MODE`."""

import asyncio
import json
import sys

from callback import LIGHT, REDIRECT_URI, Storage, open_browser, wait_for_answer
from mcp import Client
from mcp.client.auth import OAuthClientProvider
from mcp.client.streamable_http import streamable_http_client
from mcp.shared._httpx_utils import create_mcp_http_client
from mcp.shared.auth import AuthorizationCodeResult, OAuthClientMetadata


async def come_back() -> AuthorizationCodeResult:
    answer = await asyncio.to_thread(wait_for_answer)
    return AuthorizationCodeResult(
        code=answer["code"], state=answer["state"], iss=answer["iss"]
    )


async def main(url: str, mode: str) -> None:
    auth = OAuthClientProvider(
        server_url=url,
        client_metadata=OAuthClientMetadata(
            client_name="Python SDK", redirect_uris=[REDIRECT_URI]
        ),
        storage=Storage(),
        redirect_handler=open_browser,
        callback_handler=come_back,
    )
    async with create_mcp_http_client(auth=auth) as http:
        transport = streamable_http_client(url, http_client=http)
        async with Client(transport, mode=mode) as client:
            listed = await client.list_tools()
            called = await client.call_tool("call_service", LIGHT)
            if called.is_error:
                raise RuntimeError(str(called))
    print(json.dumps({"tools": [tool.name for tool in listed.tools]}))


asyncio.run(main(*sys.argv[1:]))
