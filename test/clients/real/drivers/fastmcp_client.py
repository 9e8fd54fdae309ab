"""Signs in with the FastMCP client: `fastmcp_client.py MCP_URL AUTH`."""

import asyncio
import json
import sys

from callback import LIGHT
from fastmcp import Client


async def main(url: str, auth: str) -> None:
    async with Client(url, auth=auth) as client:
        tools = await client.list_tools()
        await client.call_tool("call_service", LIGHT)
    print(json.dumps({"tools": [tool.name for tool in tools]}))


asyncio.run(main(*sys.argv[1:]))
