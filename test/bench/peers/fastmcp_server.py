"""FastMCP with its own OAuth provider: `fastmcp_server.py PORT TOOLS DATABASE`."""

import sys

from durable import DurableOAuthProvider
from fastmcp import FastMCP
from fastmcp.server.auth.auth import ClientRegistrationOptions

port, tools, database = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]

auth = DurableOAuthProvider(
    database,
    base_url=f"http://127.0.0.1:{port}",
    client_registration_options=ClientRegistrationOptions(enabled=True),
)
server = FastMCP("peer", auth=auth)


def answer(entity_id: str, attributes: bool = False) -> dict[str, str]:
    """Answers the same about any entity, with or without its attributes."""
    return {"entity_id": entity_id, "state": "on"}


for number in range(tools):
    server.tool(answer, name=f"tool_{number}")

server.run(
    transport="http",
    host="127.0.0.1",
    port=port,
    stateless_http=True,
    json_response=True,
    show_banner=False,
    log_level="critical",
    uvicorn_config={"access_log": False},
)
