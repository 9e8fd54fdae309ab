import type { KnownClient, Source, Step } from './steps.ts';

/** How far an attempt got: asked, registered, opened a form, was let in by a person. */
export type Reach = 0 | 1 | 2 | 3;

const MOST_STEPS = 100;
/** Addresses, registrations and forms of one attempt. */
const MOST_NAMES = 8;

type NewStep = Pick<Step, 'kind' | 'result' | 'detail' | 'host'>;

/** One way of a client towards a connection, as the requests that belong together. */
export class Attempt {
  readonly id: string;
  readonly startedAt: number;
  /** Who began it. */
  readonly from: Source;
  lastAt: number;
  /** When something happened that had not happened before. */
  changedAt: number;
  /** The client it turned out to be: the one that asked for a person. */
  client: KnownClient | undefined;
  grantId: string | undefined;
  /** Whether a token was given and no call has followed yet. */
  awaitsCall = false;
  readonly #registered = new Map<string, KnownClient>();
  readonly #sources: Source[] = [];
  readonly #transactions: string[] = [];
  readonly #steps: Step[] = [];
  /** Where in the steps the latest progress is: before it nothing is counted together any more. */
  #round = 0;

  constructor(id: string, from: Source, now: number) {
    this.id = id;
    this.from = from;
    this.startedAt = now;
    this.lastAt = now;
    this.changedAt = now;
    this.metFrom(from);
  }

  get steps(): readonly Step[] {
    return this.#steps;
  }

  get registered(): ReadonlyMap<string, KnownClient> {
    return this.#registered;
  }

  get reach(): Reach {
    if (this.grantId !== undefined) return 3;
    if (this.#transactions.length > 0) return 2;
    return this.client !== undefined || this.#registered.size > 0 ? 1 : 0;
  }

  /** Whether what a client asks without naming itself cannot be part of it any more. */
  get closed(): boolean {
    return this.#steps.some(
      ({ kind, result, detail }) =>
        (kind === 'token' && result === 'ok') || (kind === 'consent' && detail === 'denied'),
    );
  }

  is(clientId: string): boolean {
    return this.client === undefined ? this.#registered.has(clientId) : this.client.id === clientId;
  }

  hasForm(transactionId: string): boolean {
    return this.#transactions.includes(transactionId);
  }

  cameFrom(here: (source: Source) => boolean): boolean {
    return this.#sources.some(here);
  }

  /** Whether it holds as many forms as it can: one more would push out one that a person reads. */
  get full(): boolean {
    return this.#transactions.length >= MOST_NAMES;
  }

  metFrom(source: Source): void {
    const same = ({ address, agent }: Source) =>
      address === source.address && agent === source.agent;
    if (this.#sources.length < MOST_NAMES && !this.cameFrom(same)) this.#sources.push(source);
  }

  registers(client: KnownClient): void {
    if (this.#registered.size < MOST_NAMES) this.#registered.set(client.id, client);
  }

  opensForm(transactionId: string): void {
    if (!this.full && !this.hasForm(transactionId)) this.#transactions.push(transactionId);
  }

  note(step: NewStep, at: number, number: number): void {
    this.lastAt = at;
    if (isCall(step)) this.#forgetRoutine();
    const again = this.#steps.findIndex((one, index) => index >= this.#round && same(one, step));
    const before =
      isProgress(step) && this.#wasRefusedAfter(again) ? undefined : this.#steps[again];
    if (before !== undefined) {
      this.#steps[again] = { ...before, lastAt: at, times: before.times + 1 };
      if (isProgress(step) && !isCall(step) && !isRoutine(step)) this.changedAt = at;
      return;
    }
    if (!isRoutine(step)) this.changedAt = at;
    const { kind, result, detail, host } = step;
    this.#steps.push({
      number,
      kind,
      at,
      lastAt: at,
      times: 1,
      result,
      ...(detail !== undefined && { detail }),
      ...(host !== undefined && { host }),
    });
    if (isProgress(step)) this.#round = this.#steps.length - 1;
    if (this.#steps.length > MOST_STEPS) this.#dropOne();
  }

  /** A connection that works again needs no memory of each hour's new token. */
  #forgetRoutine(): void {
    const first = this.#steps.findIndex(isCall);
    if (first === -1) return;
    const after = this.#steps.splice(first + 1).filter((one) => !isRoutine(one));
    this.#steps.push(...after);
    this.#round = this.#steps.findLastIndex(isProgress);
  }

  #wasRefusedAfter(index: number): boolean {
    return this.#steps.some(({ result }, at) => at > index && result === 'refused');
  }

  /** The beginning and the end tell most. */
  #dropOne(): void {
    const middle = MOST_STEPS / 2;
    this.#steps.splice(middle, 1);
    if (this.#round > middle) this.#round -= 1;
  }
}

/** What only somebody takes who is on their way in; looking around is none. */
export function isProgress({ kind, result }: Pick<Step, 'kind' | 'result'>): boolean {
  return (
    result !== 'refused' &&
    kind !== 'challenge' &&
    kind !== 'resource_metadata' &&
    kind !== 'server_metadata'
  );
}

function isCall({ kind, result }: NewStep): boolean {
  return kind === 'call' && result === 'ok';
}

/** What a connection that works does each hour. */
function isRoutine({ kind, result, detail }: NewStep): boolean {
  return detail === 'token_expired' || (kind === 'refresh' && result === 'ok');
}

function same(one: NewStep, other: NewStep): boolean {
  return (
    one.kind === other.kind &&
    one.result === other.result &&
    one.detail === other.detail &&
    one.host === other.host
  );
}
