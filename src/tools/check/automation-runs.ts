import type { Mirror } from '../../home/mirror.ts';
import { localTime } from '../local-time.ts';
import { type Ask, type Finding, oneLine } from './findings.ts';

/** What `trace/list` tells of one run. */
interface Trace {
  readonly item_id: string;
  readonly script_execution: string | null;
  readonly error?: string;
  readonly not_triggered?: boolean;
  readonly timestamp: { readonly start: string };
}

/** The automations whose last run stopped with an error; of those the caller sees. */
export async function failedAutomations(ask: Ask, mirror: Mirror): Promise<readonly Finding[]> {
  const traces = await ask<Trace[]>({ type: 'trace/list', domain: 'automation' });
  const last = new Map<string, Trace>();
  for (const trace of traces) {
    if (trace.not_triggered === true) continue;
    const known = last.get(trace.item_id);
    if (known === undefined || startOf(known) <= startOf(trace)) last.set(trace.item_id, trace);
  }
  return mirror.entities().flatMap((entity): readonly Finding[] => {
    if (entity.domain !== 'automation') return [];
    const trace = last.get(String(entity.state.attributes.id));
    if (trace === undefined || trace.script_execution !== 'error') return [];
    const at = localTime(startOf(trace), mirror.config.timeZone);
    return [
      {
        severity: 'problem',
        kind: 'automation',
        title: oneLine(`${entity.name} failed at ${at}: ${trace.error ?? 'no reason given'}`),
        fix: 'Correct the step that failed, then run the automation once.',
        entityIds: [entity.id],
      },
    ];
  });
}

function startOf(trace: Trace): number {
  return Date.parse(trace.timestamp.start);
}
