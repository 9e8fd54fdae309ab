import type { GrantsAnswer } from '../control/grant-answers.ts';
import { ControlRefusal } from '../control/refusal.ts';
import { count } from './connection-lines.ts';
import { type Call, type ControlledCommand, Misuse } from './controlled.ts';
import { endedLine, grantLines } from './grant-lines.ts';
import { answerLine } from './prompts.ts';
import { EXIT } from './shell.ts';

const USAGE = `Usage: latchkey grants [--json]
       latchkey grants end ID|--all [--yes] [--json]
       latchkey grants pause|resume ID [--json]

Without more it lists which assistants are connected: for whom, through which front door, what each may
do, since when, when it was last used and from where; and what ended in the last seven days, and why.

  end ID          disconnects one: its next call is refused, and it has to sign in again
  end --all       disconnects everything, for everybody
  pause ID        lets it do nothing until it is resumed; it stays signed in
  resume ID       lets it go on
  --yes           disconnect without being asked, as a script has to
  --json          one JSON document instead of text
  --data-dir DIR  the data of the Latchkey that is meant, if not where the settings say

Examples:
  latchkey grants
  latchkey grants end --all --yes
  latchkey grants --json | jq -r '.grants[] | select(.client.name == "Claude") | .id'
Next: latchkey audit --since 24h shows what each of them did; the settings can lower what one may do.`;

const PAST = { pause: 'Paused', resume: 'It may go on' } as const;

/** `latchkey grants`: who is connected, and ending or pausing that. */
export const grants: ControlledCommand = {
  usage: USAGE,
  flags: ['all', 'yes'],
  async run(call) {
    const [action, id, ...others] = call.words;
    if (action === undefined) return list(call);
    if (others.length > 0) throw new Misuse(`${action} takes one id.`);
    if (action === 'end') return end(call, id);
    if (action !== 'pause' && action !== 'resume') {
      throw new Misuse('grants can do end, pause and resume, or nothing more to list.');
    }
    if (id === undefined) throw new Misuse(`Say which: latchkey grants ${action} ID`);
    await call.ask({ method: 'POST', path: `/grants/${action}`, body: { id } });
    if (call.json) call.shell.print(JSON.stringify({ [`${action}d`]: id }));
    else call.shell.print(`${PAST[action]}, from its next call on.`);
    return EXIT.done;
  },
};

async function list({ ask, json, shell }: Call): Promise<number> {
  const answer = await ask<GrantsAnswer>({ method: 'GET', path: '/grants' });
  if (json) {
    shell.print(JSON.stringify(answer, null, 2));
    return EXIT.done;
  }
  const { grants: live, ended } = answer;
  shell.print(live.length === 0 ? 'Nothing is connected.' : live.flatMap(grantLines).join('\n'));
  if (ended.length > 0) {
    shell.print(`\nEnded in the last seven days:\n${ended.map(endedLine).join('\n')}`);
  }
  return EXIT.done;
}

async function end(call: Call, id: string | undefined): Promise<number> {
  const { ask, json, shell } = call;
  const all = call.has('all');
  if (all === (id !== undefined)) {
    throw new Misuse('Say which: latchkey grants end ID, or latchkey grants end --all');
  }
  const { grants: live } = await ask<GrantsAnswer>({ method: 'GET', path: '/grants' });
  const chosen = all ? live : live.filter((one) => one.id === id);
  if (!all && chosen.length === 0) {
    throw new ControlRefusal('unknown_grant', 'Nothing of that id is connected: latchkey grants');
  }
  if (!json) shell.print(chosen.flatMap(grantLines).join('\n'));
  if (chosen.length > 0 && !call.has('yes') && !(await saysYes(call, chosen.length))) {
    shell.complain('Nothing was disconnected.');
    return shell.input.isTTY ? EXIT.done : EXIT.misused;
  }
  const { ended } = await ask<{ ended: number }>(
    all
      ? { method: 'POST', path: '/grants/end-all' }
      : { method: 'POST', path: '/grants/end', body: { id } },
  );
  if (json) shell.print(JSON.stringify({ ended }));
  else shell.print(ended === 0 ? 'Nothing is connected.' : `Disconnected ${ended}.`);
  return EXIT.done;
}

async function saysYes({ shell, json }: Call, number: number): Promise<boolean> {
  if (!shell.input.isTTY || json) {
    shell.complain('Add --yes to disconnect what is shown.');
    return false;
  }
  shell.prompt(`Disconnect ${count(number, 'connection')}? [y/N] `);
  return /^y(es)?$/i.test((await answerLine(shell.input)).trim());
}
