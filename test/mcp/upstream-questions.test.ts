import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import {
  Client,
  LOG_LEVEL_META_KEY,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
import { startFixtures } from '../conformance/fixtures/server.ts';
import { eventually } from '../support/eventually.ts';
import { lastly } from '../support/lastly.ts';
import { mcp, signIn } from '../support/oauth-client.ts';
import { ERAS } from '../support/sdk-client.ts';
import { inHouse, startWithUpstreams, upstreamTools } from '../support/written-upstreams.ts';

type Said = { action: 'accept' | 'decline'; content?: Record<string, string> };
type Answer = (question: string) => Said | Promise<Said>;

const YES: Answer = () => ({
  action: 'accept',
  content: { username: 'ada', email: 'ada@example.org', more: 'x' },
});
const ASK = { name: 'survey__test_elicitation', arguments: { message: 'Who\nare you?' } };

/** A Latchkey before one server that asks in the middle of its calls, and somebody signed in. */
async function scene(t: TestContext, era: 'modern' | 'legacy', more = {}) {
  const url = (await startFixtures(t, era)).replace('localhost', '127.0.0.1');
  const latchkey = await startWithUpstreams(t, { survey: inHouse(url, more) });
  const { tokens } = await signIn(latchkey.base, latchkey.people[0]);
  const token = tokens.access_token;
  await eventually(async () => (await upstreamTools(latchkey.url, token)).length > 0);
  return { latchkey, token };
}

/** The SDK's own client, with somebody in front of it who can be shown questions. */
async function inFront(
  t: TestContext,
  url: string,
  token: string,
  mode: (typeof ERAS)[number]['mode'],
  answer?: Answer,
) {
  const client = new Client(
    { name: 'asking', version: '0' },
    {
      versionNegotiation: { mode },
      ...(answer !== undefined && { capabilities: { elicitation: {} } }),
    },
  );
  if (answer !== undefined) {
    client.setRequestHandler('elicitation/create', ({ params }) => answer(params.message));
  }
  const headers = { Authorization: `Bearer ${token}` };
  await client.connect(
    new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }),
  );
  lastly(t, () => client.close());
  return client;
}

const textOf = (result: unknown) =>
  (result as { content: { text: string }[] }).content.map(({ text }) => text).join('\n');

