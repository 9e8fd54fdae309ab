import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clients } from '../../src/cli/clients.ts';
import { connections } from '../../src/cli/connections.ts';
import { type ControlledCommand, runControlled } from '../../src/cli/controlled.ts';
import { debug } from '../../src/cli/debug.ts';
import { grants } from '../../src/cli/grants.ts';
import { machines } from '../../src/cli/machines.ts';
import { refresh } from '../../src/cli/refresh.ts';
import { secrets } from '../../src/cli/secrets.ts';
import { timeline } from '../../src/cli/timeline.ts';
import { runLatchkey } from '../support/command-line.ts';

const COMMANDS: Readonly<Record<string, ControlledCommand>> = {
  grants,
  clients,
  connections,
  refresh,
  debug,
  timeline,
  secrets,
  machines,
};

async function run(line: string, dataDir = '/nowhere') {
  const [name = '', ...args] = line.split(' ');
  const command = COMMANDS[name];
  assert.ok(command);
  const said = { out: '', err: '' };
  const code = await runControlled(args, command, {
    dataDir: async () => dataDir,
    print: (text) => {
      said.out += text;
    },
    complain: (text) => {
      said.err += text;
    },
    prompt: () => {},
    input: process.stdin,
  });
  return { code, ...said };
}

for (const name of Object.keys(COMMANDS)) {
  test(`${name} --help has an example and says what to do next`, async () => {
    const help = await run(`${name} --help`);
    assert.equal(help.code, 0);
    assert.match(help.out, /^Usage: latchkey/);
    assert.match(help.out, /\nExamples?:\n {2}latchkey/);
    assert.match(help.out, /^Next: /m);
  });
}

test('wrong use is exit code 2, with the usage', async () => {
  for (const line of [
    'grants drop',
    'grants end',
    'grants end a --all',
    'grants end a b',
    'grants pause',
    'clients drop',
    'clients remove',
    'clients remove a b',
    'connections --nonsense',
    'connections drop',
    'connections approve',
    'connections sign-in a b',
    'refresh a b',
    'debug',
    'debug maybe',
    'secrets',
    'secrets set',
    'secrets remove a b',
    'machines make n8n',
    'machines add-key',
    'machines add-key a b',
    'machines add-key a --may everything',
    'machines rotate',
  ]) {
    const ran = await run(line);
    assert.equal(ran.code, 2, line);
    assert.match(ran.err, /Usage: latchkey/, line);
  }
});

test('without a Latchkey that runs it is exit code 3, and says how to start one', async () => {
  for (const line of [
    'grants',
    'grants end a',
    'clients',
    'connections',
    'refresh',
    'debug status',
    'secrets list',
    'secrets set A',
  ]) {
    const ran = await run(line);
    assert.equal(ran.code, 3, line);
    assert.match(ran.err, /npm start/);
    const told = await run(`${line} --json`);
    assert.equal(told.code, 3);
    assert.equal(JSON.parse(told.out).error, 'not_running');
  }
});

test('a data folder too deep for a socket is said to be that', async () => {
  const deep = `/nowhere/${'x'.repeat(100)}`;
  const ran = await run('connections', deep);
  assert.equal(ran.code, 1);
  assert.match(ran.err, /control\.sock is 122 bytes long, .* shorter MCP_DATA_DIR/);
});

test('the command line answers with the exit codes it promises', async () => {
  const elsewhere = ['--data-dir', '/nowhere'];
  assert.equal((await runLatchkey(['connections', ...elsewhere])).code, 3);
  assert.equal((await runLatchkey(['debug', ...elsewhere])).code, 2);
  const help = await runLatchkey(['help']);
  assert.equal(help.code, 0);
  for (const name of Object.keys(COMMANDS)) assert.match(help.out, new RegExp(`^  ${name} `, 'm'));
});
