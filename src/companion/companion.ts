import type { Clock } from '../core/clock.ts';
import type { Random } from '../core/ids.ts';
import { type Result, refused } from '../core/result.ts';
import { Turns } from '../core/turns.ts';
import type { Supervisor } from '../supervisor/client.ts';
import { announceCompanion } from './announce.ts';
import {
  type CompanionPlace,
  type CompanionProblem,
  companionStatus,
  type Installed,
  installCompanion,
  removeCompanion,
  versionIn,
} from './folder.ts';

/**
 * What became of telling Home Assistant where we are: `alone` where there is no Supervisor that
 * would pass it on, so that a person has to enter it.
 */
export type Announced = 'told' | 'alone' | 'failed';

interface CompanionOptions {
  /** Undefined where nobody said which Home Assistant and which companion. */
  readonly place: CompanionPlace | undefined;
  readonly secret: string;
  /** Where Home Assistant reaches our public listener. */
  readonly port: number;
  readonly supervisor: Supervisor | undefined;
  readonly clock: Clock;
  readonly random: Random;
}

/** The companion as the Latchkey that runs looks after it: its files, and whether it is heard of. */
export class Companion {
  /** What it has to show with each request that it passes on. */
  readonly secret: string;
  readonly port: number;
  /** Whether a Supervisor tells Home Assistant of us, so that nobody has to type anything. */
  readonly announces: boolean;
  /** The folder that we ship; undefined where there is none. */
  readonly shipped: string | undefined;
  /** The version of that one. */
  readonly shippedVersion: string | undefined;
  readonly #options: CompanionOptions;
  readonly #turns = new Turns();
  #lastAt: number | undefined;

  constructor(options: CompanionOptions) {
    this.#options = options;
    this.secret = options.secret;
    this.port = options.port;
    this.announces = options.supervisor !== undefined;
    this.shipped = options.place?.shipped;
    this.shippedVersion = this.shipped === undefined ? undefined : versionIn(this.shipped);
  }

  /** When it last passed on a request, in milliseconds; forgotten at a restart. */
  get lastAt(): number | undefined {
    return this.#lastAt;
  }

  /** Notes that it passed on a request just now. */
  heard(): void {
    this.#lastAt = this.#options.clock();
  }

  status(): Result<Installed, CompanionProblem> {
    const { place } = this.#options;
    return place === undefined ? refused('no_home') : companionStatus(place);
  }

  install(): Promise<Result<boolean, CompanionProblem>> {
    return this.#change(installCompanion);
  }

  remove(): Promise<Result<boolean, CompanionProblem>> {
    return this.#change(removeCompanion);
  }

  /** One after the other, since both change the same folder and look there whether it is done. */
  async #change(change: typeof installCompanion): Promise<Result<boolean, CompanionProblem>> {
    const { place, random } = this.#options;
    if (place === undefined) return refused('no_home');
    return this.#turns.take(place.config, () => change(place, random));
  }

  /** Has Home Assistant told where we are; saying it again changes nothing. */
  async announce(): Promise<Announced> {
    const { supervisor, port, secret } = this.#options;
    if (supervisor === undefined) return 'alone';
    return (await announceCompanion(supervisor, { port, secret })).ok ? 'told' : 'failed';
  }
}
