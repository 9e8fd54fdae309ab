import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { test } from 'node:test';
import { createServer } from 'node:tls';
import { selfSigned } from '../support/certificate.ts';
import { eventually } from '../support/eventually.ts';
import { lastly } from '../support/lastly.ts';
import { signIn, whoAmI } from '../support/oauth-client.ts';
import { supervisedStage } from '../support/supervised.ts';

test('a home with a certificate for another name works, and nobody is troubled with it', async (t) => {
  let target = 0;
  let connections = 0;
  const server = createServer(selfSigned(['home.example.net']), (socket) => {
    connections += 1;
    const home = connect(target, '127.0.0.1');
    socket.pipe(home).pipe(socket);
    for (const one of [socket, home]) one.on('error', () => one.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  lastly(t, () => void server.close());
  const { port } = server.address() as AddressInfo;

  const stage = await supervisedStage(t, { supervisor: { core: { port, ssl: true } } });
  const { latchkey, ada, home, lookedAround } = stage;
  target = Number(new URL(home.url).port);
  await lookedAround();
  const { tokens } = await signIn(latchkey.base, ada);
  assert.equal(await whoAmI(latchkey.url, tokens.access_token), 'Ada');
  assert.ok(connections > 0);

  const { examination } = latchkey.latchkey;
  examination.look();
  await eventually(async () => examination.state.last !== undefined);
  const found = examination.state.last?.findings ?? [];
  const certificates = found.filter(({ check }) => check === 'home_certificate');
  assert.ok(certificates.length > 0);
  assert.deepEqual(new Set(certificates.map(({ status }) => status)), new Set(['ok']));
});
