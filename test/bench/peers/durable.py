"""FastMCP's own OAuth provider with what it hands out written to SQLite, as durably as Latchkey's."""

import sqlite3

from fastmcp.server.auth.providers.in_memory import InMemoryOAuthProvider


class DurableOAuthProvider(InMemoryOAuthProvider):
    """Answers from memory; each change is on the disk before it is answered, in one transaction."""

    def __init__(self, file: str, **options):
        super().__init__(**options)
        self.db = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        self.db.execute("pragma journal_mode = wal")
        self.db.execute("pragma synchronous = full")
        self.db.execute("create table kept (id text primary key, value text) without rowid")

    def write(self, kept: dict, removed: list[str]) -> None:
        self.db.execute("begin immediate")
        self.db.executemany(
            "insert or replace into kept values (?, ?)",
            [(key, value.model_dump_json()) for key, value in kept.items()],
        )
        self.db.executemany("delete from kept where id = ?", [(key,) for key in removed])
        self.db.execute("commit")

    async def register_client(self, client_info):
        await super().register_client(client_info)
        self.write({client_info.client_id: client_info}, [])

    async def authorize(self, client, params):
        before = set(self.auth_codes)
        answer = await super().authorize(client, params)
        self.write({code: self.auth_codes[code] for code in set(self.auth_codes) - before}, [])
        return answer

    def tokens_of(self, answer) -> dict:
        return {
            answer.access_token: self.access_tokens[answer.access_token],
            answer.refresh_token: self.refresh_tokens[answer.refresh_token],
        }

    async def exchange_authorization_code(self, client, authorization_code):
        answer = await super().exchange_authorization_code(client, authorization_code)
        self.write(self.tokens_of(answer), [authorization_code.code])
        return answer

    async def exchange_refresh_token(self, client, refresh_token, scopes):
        access_token = self._refresh_to_access_map.get(refresh_token.token, "")
        answer = await super().exchange_refresh_token(client, refresh_token, scopes)
        self.write(self.tokens_of(answer), [refresh_token.token, access_token])
        return answer
