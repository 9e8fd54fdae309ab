import type { Store } from './contract.ts';

/** What an instance can hear of, from itself and from the others on the same database. */
export type Topic =
  /** Grants may have ended. */
  | 'ends'
  /** A shared state was written. */
  | 'states'
  /** What was approved of upstreams, or a secret for them, has changed. */
  | 'gateway'
  /** Something that an instance said to all of them. */
  | 'said';

/** Small sealed texts with a name, for what a single Latchkey keeps in files. */
export interface SharedStates {
  /** Where they lie, for sentences; without user and password. */
  readonly where: string;
  read(name: string): Promise<{ readonly version: number; readonly sealed: string } | undefined>;
  /** Writes if it is still of version `from`, 0 for none yet; false when another was faster. */
  write(name: string, from: number, sealed: string): Promise<boolean>;
}

/** What instances on one database have in common beside the store. */
export interface Instances {
  readonly states: SharedStates;
  /**
   * Tells a listener, until it is taken off again. Except for what was said, it is also told when
   * something may have been missed, and once a minute: it makes things quick, and is never relied on.
   */
  on(topic: Topic, listener: (text: string) => void): () => void;
  /** Says something short to every instance that listens now, this one too. Never throws. */
  say(text: string): Promise<void>;
}

/** A store with what belongs to the way in which it is kept. */
export interface OpenedStore {
  readonly store: Store;
  /** How much room it takes, in bytes. */
  bytes(): Promise<number>;
  /** Absent where there is but one instance. */
  readonly instances?: Instances;
}
