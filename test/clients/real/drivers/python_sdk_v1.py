"""Signs in with the Python SDK, first line: `python_sdk_v1.py MCP_URL AUTH_METHOD`."""

import asyncio
import json
import sys

from callback import LIGHT, REDIRECT_URI, Storage, open_browser, wait_for_answer
from mcp import ClientSession
from mcp.client.auth import OAuthClientProvider
from mcp.client.streamable_http import streamablehttp_client
from mcp.shared.auth import OAuthClientMetadata


async def come_back() -> tuple[str, str | None]:
    answer = await asyncio.to_thread(wait_for_answer)
    return answer["code"], answer["state"]


async def main(url: str, method: str) -> None:
    auth = OAuthClientProvider(
        server_url=url,
        client_metadata=OAuthClientMetadata(
            client_name="Python SDK",
            redirect_uris=[REDIRECT_URI],
            token_endpoint_auth_method=method,
        ),
        storage=Storage(),
        redirect_handler=open_browser,
        callback_handler=come_back,
    )
    async with streamablehttp_client(url, auth=auth) as (read, write, _):
        async with ClientSession(read, write) as session:
            await session.initialize()
            listed = await session.list_tools()
            called = await session.call_tool("call_service", LIGHT)
            if called.isError:
                raise RuntimeError(str(called))
    print(json.dumps({"tools": [tool.name for tool in listed.tools]}))


asyncio.run(main(*sys.argv[1:]))
