import type { MachineAnswer, MadeSecretAnswer } from '../control/answers.ts';
import { printable } from '../core/printable.ts';
import { minutes } from './connection-lines.ts';
import { type Call, type ControlledCommand, Misuse } from './controlled.ts';
import { EXIT } from './shell.ts';

const USAGE = `Usage: latchkey machines [list] [--json]
       latchkey machines add-key NAME [--may look|control|configure] [--energy] [--servers A,B] [--as WHO]
       latchkey machines rotate NAME [--now]
       latchkey machines remove NAME

Programs that come in without a person, made here or in the settings. Those of the configuration are
changed there. A key is printed once and not kept.

  add-key NAME    makes a key; without further words it may only look
    --may         look, control, or configure (only as an administrator)
    --energy      it may see energy use too
    --servers     other servers that it may use
    --as WHO      acts as a person who is signed in, by name, id or id@home; without it, as the account
                  of HOMEASSISTANT_TOKEN
  rotate NAME     makes a new secret; the former one works 24 hours more, or with --now not at all
  remove NAME     its next call is refused
  --data-dir DIR  the data of the Latchkey that is meant, if not where the settings say

Examples:
  latchkey machines add-key n8n --may control --as Ada
  latchkey machines rotate n8n --now
Next: send the key as a header, Authorization: Bearer KEY.`;

const MAY: ReadonlyMap<string, readonly string[]> = new Map([
  ['look', ['home:read']],
  ['control', ['home:read', 'home:control']],
  ['configure', ['home:read', 'home:control', 'home:configure']],
]);

/** `latchkey machines`: programs that come in with a key of their own. */
export const machines: ControlledCommand = {
  usage: USAGE,
  flags: ['energy', 'now'],
  options: ['may', 'servers', 'as'],
  async run(call) {
    const [action = 'list', name, ...others] = call.words;
    if (action === 'list' && name === undefined) return list(call);
    if (action !== 'add-key' && action !== 'rotate' && action !== 'remove') {
      throw new Misuse('Say machines list, add-key NAME, rotate NAME or remove NAME.');
    }
    if (name === undefined) throw new Misuse(`Say which: latchkey machines ${action} NAME`);
    if (others.length > 0) throw new Misuse('Say one name; put it in quotes if it has spaces.');
    if (action === 'add-key') return addKey(call, name);
    return action === 'rotate' ? rotate(call, name) : remove(call, name);
  },
};

async function list({ ask, json, shell }: Call): Promise<number> {
  const answer = await ask<{ machines: MachineAnswer[] }>({ method: 'GET', path: '/machines' });
  if (json) shell.print(JSON.stringify(answer, null, 2));
  else if (answer.machines.length === 0) shell.print('There are none.');
  for (const one of json ? [] : answer.machines) {
    const used = one.lastUsedAt === undefined ? 'never used' : `used ${minutes(one.lastUsedAt)}`;
    const as = one.actAs === undefined ? 'the house’s own account' : printable(one.actAs);
    shell.print(`${printable(one.name)} (${one.kind}): ${one.scope.map(printable).join(' ')}`);
    shell.print(`  acts as ${as}, made ${minutes(one.createdAt)}, ${used}`);
  }
  return EXIT.done;
}

async function addKey(call: Call, name: string): Promise<number> {
  const may = MAY.get(call.value('may') ?? 'look');
  if (may === undefined) throw new Misuse('Say --may look, --may control or --may configure.');
  const servers = (call.value('servers') ?? '').split(',').filter((one) => one !== '');
  const scope = [
    ...may,
    ...(call.has('energy') ? ['energy:read'] : []),
    ...servers.map((one) => `upstream:${one}`),
  ];
  const body = { name, scope, as: call.value('as') };
  return shown(call, await call.ask({ method: 'POST', path: '/machines/keys', body }));
}

async function rotate(call: Call, name: string): Promise<number> {
  const body = { name, former: call.has('now') ? 'now' : 'day' };
  return shown(call, await call.ask({ method: 'POST', path: '/machines/rotate', body }));
}

/** The secret alone on standard output, so that it can be piped to where it belongs. */
function shown({ json, shell }: Call, answer: MadeSecretAnswer): number {
  if (json) {
    shell.print(JSON.stringify(answer));
    return EXIT.done;
  }
  const client = answer.kind === 'client' ? ` Client ID: ${answer.id}.` : '';
  shell.prompt(`It is shown only this once. Address: ${answer.address}.${client}\n`);
  shell.print(answer.secret);
  return EXIT.done;
}

async function remove({ ask, json, shell }: Call, name: string): Promise<number> {
  await ask({ method: 'POST', path: '/machines/remove', body: { name } });
  if (json) shell.print(JSON.stringify({ removed: name }));
  else shell.print('Deleted. Its next call is refused.');
  return EXIT.done;
}
