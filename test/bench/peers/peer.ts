import type { Lane } from './lane.ts';

/**
 * What is measured of each that can do it: the same job, whoever does it. Codes are few, so
 * redeeming comes after what warms up the same endpoint.
 */
export const WORKS = [
  'register',
  'refresh',
  'redeem a code',
  'tools/list',
  'a constant tool',
  'the state of a light',
] as const;

export type Work = (typeof WORKS)[number];

/** The home that everything which speaks to one stands in front of. */
export interface House {
  readonly url: string;
  /** Of an administrator. */
  readonly token: string;
  readonly light: string;
  /** The process of a real Home Assistant, or why there is none and this is the demo home. */
  readonly real: { readonly pid: number } | { readonly missing: string };
}

/** Makes that many sources of requests for one turn, each for a connection of its own. */
export type Lanes = (count: number) => Promise<readonly Lane[]>;

/** A server that is up and has answered. */
export interface Running {
  /** Its first process; those that it started count as its own. */
  readonly pid: number;
  readonly works: Readonly<Partial<Record<Work, Lanes>>>;
  stop(): Promise<void>;
}

/** Another server of this kind, started as its own documentation says for production. */
export interface Peer {
  readonly name: string;
  readonly version: string;
  /** Whether Latchkey should need at most half its memory; false for what does much else beside. */
  readonly memoryJudged: boolean;
  /** What a reader of the table has to know of how it was measured, in one sentence. */
  readonly note: string;
  /** Installs it where that was not done yet, and starts it. Rejects with a sentence. */
  start(needs: Needs): Promise<Running>;
}

/** What a peer is given. */
export interface Needs {
  readonly house: House;
  /** An empty folder of its own, removed at the end. */
  readonly folder: string;
  /** How many tools Latchkey lists, for peers that come with none. */
  readonly tools: number;
}
