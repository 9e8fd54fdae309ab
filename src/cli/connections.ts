import type { ConnectionAnswer, ConnectionsAnswer } from '../control/answers.ts';
import { approve } from './approve.ts';
import { connectionLines } from './connection-lines.ts';
import { type Call, type ControlledCommand, Misuse } from './controlled.ts';
import { EXIT } from './shell.ts';

const USAGE = `Usage: latchkey connections [--json]
       latchkey connections approve NAME [TOOL…] [--yes] [--json]
       latchkey connections sign-in NAME [--json]

Without more it lists the other servers: how each is reached, whether it answers, what went wrong last,
and which of its tools wait for you because they are new or say something else than before.

  approve NAME    shows what the waiting tools of a server say, and lets assistants use them if you say yes
  sign-in NAME    prints an address that works once: open it in a browser to sign Latchkey in there
  --yes           approve without being asked, as a script has to
  --json          one JSON document instead of text
  --data-dir DIR  the data of the Latchkey that is meant, if not where the settings say

Examples:
  latchkey connections
  latchkey connections approve github
  latchkey connections approve github create_issue --yes
  latchkey connections --json | jq '.connections[] | select(.status == "failed")'
Next: latchkey refresh connects again; latchkey debug on shows why one cannot sign in.`;

/** `latchkey connections`: the other servers, and what they need of a person. */
export const connections: ControlledCommand = {
  usage: USAGE,
  flags: ['yes'],
  async run(call) {
    const [action, name, ...others] = call.words;
    if (action === undefined) return list(call);
    if (action !== 'approve' && action !== 'sign-in') {
      throw new Misuse('connections can do approve and sign-in, or nothing more to list.');
    }
    if (name === undefined)
      throw new Misuse(`Say which server: latchkey connections ${action} NAME`);
    if (action === 'approve') return approve(call, name, others);
    if (others.length > 0) throw new Misuse('sign-in takes one name.');
    return signIn(call, name);
  },
};

async function list({ ask, json, shell }: Call): Promise<number> {
  const answer = await ask<ConnectionsAnswer>({ method: 'GET', path: '/connections' });
  if (json) {
    shell.print(JSON.stringify(answer, null, 2));
    return EXIT.done;
  }
  const all = answer.connections;
  for (const { name, sentence } of answer.faults) shell.print(`${name}: not used. ${sentence}`);
  if (all.length === 0) shell.print('There are no other servers that can be used.');
  else shell.print([...all.flatMap(connectionLines), ...nextSteps(all)].join('\n'));
  return EXIT.done;
}

function nextSteps(all: readonly ConnectionAnswer[]): string[] {
  const waits = all.find(({ waiting }) => waiting.length > 0);
  const absent = all.find(({ status }) => status === 'needs sign-in');
  const failed = all.find(({ status }) => status === 'failed');
  const steps = [
    waits && `Look at what waits: latchkey connections approve ${waits.name}`,
    absent && `Sign in: latchkey connections sign-in ${absent.name}`,
    failed && `Try again: latchkey refresh ${failed.name}`,
  ].filter((step) => step !== undefined);
  return steps.length === 0 ? [] : ['', ...steps];
}

async function signIn({ ask, json, shell }: Call, name: string): Promise<number> {
  const path = `/connections/${encodeURIComponent(name)}/sign-in`;
  const answer = await ask<{ address: string }>({ method: 'POST', path });
  if (json) shell.print(JSON.stringify(answer));
  else shell.print(`Open this once, in the browser of whoever signs in:\n\n  ${answer.address}\n`);
  return EXIT.done;
}
