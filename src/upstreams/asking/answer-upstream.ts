import type { Client } from '@modelcontextprotocol/client';
import { type CallerSide, LOG_LEVELS, type LogLevel } from './caller-side.ts';
import { checkedForm } from './form.ts';
import { NotAsked } from './not-asked.ts';
import { oneLine } from './wording.ts';

const LONGEST_DATA = 4_000;
const LONGEST_LOGGER = 100;

/** What we declare: forms, and nothing else. No upstream sends a person to an address, or asks a model. */
export const DECLARED = { elicitation: { form: {} } } as const;

/** Answers what an upstream asks over a connection, and hears what it tells, on behalf of its caller. */
export function answerUpstream(
  client: Client,
  upstream: string,
  callerNow: () => CallerSide | undefined,
): void {
  client.setRequestHandler('elicitation/create', async ({ params }, { mcpReq: { signal } }) => {
    const caller = callerNow();
    if (caller === undefined) {
      throw new NotAsked(
        `The server ${upstream} asked something, and Latchkey cannot tell whose call that is about, so nobody was asked.`,
      );
    }
    if (caller.ask === undefined) {
      throw new NotAsked(
        `The server ${upstream} asked something of the person behind this call, and their assistant cannot show questions. One that can show them may call this.`,
      );
    }
    const form = checkedForm(upstream, params);
    if (!form.ok) {
      throw new NotAsked(
        `The server ${upstream} asked something that Latchkey shows to nobody. ${form.error}`,
      );
    }
    const { accepted, ...shown } = form.value;
    const { action, content } = accepted(await caller.ask(shown, signal));
    return content === undefined ? { action } : { action, content: { ...content } as never };
  });
  client.setNotificationHandler('notifications/message', ({ params }) => {
    const caller = callerNow();
    if (caller?.log === undefined || !isAtLeast(params.level, caller.logLevel)) return;
    const { level, logger, data } = params;
    const named = logger === undefined ? upstream : `${upstream}: ${oneLine(logger)}`;
    caller.log({ level, logger: named.slice(0, LONGEST_LOGGER), data: bounded(data) });
  });
}

function isAtLeast(level: LogLevel, wanted: LogLevel | undefined): boolean {
  return wanted !== undefined && LOG_LEVELS.indexOf(level) >= LOG_LEVELS.indexOf(wanted);
}

function bounded(data: unknown): unknown {
  const text = JSON.stringify(data) ?? 'null';
  return text.length <= LONGEST_DATA ? data : `${text.slice(0, LONGEST_DATA)}…`;
}
