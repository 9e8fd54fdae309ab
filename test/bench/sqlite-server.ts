import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';

/**
 * node:http in front of SQLite that writes what a refresh has to: the old token is spent, the new one
 * and the answer to repeat are kept, in one step that is on the disk before it is answered. Its file
 * is in DATABASE. Prints its port.
 */
const db = new DatabaseSync(process.env.DATABASE ?? '');
db.exec('pragma journal_mode = wal; pragma synchronous = full');
db.exec(`
  create table tokens (hash text primary key, family text, made integer, ends integer, answer integer)
    strict, without rowid;
  create table answers (id integer primary key, hash text, answer text, ends integer) strict;`);
const begin = db.prepare('begin immediate');
const commit = db.prepare('commit');
const find = db.prepare('select * from tokens where hash = ?');
const spend = db.prepare('update tokens set answer = ? where hash = ?');
const keep = db.prepare('insert into tokens values (?, ?, ?, ?, null)');
const answer = db.prepare('insert into answers (hash, answer, ends) values (?, ?, ?)');
const forget = db.prepare('delete from answers where id < ?');
const drop = db.prepare('delete from tokens where hash = ?');

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url');
const ANSWER = randomBytes(750).toString('base64url');
const spent: string[] = [];

function rotate(old: string): string {
  const next = randomBytes(32).toString('base64url');
  const now = Date.now();
  begin.run();
  find.get(hashOf(old));
  const { lastInsertRowid: id } = answer.run(hashOf(old), ANSWER, now + 30_000);
  spend.run(id, hashOf(old));
  keep.run(hashOf(next), 'family', now, now + 1e9);
  forget.run(Number(id) - 10);
  spent.push(hashOf(old));
  if (spent.length > 10) drop.run(spent.shift() ?? '');
  commit.run();
  return next;
}

const server = createServer((request, response) => {
  let body = '';
  request.on('data', (part: Buffer) => {
    body += part;
  });
  request.on('end', () => {
    const form = new URLSearchParams(body);
    const text = JSON.stringify({ refresh_token: rotate(form.get('refresh_token') ?? '') });
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    });
    response.end(text);
  });
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
