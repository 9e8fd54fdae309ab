import { z } from 'zod';
import type { Commander } from '../../home/link.ts';
import { localTime } from '../local-time.ts';

type Wire = Readonly<Record<string, unknown>>;

/** One run of an automation or script in short. */
export const runSummary = z.strictObject({
  run_id: z.string(),
  start: z.string(),
  finish: z.string().optional(),
  /** Home Assistant's words: finished, failed_conditions, error, aborted, cancelled … */
  outcome: z.string(),
  trigger: z.string().optional(),
  last_step: z.string().optional(),
  error: z.string().optional(),
});

export type RunSummary = z.output<typeof runSummary>;

const LONGEST = 300;

/** The runs Home Assistant kept, the newest first. For administrators. */
export async function readRuns(
  home: Commander,
  kind: 'automation' | 'script',
  id: string,
  timeZone: string,
): Promise<readonly RunSummary[]> {
  const traces = await home.command<readonly Wire[] | null>({
    type: 'trace/list',
    domain: kind,
    item_id: id,
  });
  return (traces ?? []).map((trace) => summarizeRun(trace, timeZone)).reverse();
}

function summarizeRun(trace: Wire, timeZone: string): RunSummary {
  const { start, finish } = (trace.timestamp ?? {}) as { start?: unknown; finish?: unknown };
  const text = (name: string) => {
    const value = trace[name];
    return typeof value === 'string' && value !== '' ? { [name]: value.slice(0, LONGEST) } : {};
  };
  const ended = time(finish, timeZone);
  return {
    run_id: String(trace.run_id),
    start: time(start, timeZone) ?? '',
    ...(ended !== undefined && { finish: ended }),
    // A run under way has not come to an outcome yet.
    outcome: String(trace.script_execution ?? trace.state ?? 'unknown'),
    ...text('trigger'),
    ...text('last_step'),
    ...text('error'),
  };
}

function time(written: unknown, timeZone: string): string | undefined {
  const at = typeof written === 'string' ? Date.parse(written) : Number.NaN;
  return Number.isNaN(at) ? undefined : localTime(at, timeZone);
}
