import { openGuardedFile } from './guarded-file.ts';

/** A small JSON object that is kept: in a file, or in a database where several instances share it. */
export interface KeptState<T extends object> {
  /** Where it lies, for sentences. */
  readonly path: string;
  /** What is kept, from memory; undefined until something was. */
  state(): T | undefined;
  /** Reads it again, for what another process wrote. Throws `keyring_unreadable`. */
  reload(): Promise<unknown> | unknown;
  /** Makes it with its first state, unless it exists; then `state()` is what there is. */
  create(first: T): Promise<boolean> | boolean;
  /** Replaces what is kept, durably. Throws `disk_full` or `store_unavailable`, and keeps it. */
  write(next: T): Promise<void> | void;
}

/** What is to be kept, and under which name. */
export interface KeptWhat<T extends object> {
  readonly name: string;
  /** Whether what was parsed is a state this version of Latchkey understands. */
  readonly isState: (value: unknown) => value is T;
  /** What is lost with it, as the end of a sentence. */
  readonly loss: string;
}

/** Opens what is kept; one keeper is one place. */
export interface Keeper {
  open<T extends object>(what: KeptWhat<T>): Promise<KeptState<T>> | KeptState<T>;
  /** How long another instance may go on with what was replaced, in milliseconds; 0 where there is none. */
  readonly settlesMs: number;
}

/** Keeps each state in a file of a folder. */
export function filesIn(dir: string): Keeper {
  return { open: (what) => openGuardedFile({ dir, ...what }), settlesMs: 0 };
}
