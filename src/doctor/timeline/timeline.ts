import { type Clock, SECOND } from '../../core/clock.ts';
import { type TimelineAnswer, timelineAnswer } from './answer.ts';
import { Attempt } from './attempt.ts';
import { attemptOf } from './belongs.ts';
import { kept } from './forget.ts';
import type { KnownClient, Sight, Step, StepKind } from './steps.ts';

const LOOKING: readonly StepKind[] = ['resource_metadata', 'server_metadata'];
const REPEAT_MS = 10 * SECOND;

/**
 * How the last clients connected, step by step, in memory only: a restart forgets it. Nothing in it
 * is a secret, and how much is kept is bounded, whatever strangers send (`forget.ts`).
 */
export class Timeline {
  readonly #clock: Clock;
  readonly #since: number;
  #attempts: readonly Attempt[] = [];
  #lastAttempt = 0;
  #lastStep = 0;
  #awaited = 0;
  #latest: { readonly sight: Sight; readonly attempt: Attempt; readonly at: number } | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#since = clock();
  }

  /** The attempts as they are shown, each with how it stands now. */
  answer(): TimelineAnswer {
    const now = this.#clock();
    this.#tidy(now);
    return timelineAnswer(this.#attempts, { since: this.#since, now });
  }

  /** Whether a call that works would be news: asked at every one, so it costs nothing. */
  get awaitsCall(): boolean {
    return this.#awaited > 0;
  }

  /** Whether a grant's call would be news. */
  awaitsCallOf(grantId: string): boolean {
    return this.#attempts.some((one) => one.awaitsCall && one.grantId === grantId);
  }

  knows(grantId: string): boolean {
    return this.#attempts.some((one) => one.grantId === grantId);
  }

  /** Notes one finished request. */
  saw(sight: Sight): void {
    const now = this.#clock();
    if (this.#repeats(sight, now)) return;
    const { client, kind, result, transactionId, grantId } = sight;
    const found = attemptOf(sight, this.#attempts, now);
    if (kind.startsWith('consent') && found?.grantId !== undefined) return;
    const attempt = found ?? this.#begin(sight, now);
    const { reach } = attempt;
    attempt.metFrom(sight.from);
    if (client !== undefined) this.#meets(attempt, sight, client, now);
    if (kind === 'authorize' && transactionId !== undefined) attempt.opensForm(transactionId);
    if (grantId !== undefined) attempt.grantId ??= grantId;
    this.#note(attempt, sight, now);
    if (result === 'ok' && (kind === 'token' || kind === 'refresh')) attempt.awaitsCall = true;
    if (kind === 'call') attempt.awaitsCall = result !== 'ok' && attempt.grantId !== undefined;
    if (found === undefined || attempt.reach !== reach) this.#tidy(now);
    else this.#count();
    this.#latest = { sight, attempt, at: now };
  }

  /**
   * The same program looks at the same thing once more, with nothing in between: that belongs where
   * it did before, so no attempt has to be looked through.
   */
  #repeats(sight: Sight, now: number): boolean {
    const { sight: before, attempt, at } = this.#latest ?? {};
    if (before === undefined || attempt === undefined || at === undefined) return false;
    if (now - at > REPEAT_MS || !LOOKING.includes(sight.kind)) return false;
    const same =
      sight.kind === before.kind &&
      sight.result === 'ok' &&
      before.result === 'ok' &&
      sight.from.address === before.from.address &&
      sight.from.agent === before.from.agent;
    if (same) this.#note(attempt, sight, now);
    return same;
  }

  /** A person answered a form: allowed, with the grant that will stand on it, or denied. */
  answered(transactionId: string, grantId: string | undefined): void {
    this.#latest = undefined;
    const attempt = this.#attempts.findLast((one) => one.hasForm(transactionId));
    if (attempt === undefined) return;
    if (grantId !== undefined) attempt.grantId = grantId;
    this.#note(
      attempt,
      grantId === undefined
        ? { kind: 'consent', result: 'refused', detail: 'denied' }
        : { kind: 'consent', result: 'ok' },
      this.#clock(),
    );
    this.#tidy(this.#clock());
  }

  /** A person was sent to the login page of their home. */
  wentHome(transactionId: string): void {
    const attempt = this.#attempts.findLast((one) => one.hasForm(transactionId));
    if (attempt === undefined) return;
    this.#note(attempt, { kind: 'consent', result: 'waiting', detail: 'at_home' }, this.#clock());
  }

  #begin(sight: Sight, now: number): Attempt {
    this.#lastAttempt += 1;
    const attempt = new Attempt(String(this.#lastAttempt), sight.from, now);
    this.#attempts = [...this.#attempts, attempt];
    return attempt;
  }

  #meets(attempt: Attempt, { kind }: Sight, client: KnownClient, now: number): void {
    if (kind === 'registration') {
      attempt.registers(client);
      return;
    }
    if (attempt.client === undefined && kind === 'authorize' && client.by !== undefined) {
      this.#note(attempt, { kind: 'registration', result: 'ok', detail: client.by }, now);
    }
    attempt.client ??= client;
  }

  #note(
    attempt: Attempt,
    step: Pick<Step, 'kind' | 'result' | 'detail' | 'host'>,
    now: number,
  ): void {
    this.#lastStep += 1;
    attempt.note(step, now, this.#lastStep);
  }

  #tidy(now: number): void {
    this.#latest = undefined;
    this.#attempts = kept(this.#attempts, now);
    this.#count();
  }

  #count(): void {
    this.#awaited = this.#attempts.filter((one) => one.awaitsCall).length;
  }
}
