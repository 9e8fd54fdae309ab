import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WholeJson } from '../../src/net/whole-json.ts';

test('a JSON answer that came whole is read in every way in which fetch gives one', async () => {
  const text = '\ufeff{"said":"Salón"}';
  const bytes = new Uint8Array(Buffer.from(text));
  const headers = { 'content-type': 'application/json', 'x-one': '1' };
  const make = () => new WholeJson(bytes, new Headers(headers));
  const fetched = () => new Response(bytes, { headers });
  const seen = async (answer: Response) => ({
    status: answer.status,
    ok: answer.ok,
    headers: [...answer.headers],
    json: await answer.clone().json(),
    text: await answer.clone().text(),
    bytes: Buffer.from(await answer.clone().bytes()).toString('hex'),
    buffer: Buffer.from(await answer.clone().arrayBuffer()).toString('hex'),
    blob: await (await answer.clone().blob()).text(),
    stream: await new Response(answer.body).text(),
  });
  assert.ok(make() instanceof Response);
  assert.deepEqual(await seen(make()), await seen(fetched()));
});

test('what is no JSON is refused as it is read', async () => {
  await assert.rejects(new WholeJson(new Uint8Array([123]), new Headers()).json(), SyntaxError);
});
