import type { KeptMachine } from '../store/contract.ts';
import type { AuthKind } from '../upstreams/auth-kind.ts';
import type { UpstreamReport } from '../upstreams/gateway.ts';
import type { OfferedTool } from '../upstreams/offer.ts';
import type { WrittenFault } from '../upstreams/written.ts';

/** A tool that waits for an administrator: which, why, and in a few words what is different. */
export interface Waiting {
  readonly name: string;
  readonly reason: 'new' | 'changed';
  /** Of a changed one: `description: … [-was-] {+is+} …`, `input schema`, … */
  readonly changes: readonly string[];
}

/** A waiting tool as an assistant would read it. */
export interface WaitingWhole extends Waiting {
  /** Names exactly this wording, so that nothing is approved but what was shown. */
  readonly pin: string;
  readonly tool: OfferedTool;
}

/** One upstream as people are shown it. Times are milliseconds since the epoch. */
export interface ConnectionAnswer {
  readonly name: string;
  readonly kind: UpstreamReport['kind'];
  readonly auth: AuthKind;
  readonly perPerson: boolean;
  /** `asleep`, `connecting`, `connected`, `failed`, `disabled` or `needs sign-in`. */
  readonly status: string;
  /** What went wrong last, as a sentence. */
  readonly problem?: string;
  readonly protocol?: string;
  readonly tools: number;
  /** Tools that were too large or too many to be offered. */
  readonly leftOut: number;
  readonly waiting: readonly Waiting[];
  /** When the household's access token there ends; it is renewed before. */
  readonly tokenEndsAt?: number;
}

export interface ConnectionsAnswer {
  readonly connections: readonly ConnectionAnswer[];
  /** What is written in a form that cannot be used at all. */
  readonly faults: readonly WrittenFault[];
}

export interface DebugAnswer {
  readonly on: boolean;
  readonly until?: number;
}

/** What a request that was not done is answered with. */
export interface RefusalAnswer {
  readonly error: string;
  readonly sentence: string;
}

/** A program that was let in here. Times are milliseconds since the epoch. */
export interface MachineAnswer {
  readonly id: string;
  readonly name: string;
  readonly kind: KeptMachine['kind'];
  readonly scope: readonly string[];
  /** As whom it acts, as `id@home`; absent: the house's own account. */
  readonly actAs?: string;
  readonly createdAt: number;
  readonly lastUsedAt?: number;
}

/** A secret that was just made, in the only answer that ever has it. */
export interface MadeSecretAnswer extends Pick<MachineAnswer, 'id' | 'name' | 'kind'> {
  readonly secret: string;
  /** Where it opens the door. */
  readonly address: string;
}
