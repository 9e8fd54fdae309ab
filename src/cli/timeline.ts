import { setTimeout as pause } from 'node:timers/promises';
import { SECOND } from '../core/clock.ts';
import { printable } from '../core/printable.ts';
import type { AttemptAnswer, StepAnswer, TimelineAnswer } from '../doctor/timeline/answer.ts';
import { timeline as words } from '../words/en/timeline.ts';
import { minutes } from './connection-lines.ts';
import { type Call, type ControlledCommand, Misuse } from './controlled.ts';
import { EXIT } from './shell.ts';

const USAGE = `Usage: latchkey timeline [--follow] [--json]

Shows how the last assistants connected, step by step: what each asked, when, what came of it, and where
one stopped, why and what to do. It is kept in memory, so a restart forgets it; no secret is in it.

  --follow        goes on and shows each step as it happens, until you press Ctrl+C
  --json          one JSON document, or with --follow one for each piece of news
  --data-dir DIR  the data of the Latchkey that is meant, if not where the settings say

Example:
  latchkey timeline --follow
Next: connect the assistant while this runs, and do what the sentence at the stop says.`;

const LOOK_MS = SECOND;

/** `latchkey timeline`: where an assistant stopped on its way in. */
export const timeline: ControlledCommand = {
  usage: USAGE,
  flags: ['follow'],
  async run(call) {
    if (call.words.length > 0) throw new Misuse('timeline takes no names.');
    const answer = await look(call);
    const { json, shell } = call;
    if (call.has('follow')) return follow(call, answer);
    if (json) shell.print(JSON.stringify(answer, null, 2));
    else shell.print(asText(answer));
    return EXIT.done;
  },
};

function look({ ask }: Call): Promise<TimelineAnswer> {
  return ask<TimelineAnswer>({ method: 'GET', path: '/timeline' });
}

/** Until the caller's terminal, or Latchkey, ends it. */
async function follow(call: Call, begun: TimelineAnswer): Promise<never> {
  const { json, shell } = call;
  if (!json) shell.complain('Waiting for assistants to connect; press Ctrl+C to end.');
  let before = begun;
  for (;;) {
    await pause(LOOK_MS);
    const now = await look(call);
    for (const one of newsOf(before, now)) {
      shell.print(json ? JSON.stringify(one) : newsLine(one));
    }
    before = now;
  }
}

/** A step that was not there before, or a new state of an attempt. */
export interface News {
  readonly attempt: string;
  readonly client?: string;
  readonly step?: StepAnswer;
  readonly state?: AttemptAnswer['state'];
  readonly stop?: AttemptAnswer['stop'];
}

/** What is in the later answer and was not in the earlier one, in the order in which it happened. */
export function newsOf(before: TimelineAnswer, now: TimelineAnswer): readonly News[] {
  const old = before.since === now.since ? before.attempts : [];
  const seen = Math.max(0, ...old.flatMap(({ steps }) => steps.map(({ number = 0 }) => number)));
  const steps = now.attempts
    .flatMap((attempt) => attempt.steps.map((step) => ({ ...whoOf(attempt), step })))
    .filter(({ step }) => (step.number ?? 0) > seen)
    .sort((one, other) => (one.step.number ?? 0) - (other.step.number ?? 0));
  const states = now.attempts
    .filter((attempt) => {
      const was = old.find(({ id }) => id === attempt.id);
      const same = was?.state === attempt.state && was.stop?.code === attempt.stop?.code;
      return attempt.state !== 'under way' && !same;
    })
    .map((attempt) => ({
      ...whoOf(attempt),
      state: attempt.state,
      ...(attempt.stop !== undefined && { stop: attempt.stop }),
    }));
  return [...steps, ...states];
}

function whoOf({ id, client }: AttemptAnswer): Pick<News, 'attempt' | 'client'> {
  return { attempt: id, ...(client !== undefined && { client }) };
}

function newsLine({ attempt, client, step, state, stop }: News): string {
  const who = `${attempt} ${printable(client ?? words.unnamed)}`;
  if (step !== undefined) return `${who}: ${stepLine(step)}`;
  const lines = [`${who}: ${words.states[state ?? 'under way']}`];
  return [...lines, ...stopLines(stop)].join('\n');
}

/** The whole timeline, the latest attempt last, where a terminal shows it. */
export function asText({ since, attempts }: TimelineAnswer): string {
  const about = `Since ${minutes(since)}. ${words.forgets}`;
  if (attempts.length === 0) return `${words.none}\n${about}`;
  return [...attempts.toReversed().map(attemptText), about].join('\n\n');
}

function attemptText(one: AttemptAnswer): string {
  const { id, client, from, startedAt, steps, state, stop } = one;
  const by = [from.address, from.agent].filter((part) => part !== '').join(', ');
  return [
    `${id} ${printable(client ?? words.unnamed)} (${printable(by)}) on ${minutes(startedAt)}: ${words.states[state]}`,
    ...steps.map((step) => `  ${stepLine(step)}`),
    ...stopLines(stop),
  ].join('\n');
}

function stepLine({ at, kind, result, detail, host, times = 1 }: StepAnswer): string {
  const time = at === undefined ? '        ' : new Date(at).toISOString().slice(11, 19);
  const said = [
    detail === undefined ? undefined : words.details[detail],
    host,
    times > 1 ? `${times} times` : undefined,
  ].filter((part) => part !== undefined);
  const more = said.length === 0 ? '' : ` (${said.join(', ')})`;
  return `${time}  ${words.results[result].padEnd(7)}  ${words.steps[kind]}${printable(more)}`;
}

function stopLines(stop: AttemptAnswer['stop']): readonly string[] {
  if (stop === undefined) return [];
  const { happened, means, todo } = words.stops[stop.code](stop.parameters);
  return [happened, means, todo].map((sentence) => `  ${printable(sentence)}`);
}
