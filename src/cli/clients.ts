import type { ClientAnswer } from '../control/grant-answers.ts';
import { type Call, type ControlledCommand, Misuse } from './controlled.ts';
import { clientLines } from './grant-lines.ts';
import { EXIT } from './shell.ts';

const USAGE = `Usage: latchkey clients [--json]
       latchkey clients remove ID [--json]

Without more it lists the assistants and programs that are known here: how each came to be known
(dynamic: it registered itself; document: it describes itself at its own address; static: it is listed
in your configuration), when, since when somebody allows it, and how many connections it has.

  remove ID       forgets one and disconnects it for everybody; it may register and ask again
  --json          one JSON document instead of text
  --data-dir DIR  the data of the Latchkey that is meant, if not where the settings say

Examples:
  latchkey clients
  latchkey clients --json | jq '.clients[] | select(.grants == 0)'
Next: latchkey grants shows for whom each is connected, and can disconnect one person's alone.`;

/** `latchkey clients`: who is known here, and forgetting one. */
export const clients: ControlledCommand = {
  usage: USAGE,
  async run(call) {
    const [action, id, ...others] = call.words;
    if (action === undefined) return list(call);
    if (action !== 'remove') throw new Misuse('clients can do remove, or nothing more to list.');
    if (id === undefined || others.length > 0) {
      throw new Misuse('Say which one: latchkey clients remove ID');
    }
    await call.ask({ method: 'POST', path: '/clients/remove', body: { id } });
    if (call.json) call.shell.print(JSON.stringify({ removed: id }));
    else call.shell.print('Forgotten. Whatever it was connected to has ended.');
    return EXIT.done;
  },
};

async function list({ ask, json, shell }: Call): Promise<number> {
  const answer = await ask<{ clients: ClientAnswer[] }>({ method: 'GET', path: '/clients' });
  if (json) shell.print(JSON.stringify(answer, null, 2));
  else if (answer.clients.length === 0) shell.print('None is known yet.');
  else shell.print(answer.clients.flatMap(clientLines).join('\n'));
  return EXIT.done;
}
