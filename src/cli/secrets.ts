import type { ListedSecret } from '../upstreams/secrets.ts';
import { minutes } from './connection-lines.ts';
import { type Call, type ControlledCommand, Misuse } from './controlled.ts';
import { hiddenLine, pipedText } from './prompts.ts';
import { EXIT } from './shell.ts';

const USAGE = `Usage: latchkey secrets set NAME
       latchkey secrets list [--json]
       latchkey secrets remove NAME

Secrets that the file of other servers refers to as \${secret:NAME}, so that none stands in it. They are
kept encrypted; a change takes effect at once.

  set NAME        reads the value from standard input, or asks for it without showing it; at most 8 KiB
  list            names and dates; nothing shows a value again
  remove NAME     forgets it; servers that refer to it cannot be used from then on
  --data-dir DIR  the data of the Latchkey that is meant, if not where the settings say

Examples:
  latchkey secrets set GITHUB_TOKEN
  pass show github | latchkey secrets set GITHUB_TOKEN
Next: write "Authorization": "Bearer \${secret:GITHUB_TOKEN}" among the headers of a server, and look at
latchkey connections.`;

/** More than any secret that is taken: Latchkey itself says that it is too long. */
const MOST_CHARACTERS = 16 * 1_024;

/** `latchkey secrets`: values that entries of upstreams refer to. */
export const secrets: ControlledCommand = {
  usage: USAGE,
  async run(call) {
    const [action, name, ...others] = call.words;
    if (action === 'list' && name === undefined) return list(call);
    if (action !== 'set' && action !== 'remove') {
      throw new Misuse('Say secrets set NAME, secrets list or secrets remove NAME.');
    }
    if (name === undefined) throw new Misuse(`Say which: latchkey secrets ${action} NAME`);
    if (others.length > 0) {
      throw new Misuse('A value is never an argument, where others could see it: pipe it in.');
    }
    return action === 'set' ? set(call, name) : remove(call, name);
  },
};

async function set({ ask, shell, json }: Call, name: string): Promise<number> {
  // Asked first, so that nobody types a secret for a Latchkey that does not run.
  await ask({ method: 'GET', path: '/secrets' });
  const value = await read(shell);
  if (value === undefined || value === '')
    throw new Misuse('There was no value, or one far too long.');
  await ask({ method: 'PUT', path: pathOf(name), body: { value } });
  if (json) shell.print(JSON.stringify({ set: name }));
  else shell.print(`Kept. Servers refer to it as \${secret:${name}}.`);
  return EXIT.done;
}

async function read({ input, prompt }: Call['shell']): Promise<string | undefined> {
  if (!input.isTTY) return pipedText(input, MOST_CHARACTERS);
  prompt('Value (it is not shown): ');
  const value = await hiddenLine(input);
  prompt('\n');
  return value;
}

async function list({ ask, json, shell }: Call): Promise<number> {
  const answer = await ask<{ secrets: ListedSecret[] }>({ method: 'GET', path: '/secrets' });
  if (json) shell.print(JSON.stringify(answer, null, 2));
  else if (answer.secrets.length === 0) shell.print('There are none.');
  for (const { name, changedAt, readable } of json ? [] : answer.secrets) {
    const trouble = readable ? '' : '  cannot be opened any more: set it again';
    shell.print(`${name}  since ${minutes(changedAt)}${trouble}`);
  }
  return EXIT.done;
}

async function remove({ ask, json, shell }: Call, name: string): Promise<number> {
  await ask({ method: 'DELETE', path: pathOf(name) });
  if (json) shell.print(JSON.stringify({ removed: name }));
  else shell.print('Forgotten.');
  return EXIT.done;
}

function pathOf(name: string): string {
  return `/secrets/${encodeURIComponent(name)}`;
}
