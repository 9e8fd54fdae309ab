import type { RoutineKind } from './routines.ts';
import type { Context } from './states.ts';
import { isoTime } from './wire.ts';

/** One thing a run did, under its path in the configuration. */
export interface TraceStep {
  readonly path: string;
  readonly timestamp: string;
  readonly changed_variables?: Readonly<Record<string, unknown>>;
  readonly error?: string;
  readonly result?: Readonly<Record<string, unknown>>;
}

/** One run of an automation or script. */
export interface Trace {
  readonly kind: RoutineKind;
  readonly itemId: string;
  readonly runId: string;
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly execution: 'finished' | 'failed_conditions' | 'error';
  readonly error?: string;
  readonly steps: readonly TraceStep[];
  readonly config: Readonly<Record<string, unknown>>;
  readonly context: Context;
}

/** Home Assistant keeps five for each, unless a configuration says otherwise. */
const KEPT = 5;

/** What automations and scripts did lately. */
export class Traces {
  #traces: readonly Trace[];

  constructor(past: readonly Trace[]) {
    this.#traces = past;
  }

  add(trace: Trace): void {
    const same = this.list(trace.kind, trace.itemId);
    const dropped = same.length < KEPT ? undefined : same[0];
    this.#traces = [...this.#traces.filter((kept) => kept !== dropped), trace];
  }

  /** The oldest first; of one item, or of all of that kind. */
  list(kind: string, itemId?: string): readonly Trace[] {
    return this.#traces.filter(
      (trace) => trace.kind === kind && (itemId === undefined || trace.itemId === itemId),
    );
  }

  get(kind: string, itemId: string, runId: string): Trace | undefined {
    return this.list(kind, itemId).find((trace) => trace.runId === runId);
  }
}

/** A run as `trace/list` carries it. */
export function shortTrace(trace: Trace): Record<string, unknown> {
  return {
    last_step: trace.steps.at(-1)?.path ?? null,
    run_id: trace.runId,
    state: 'stopped',
    script_execution: trace.execution,
    timestamp: { start: isoTime(trace.startedAt), finish: isoTime(trace.finishedAt) },
    domain: trace.kind,
    item_id: trace.itemId,
    ...(trace.error !== undefined && { error: trace.error }),
    // Nothing but a service call starts a run here.
    ...(trace.kind === 'automation' && { trigger: null }),
  };
}

/** A run as `trace/get` carries it. */
export function fullTrace(trace: Trace): Record<string, unknown> {
  return {
    ...shortTrace(trace),
    trace: Object.fromEntries(trace.steps.map((step) => [step.path, [step]])),
    config: trace.config,
    blueprint_inputs: null,
    context: trace.context,
  };
}
