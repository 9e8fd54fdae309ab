import { openAnswer, sealAnswer } from '../../keys/sealed-answer.ts';
import type { Permission } from '../../policy/scopes.ts';

/** What a client may do from now on, in the page's terms. */
export interface Granted {
  readonly home: Permission | 'nothing';
  readonly energy: boolean;
  readonly upstreams: readonly string[];
}

/** How a consent form was answered, kept so that a second click gets the same page. */
export interface Outcome {
  readonly allowed: boolean;
  readonly location: string;
  readonly client: string;
  readonly returnsTo: string;
  /** Who signed in; absent when access was denied. */
  readonly person?: string;
  /** What was granted. */
  readonly granted?: Granted;
  /** How the person can end it in Home Assistant. */
  readonly endsBy?: 'deleting_token' | 'logging_out';
}

/** Sealed with the browser's secret: whoever only has the database learns no code from it. */
export function sealOutcome(secret: string, handle: string, outcome: Outcome): string {
  return sealAnswer(`${secret} ${handle}`, JSON.stringify(outcome));
}

/** Opens an outcome for the browser it belongs to. Throws `sealed_unreadable` for any other. */
export function openOutcome(secret: string, handle: string, sealed: string): Outcome {
  return JSON.parse(openAnswer(`${secret} ${handle}`, sealed)) as Outcome;
}
