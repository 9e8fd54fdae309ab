import type { Client, Transport } from '@modelcontextprotocol/client';
import type { Clock } from '../core/clock.ts';

export type UpstreamStatus = 'asleep' | 'connecting' | 'connected' | 'failed';

/** How an upstream is, for people to read. */
export interface UpstreamState {
  readonly status: UpstreamStatus;
  /** Why it failed last; a sentence without anything secret. */
  readonly problem?: string;
  /** Which revision of the protocol it speaks. */
  readonly protocol?: string;
}

export interface UpstreamOptions {
  readonly name: string;
  /** A fresh transport for each connection. */
  readonly transport: () => Transport;
  readonly clock: Clock;
  readonly connectMs?: number;
  readonly idleMs?: number;
  /** The pause after a first failure; it doubles up to `maxPauseMs`. */
  readonly pauseMs?: number;
  readonly maxPauseMs?: number;
  /** Told of each new connection, before it is used. */
  readonly onConnected?: () => void;
  /** Told when the upstream says that what it offers has changed. */
  readonly onListChanged?: () => void;
  /** Told that a resource changed, by its own URI. */
  readonly onUpdated?: (uri: string) => void;
  /** Told that a connection has ended, however that came. */
  readonly onLost?: (client: Client) => void;
  /** Whether somebody waits to be told something, so that it must not sleep. */
  readonly awaited?: () => boolean;
  /** What somebody has to do when the upstream will not have us; undefined when that is not known. */
  readonly unproven?: () => string | undefined;
}
