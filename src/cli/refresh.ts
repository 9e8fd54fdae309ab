import type { ConnectionAnswer, ConnectionsAnswer } from '../control/answers.ts';
import { ControlRefusal } from '../control/refusal.ts';
import { printable } from '../core/printable.ts';
import { count } from './connection-lines.ts';
import { type Call, type ControlledCommand, Misuse } from './controlled.ts';
import { withProgress } from './progress.ts';
import { EXIT } from './shell.ts';

const USAGE = `Usage: latchkey refresh [NAME] [--json]

Connects to the other servers anew (to one, if you name it), signs in there anew and asks again what
they offer. It says what became of each; the exit code is 1 when one failed.

  --json          one JSON document instead of lines
  --data-dir DIR  the data of the Latchkey that is meant, if not where the settings say

Examples:
  latchkey refresh
  latchkey refresh github
Next: latchkey connections shows what waits for you; latchkey debug on, and then latchkey refresh once
more, shows why one cannot sign in.`;

/** How many are asked at the same time. */
const AT_ONCE = 8;

interface Outcome {
  readonly name: string;
  readonly ok: boolean;
  readonly sentence: string;
  readonly connection?: ConnectionAnswer;
}

/** `latchkey refresh`: connects, signs in and lists anew. */
export const refresh: ControlledCommand = {
  usage: USAGE,
  async run(call) {
    const [only, ...others] = call.words;
    if (others.length > 0) throw new Misuse('refresh takes one name, or none.');
    const names = only === undefined ? await namesOfAll(call) : [only];
    const outcomes = await refreshAll(call, names);
    if (call.json) call.shell.print(JSON.stringify({ refreshed: outcomes }, null, 2));
    else if (names.length === 0) call.shell.print('There are no other servers.');
    return outcomes.every(({ ok }) => ok) ? EXIT.done : EXIT.failed;
  },
};

async function namesOfAll({ ask }: Call): Promise<readonly string[]> {
  const { connections } = await ask<ConnectionsAnswer>({
    method: 'GET',
    path: '/connections',
  });
  return connections.map(({ name }) => name);
}

async function refreshAll(call: Call, names: readonly string[]): Promise<readonly Outcome[]> {
  const { json, shell } = call;
  const left = [...names];
  const underWay = new Set<string>();
  const outcomes: Outcome[] = [];
  const work = async () => {
    for (let name = left.shift(); name !== undefined; name = left.shift()) {
      underWay.add(name);
      const outcome = await refreshOne(call, name);
      underWay.delete(name);
      outcomes.push(outcome);
      if (!json) shell.print(`${name}: ${printable(outcome.sentence)}`);
    }
  };
  const waitingFor = () => `Waiting for ${[...underWay].join(', ')}…`;
  const workers = Promise.all(Array.from({ length: AT_ONCE }, work));
  await withProgress(workers, waitingFor, shell.complain);
  return outcomes.sort((one, other) => names.indexOf(one.name) - names.indexOf(other.name));
}

/** What became of one; only trouble with Latchkey itself is thrown. */
async function refreshOne({ ask }: Call, name: string): Promise<Outcome> {
  try {
    const path = `/connections/${encodeURIComponent(name)}/refresh`;
    const { connection } = await ask<{ connection: ConnectionAnswer }>({ method: 'POST', path });
    return { name, ...becameOf(connection), connection };
  } catch (thrown) {
    if (!(thrown instanceof ControlRefusal) || thrown.error === 'unexpected_answer') throw thrown;
    return { name, ok: false, sentence: `failed. ${thrown.sentence}` };
  }
}

function becameOf(one: ConnectionAnswer): { readonly ok: boolean; readonly sentence: string } {
  const { status, problem = '', perPerson, tools, waiting } = one;
  if (status === 'connected') {
    const waits = waiting.length === 0 ? '' : `, ${waiting.length} more for you to look at`;
    return { ok: true, sentence: `connected, ${count(tools, 'tool')}${waits}.` };
  }
  if (perPerson) {
    return {
      ok: true,
      sentence: 'each person is connected for themselves, when they use it next.',
    };
  }
  return { ok: false, sentence: `${status}. ${problem}` };
}
