import type { AuthMode, HomeAddress } from '../config/config.ts';
import type { HomeMessage } from '../home/link.ts';
import type { FrontDoor } from '../net/front-doors.ts';
import type { Store } from '../store/contract.ts';
import type { About, CheckId, Verdict } from './finding.ts';
import type { Answer, Heard, Question } from './probes/ask.ts';

/** One question of the doctor. Its judgement is a pure function beside it. */
export interface Check<S> {
  readonly id: CheckId;
  readonly about: About;
  /** Whose trouble would be the cause of this one's: it is looked at only when those are well. */
  readonly after?: readonly CheckId[];
  /** May throw: then it could not be looked at. */
  run(subject: S): Promise<Verdict>;
}

/** A front door, with hands to try it from the outside and from within. Answers are remembered. */
export interface DoorSubject {
  readonly name: string;
  readonly door: FrontDoor;
  /** The home whose own web server leads to it, if one does: its trouble is the door's. */
  readonly carrier?: string | undefined;
  readonly mode: AuthMode;
  /** Whether any other door can be reached from the internet. */
  readonly othersPublic: boolean;
  /** Whether somebody chose it: without a base URL it is this machine alone. */
  readonly configured: boolean;
  /** The address that a person gave an assistant, if one is asked about. */
  readonly given?: string | undefined;
  /** Every address of its name; none when it leads nowhere. */
  addresses(): Promise<readonly string[]>;
  /** Asks through the door; `path` is below its origin. */
  ask(path: string, question?: Question): Promise<Heard>;
  /** What we ourselves answer to the same, without anything in between. */
  own(path: string, question?: Question): Promise<Answer>;
}

/** A home, with hands to try the way to it. */
export interface HomeSubject {
  readonly name: string;
  readonly home: HomeAddress;
  /** The doors that lead through this home's own web server. */
  readonly carries: readonly FrontDoor[];
  /** Where Home Assistant may be when it is not where we look. */
  readonly usualPorts: readonly number[];
  /** The version of the integration that this Latchkey brings; undefined when it brings none. */
  readonly companionVersion: string | undefined;
  ask(url: string): Promise<Heard>;
  /** What the home says of its version to everybody; undefined when it says nothing. */
  version(): Promise<string | undefined>;
  /** With Latchkey's own account; undefined when there is none. Throws as `Commander.command`. */
  readonly command?: (<T>(message: HomeMessage) => Promise<T>) | undefined;
}

/** Latchkey itself and the machine that it runs on. */
export interface HereSubject {
  readonly name: '';
  readonly running: boolean;
  readonly mode: AuthMode;
  /** Why the settings are refused; nothing else can be looked at then. */
  readonly refused?: string | undefined;
  readonly now: () => number;
  /** Bytes that are free where the data lies. */
  free(): Promise<number>;
  /**
   * The file of keys; undefined when there is none. Throws when it cannot be read. Absent where the
   * keys are in the database.
   */
  keyring?(): Promise<{ readonly text: string; readonly mode: number } | undefined>;
  readonly store?: Pick<Store, 'claim'> | undefined;
  /** What others say the time is, in milliseconds, by their names. */
  clocks(): Promise<readonly { readonly other: string; readonly time: number }[]>;
}

/** All that the doctor looks at. */
export interface DoctorContext {
  readonly here: HereSubject;
  readonly doors: readonly DoorSubject[];
  readonly homes: readonly HomeSubject[];
  /** Told when a check itself fails, which is a fault of ours. */
  readonly onFault?: (check: CheckId, error: Error) => void;
  /** How long one check may take; default 20 s. */
  readonly limitMs?: number;
}