for (const upstream of ['modern', 'legacy'] as const) {
  for (const { era, mode } of ERAS) {
    const pair = `a ${upstream} server behind a ${era} client`;

    test(`${pair} asks the person, under its own name, and gets what was asked for`, async (t) => {
      const { latchkey, token } = await scene(t, upstream);
      const questions: string[] = [];
      const client = await inFront(t, latchkey.url, token, mode, (question) => {
        questions.push(question);
        return YES(question);
      });
      const result = await client.callTool(ASK);
      assert.equal(
        textOf(result),
        'Elicitation completed: content={"username":"ada","email":"ada@example.org"}',
      );
      assert.equal(questions.length, 1);
      assert.match(questions[0] ?? '', /^The server “survey” asks .*\n\n> Who\n> are you\?$/);
    });

    test(`${pair} is told of a no`, async (t) => {
      const { latchkey, token } = await scene(t, upstream);
      const no: Answer = () => ({ action: 'decline', content: { username: 'ada' } });
      const client = await inFront(t, latchkey.url, token, mode, no);
      assert.equal(textOf(await client.callTool(ASK)), 'Elicitation completed: content={}');
    });

    test(`${pair} that shows no questions asks nobody, which is said`, async (t) => {
      const { latchkey, token } = await scene(t, upstream);
      const client = await inFront(t, latchkey.url, token, mode);
      const result = await client.callTool(ASK);
      assert.equal(result.isError, true);
      assert.match(textOf(result), /cannot (be asked|show questions)|\(-32021\)/);
    });

    test(`${pair} waits while a person thinks longer than it may take itself`, async (t) => {
      const { latchkey, token } = await scene(t, upstream, { timeout: 0.5 });
      const slow: Answer = async (question) => {
        await new Promise((resolve) => setTimeout(resolve, 900));
        return YES(question);
      };
      const client = await inFront(t, latchkey.url, token, mode, slow);
      assert.match(textOf(await client.callTool(ASK)), /"username":"ada"/);
    });

    test(`${pair} asks each of two callers only about their own call`, async (t) => {
      const { latchkey, token } = await scene(t, upstream);
      const other = await signIn(latchkey.base, latchkey.people[1]);
      const tokens = [token, other.tokens.access_token];
      const answers = await Promise.all(
        ['ada', 'ben'].map(async (who, at) => {
          const client = await inFront(t, latchkey.url, tokens[at] ?? '', mode, (question) => {
            assert.ok(question.endsWith(`> Are you ${who}?`), question);
            return { action: 'accept', content: { username: who, email: `${who}@example.org` } };
          });
          const asking = { name: ASK.name, arguments: { message: `Are you ${who}?` } };
          return textOf(await client.callTool(asking));
        }),
      );
      assert.match(answers[0] ?? '', /"username":"ada"/);
      assert.match(answers[1] ?? '', /"username":"ben"/);
    });

    test(`${pair} is heard by whoever wants to hear, at their level, under its name`, async (t) => {
      const { latchkey, token } = await scene(t, upstream);
      const client = await inFront(t, latchkey.url, token, mode);
      const heard: unknown[] = [];
      client.setNotificationHandler('notifications/message', ({ params }) => {
        heard.push([params.level, params.logger, params.data]);
      });
      const listen = async (level?: 'info' | 'error') => {
        heard.length = 0;
        if (era === 'legacy' && level !== undefined) await client.setLoggingLevel(level);
        const wants = era === 'modern' && level !== undefined;
        const meta = wants ? { _meta: { [LOG_LEVEL_META_KEY]: level } } : {};
        await client.callTool({ name: 'survey__test_logging_tool', arguments: {}, ...meta });
        return heard.length;
      };
      assert.equal(await listen(), 0, 'nothing was asked for');
      assert.equal(await listen('info'), 3);
      assert.deepEqual(heard[0], ['info', 'survey', 'Tool execution started']);
      assert.equal(await listen('error'), 0);
    });
  }
}

const FORMS = { meta: { 'io.modelcontextprotocol/clientCapabilities': { elicitation: {} } } };
const back = (
  requestState: unknown,
  inputResponses: object | undefined = { allow: { action: 'decline' } },
) => ({
  ...ASK,
  requestState,
  inputResponses,
});

test('a call that waits is its caller’s, for this tool and these arguments, and goes on once', async (t) => {
  const { latchkey, token } = await scene(t, 'legacy');
  const other = await signIn(latchkey.base, latchkey.people[1]);
  const send = (params: object, who = token) =>
    mcp(latchkey.url, who, 'tools/call', { ...params }, FORMS);
  const { result, text } = await send(ASK);
  assert.equal(result?.resultType, 'input_required', text);
  const state = result?.requestState;
  for (const [params, who] of [
    [back(state), other.tokens.access_token],
    [{ ...back(state), name: 'survey__test_elicitation_sep1034_defaults' }, token],
    [{ ...back(state), arguments: { message: 'Another?' } }, token],
    [back(`${state}x`), token],
    [back(''), token],
    [back('x'.repeat(200_000)), token],
  ] as const) {
    assert.equal((await send(params, who)).error?.code, -32_602);
  }
  const again = await send(back(state, {}));
  assert.equal(again.result?.resultType, 'input_required', 'it is asked once more');
  const anew = again.result?.requestState;
  assert.equal((await send(back(state))).error?.code, -32_602, 'the first is spent');
  assert.equal((await send(back(anew))).result?.isError, undefined);
  assert.equal((await send(back(anew))).error?.code, -32_602);
});

test('one caller has ten calls waiting at most, and the next asks nobody', async (t) => {
  const { latchkey, token } = await scene(t, 'legacy');
  const send = () => mcp(latchkey.url, token, 'tools/call', ASK, FORMS);
  for (let n = 0; n < 10; n += 1) {
    assert.equal((await send()).result?.resultType, 'input_required');
  }
  const { result, text } = await send();
  assert.equal(result?.isError, true, text);
});
