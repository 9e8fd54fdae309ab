/** Every client we know of connects: each is replayed, request by request, in each of its ways. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MINUTE } from '../../src/core/clock.ts';
import { timelineOf } from '../doctor/timeline/stage.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { startPublicWeb } from '../support/public-web.ts';
import { signingClient } from '../support/signing-client.ts';
import { CHATGPT } from './fixtures/chatgpt.ts';
import { CLAUDE } from './fixtures/claude.ts';
import { CLAUDE_CODE } from './fixtures/claude-code.ts';
import { COPILOT_STUDIO } from './fixtures/copilot-studio.ts';
import { CURSOR } from './fixtures/cursor.ts';
import { GEMINI_CLI } from './fixtures/gemini-cli.ts';
import { GOOGLE_CONNECTOR } from './fixtures/google-connector.ts';
import { HOME_ASSISTANT } from './fixtures/home-assistant.ts';
import { MCP_INSPECTOR } from './fixtures/mcp-inspector.ts';
import { MCP_REMOTE } from './fixtures/mcp-remote.ts';
import { MCPOMNI_CONNECT } from './fixtures/mcpomni-connect.ts';
import { PYTHON_SDK } from './fixtures/python-sdk.ts';
import { VS_CODE } from './fixtures/vs-code.ts';
import { type ClientFixture, type Step, TUNNEL } from './matrix/fixture.ts';
import { Replay, ShiftedClock, text } from './matrix/replay.ts';

const CLIENTS: readonly ClientFixture[] = [
  CLAUDE,
  CLAUDE_CODE,
  CHATGPT,
  VS_CODE,
  CURSOR,
  MCP_REMOTE,
  MCP_INSPECTOR,
  GEMINI_CLI,
  COPILOT_STUDIO,
  HOME_ASSISTANT,
  MCPOMNI_CONNECT,
  PYTHON_SDK,
  GOOGLE_CONNECTOR,
];

for (const fixture of CLIENTS) {
  test(fixture.name, async (t) => {
    const { doors = [TUNNEL], publishes, signsAs } = fixture;
    const clock = new ShiftedClock();
    const signer = signsAs === undefined ? undefined : await signingClient(signsAs, clock.read);
    const documents = Object.entries(publishes?.(signer?.publicKey) ?? {});
    const web = await startPublicWeb(t, [...new Set(documents.map(([url]) => new URL(url).host))]);
    for (const [url, json] of documents) web.publish(url, { json });
    const onPort = (door: string, port: number) => door.replace('{port}', String(port));
    const latchkey = await startTestLatchkey(t, {
      clock: clock.read,
      fetch: web.fetch,
      baseUrl: (port) => doors.map((door) => onPort(door, port)).join(),
      ...(fixture.env !== undefined && { env: fixture.env }),
    });

    for (const way of fixture.ways) {
      await t.test(way.name, async () => {
        const door = onPort(way.door ?? doors[0] ?? TUNNEL, latchkey.port);
        const client = new Replay(latchkey, door, way, { clock, signer });
        for (const step of way.steps) await take(step, client);
        if (client.tokens !== undefined) await isShownAsConnected(client);
      });
    }
  });
}

/** The timeline has it as connected, under its own name, with every step on one line. */
async function isShownAsConnected({ latchkey, client, clock }: Replay): Promise<void> {
  clock.pass(20 * MINUTE);
  const { attempts } = await timelineOf(latchkey);
  const id = text(client, 'client_id');
  const mine = attempts.find(({ clientId, state }) => clientId === id && state === 'connected');
  assert.ok(mine, `${id} is connected: ${JSON.stringify(attempts, null, 1)}`);
  const { client_name: name } = client ?? {};
  if (typeof name === 'string') assert.equal(mine.client, name);
  const ok = mine.steps.filter(({ result }) => result === 'ok').map(({ kind }) => kind);
  for (const kind of ['registration', 'authorize', 'consent', 'token', 'call'] as const) {
    assert.ok(ok.includes(kind), `${kind} of ${JSON.stringify(mine, null, 1)}`);
  }
}

/** Takes one step; where it fails, the error says which. */
async function take(step: Step, client: Replay): Promise<void> {
  try {
    await step.run(client);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${step.says}: ${reason}`, { cause });
  }
}
