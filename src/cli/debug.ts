import type { DebugAnswer } from '../control/answers.ts';
import { minutes } from './connection-lines.ts';
import { type ControlledCommand, Misuse } from './controlled.ts';
import { EXIT } from './shell.ts';

const USAGE = `Usage: latchkey debug on|off|status [--json]

  on      writes into Latchkey's log, for 15 minutes, how signing in goes: what assistants ask of Latchkey,
          and what Latchkey asks of other servers and their login pages
  off     ends that at once; so does a restart
  status  says whether it is on, and until when

A line has method, host, path, status, error code, scope and grant type. Tokens, codes, secrets, and the
values of queries and headers never get into it; what is not known to be harmless is shown as … or other.

Example:
  latchkey debug on && latchkey refresh github
Next: look into the log (in Home Assistant: the Log tab of the app) for "an upstream was asked" and
"a client asked".`;

/** `latchkey debug`: authentication logging for a quarter of an hour. */
export const debug: ControlledCommand = {
  usage: USAGE,
  async run({ words, ask, json, shell }) {
    const [action, ...others] = words;
    if (others.length > 0 || (action !== 'on' && action !== 'off' && action !== 'status')) {
      throw new Misuse('Say debug on, debug off or debug status.');
    }
    const answer = await ask<DebugAnswer>(
      action === 'status'
        ? { method: 'GET', path: '/debug' }
        : { method: 'PUT', path: '/debug', body: { on: action === 'on' } },
    );
    if (json) shell.print(JSON.stringify(answer));
    else {
      shell.print(
        answer.until === undefined
          ? 'Authentication logging is off.'
          : `Authentication logging is on until ${minutes(answer.until)}. It is in Latchkey's log.`,
      );
    }
    return EXIT.done;
  },
};
