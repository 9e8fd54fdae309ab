import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { mayPass } from '../../src/store/postgres/trouble.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { selfSigned } from '../support/certificate.ts';
import { mcp, signIn, tokensOf } from '../support/oauth-client.ts';
import { tempDir } from '../support/temp.ts';
import { startHouse } from './house.ts';
import { startPostgres } from './server.ts';

/** A database that speaks TLS as `localhost`, and the file with what its certificate is trusted by. */
async function stage(t: TestContext) {
  const server = await startPostgres(t);
  const certificate = selfSigned(['localhost']);
  await server.encrypt(certificate);
  const folder = tempDir(t);
  const kept = (name: string, text: string) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const url = new URL(await server.database());
  url.hostname = 'localhost';
  const withOptions = (options: Readonly<Record<string, string>>, host = 'localhost') => {
    const one = new URL(url);
    one.hostname = host;
    one.search = new URLSearchParams(options).toString();
    return one.href;
  };
  return { server, trusted: kept('ca.pem', certificate.cert), kept, withOptions };
}

test('a database behind TLS is used with every connection encrypted', async (t) => {
  const { server, trusted, withOptions } = await stage(t);
  const url = withOptions({ sslmode: 'verify-full', sslrootcert: trusted });
  const house = await startHouse(t, url);
  const { client, tokens } = await signIn(house.base, house.people[0]);
  const next = tokensOf(await client.refresh(tokens.refresh_token));
  assert.equal((await mcp(house.url, next.access_token, 'tools/list')).status, 200);

  const connections = await server.sql(`
    select ssl from pg_stat_ssl join pg_stat_activity using (pid) where datname like 'test_%'`);
  assert.ok(connections.length >= 2 * house.instances.length, 'a pool and a listener each');
  assert.ok(connections.every(({ ssl }) => ssl === true));
});

test('a certificate that is not trusted, or is another host’s, is refused in a sentence', async (t) => {
  const { trusted, kept, withOptions } = await stage(t);
  const stranger = kept('stranger.pem', selfSigned(['localhost']).cert);
  const untrusted = /^The certificate of .+ is not trusted\. Name the authority/;
  const another = /^The certificate of .+ is for another host\./;
  for (const [url, sentence] of [
    [withOptions({ sslmode: 'verify-full', sslrootcert: stranger }), untrusted],
    [withOptions({ sslmode: 'verify-full' }), untrusted],
    [withOptions({ sslmode: 'verify-full', sslrootcert: trusted }, '127.0.0.1'), another],
  ] as const) {
    await assert.rejects(openPostgres({ url, onError: () => {} }), (thrown: Error) => {
      assert.match(thrown.message, sentence);
      assert.ok(!mayPass(thrown), 'waiting does not help');
      return true;
    });
  }
  const missing = withOptions({ sslmode: 'verify-full', sslrootcert: `${trusted}.gone` });
  await assert.rejects(openPostgres({ url: missing, onError: () => {} }), /cannot be read/);
});
