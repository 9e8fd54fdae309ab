import { localTime } from '../local-time.ts';
import { type Ask, type Finding, oneLine } from './findings.ts';

/** An entry of `system_log/list`: what was logged again is counted, with its last few messages. */
interface LogEntry {
  readonly name: string;
  readonly message: readonly string[];
  readonly level: string;
  /** Seconds since the epoch: when it was logged last. */
  readonly timestamp: number;
  readonly exception: string;
  readonly count: number;
}

const SERIOUS: ReadonlySet<string> = new Set(['ERROR', 'CRITICAL']);

/** What went wrong lately by the log, newest first. */
export async function logFindings(ask: Ask, timeZone: string): Promise<readonly Finding[]> {
  const entries = await ask<LogEntry[]>({ type: 'system_log/list' });
  return entries
    .filter(({ level }) => SERIOUS.has(level))
    .sort((one, other) => other.timestamp - one.timestamp)
    .map((entry) => ({
      severity: entry.level === 'CRITICAL' ? 'problem' : 'notice',
      kind: 'log',
      title: `${entry.name}, ${localTime(entry.timestamp * 1_000, timeZone)}${times(entry)}: ${said(entry)}`,
      fix: fixFor(entry.name),
    }));
}

function times({ count }: LogEntry): string {
  return count > 1 ? `, ${count} times` : '';
}

/** The last message and, of a traceback, the line that names the error. */
function said({ message, exception }: LogEntry): string {
  const text = oneLine(message.at(-1) ?? '');
  const error = oneLine(exception.trim().split('\n').at(-1) ?? '');
  return error === '' || text.includes(error) ? text : `${text} (${error})`;
}

function fixFor(logger: string): string {
  const [, integration] = /(?:components|custom_components)\.([a-z0-9_]+)/.exec(logger) ?? [];
  return integration === undefined
    ? 'Look for the cause in the whole log.'
    : `Check the settings and the connection of ${integration}.`;
}
