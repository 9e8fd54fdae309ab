import { SECOND } from '../core/clock.ts';
import type { AnswerListener, RouteGroup } from '../net/answers.ts';
import type { AuditEvent, Store } from '../store/contract.ts';

/** Upper bounds of the durations that are told apart, in seconds. */
export const BOUNDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] as const;

const OUTCOMES: ReadonlySet<string> = new Set([
  ...['done', 'failed', 'refused', 'error', 'asked', 'allowed', 'denied'],
  ...['expired', 'malformed', 'empty', 'unreachable', 'banned', 'too_many', 'unknown'],
]);

/** What is called: a tool of the catalog, or any of a server's, or a resource or prompt. */
interface Called {
  readonly kind: 'tool' | 'resource' | 'prompt';
  /** A tool's name; empty for what a server offers, whose names are not ours. */
  readonly tool: string;
  /** The operator's name for another server; empty for our own. */
  readonly server: string;
}

/** How the calls of one of them went. */
export interface CallTally extends Called {
  readonly outcomes: Map<string, number>;
  /** How many took at most as long as each bound and longer than the one before; then the rest. */
  readonly buckets: Float64Array;
  seconds: number;
}

/**
 * Plain numbers of what happened since the start, cheap enough to count on every request. Whoever
 * asks for the metrics makes text of them; nothing that a stranger chooses becomes a name in here.
 */
export class Counts implements Pick<AnswerListener, 'answered'> {
  readonly #names: () => readonly string[];
  #tools: ReadonlySet<string> | undefined;
  /** Answers by route and by the first digit of their status. */
  readonly answers = new Map<RouteGroup, Float64Array>();
  readonly overLimit = new Map<RouteGroup, number>();
  readonly signIns = new Map<string, number>();
  /** By kind, then by tool or server: no key has to be put together on the way. */
  readonly #calls = {
    tool: new Map<string, CallTally>(),
    server: new Map<string, CallTally>(),
    resource: new Map<string, CallTally>(),
    prompt: new Map<string, CallTally>(),
  };

  /** The names of the tools are asked for at the first call: until then they may not be loaded. */
  constructor(tools: () => readonly string[]) {
    this.#names = tools;
  }

  get calls(): readonly CallTally[] {
    return Object.values(this.#calls).flatMap((tallies) => [...tallies.values()]);
  }

  answered(group: RouteGroup, status: number): void {
    let classes = this.answers.get(group);
    if (classes === undefined) {
      classes = new Float64Array(6);
      this.answers.set(group, classes);
    }
    const digit = Math.trunc(status / 100);
    if (digit >= 1 && digit <= 5) classes[digit] = (classes[digit] ?? 0) + 1;
    if (status === 429) add(this.overLimit, group);
  }

  /** Counts what the audit log is told, whether or not it is kept. */
  noted({ kind, outcome, detail }: AuditEvent): void {
    if (kind === 'consent' || kind === 'sign_in') add(this.signIns, known(outcome));
    if (kind !== 'tool' && kind !== 'resource' && kind !== 'prompt') return;
    const server = typeof detail?.upstream === 'string' ? detail.upstream : '';
    const name = typeof detail?.tool === 'string' ? detail.tool : '';
    this.#tools ??= new Set(this.#names());
    const tally = this.#tallyOf(kind, this.#tools.has(name) ? name : '', server);
    add(tally.outcomes, known(outcome));
    const seconds = (typeof detail?.ms === 'number' ? detail.ms : 0) / SECOND;
    let bucket = 0;
    while (seconds > (BOUNDS[bucket] ?? Number.POSITIVE_INFINITY)) bucket += 1;
    tally.buckets[bucket] = (tally.buckets[bucket] ?? 0) + 1;
    tally.seconds += seconds;
  }

  #tallyOf(kind: Called['kind'], tool: string, server: string): CallTally {
    const tallies = kind === 'tool' && server !== '' ? this.#calls.server : this.#calls[kind];
    const key = server === '' ? tool : server;
    const found = tallies.get(key);
    if (found !== undefined) return found;
    const buckets = new Float64Array(BOUNDS.length + 1);
    const made = { kind, tool, server, outcomes: new Map<string, number>(), buckets, seconds: 0 };
    tallies.set(key, made);
    return made;
  }
}

/** The same store; what is written down in its audit log is counted too. */
export function countEvents(store: Store, counts: Counts): Store {
  return {
    ...store,
    appendAudit(event) {
      counts.noted(event);
      store.appendAudit(event);
    },
  };
}

function add<K>(numbers: Map<K, number>, key: K): void {
  numbers.set(key, (numbers.get(key) ?? 0) + 1);
}

function known(outcome: string): string {
  return OUTCOMES.has(outcome) ? outcome : 'other';
}
