import type { Home } from '../home/home.ts';

/** The state of something before it was changed or deleted. */
export interface KeptVersion {
  readonly id: string;
  /** Milliseconds since the epoch: when it stopped being the state. */
  readonly at: number;
  /** What it is, such as `automation` or `area`. */
  readonly kind: string;
  /** Its own id within its kind. */
  readonly thing: string;
  /** As Home Assistant had it. */
  readonly content: unknown;
}

/** Keeps what tools change and delete in one home, so that it can be brought back. */
export interface Archive {
  /** Keeps a state and returns the version's id; once it returns, the state survives a power cut. */
  keep(kind: string, thing: string, content: unknown): Promise<string>;
  /** The kept states of one thing, newest first. */
  versions(kind: string, thing: string): Promise<readonly KeptVersion[]>;
  /** The states kept last, of whatever it is: how something deleted is found again. */
  newest(limit: number): Promise<readonly KeptVersion[]>;
  version(id: string): Promise<KeptVersion | undefined>;
}

/**
 * Puts a kept state back in place; throws like the tool that would save it. What is there now is
 * given to `keep` before it is replaced; nothing is kept when there is nothing.
 */
export type Restore = (
  home: Home,
  thing: string,
  content: unknown,
  keep: (current: unknown) => Promise<void>,
) => Promise<void>;
