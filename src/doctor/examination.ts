import type { Clock } from '../core/clock.ts';
import type { Doctor } from './create-doctor.ts';
import type { Finding } from './finding.ts';

/** What the last look found, and how far one is that goes on. */
interface State {
  /** Absent while nobody looks. */
  readonly looking?: { readonly done: number; readonly total: number };
  /** Absent until the first look has ended. */
  readonly last?: { readonly at: number; readonly findings: readonly Finding[] };
}

/** The doctor's last look at everything, kept for pages to show. */
export class Examination {
  readonly #doctor: Doctor;
  readonly #clock: Clock;
  #state: State = {};

  constructor(doctor: Doctor, clock: Clock) {
    this.#doctor = doctor;
    this.#clock = clock;
  }

  get state(): State {
    return this.#state;
  }

  /** Looks at everything, in the background, unless somebody does already. */
  look(): void {
    if (this.#state.looking === undefined) void this.#look();
  }

  async #look(): Promise<void> {
    this.#state = { ...this.#state, looking: { done: 0, total: 0 } };
    const findings = await this.#doctor(undefined, ({ done, total }) => {
      this.#state = { ...this.#state, looking: { done, total } };
    });
    this.#state = { last: { at: this.#clock(), findings } };
  }
}
