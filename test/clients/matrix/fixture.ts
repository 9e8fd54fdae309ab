import type { PublicKey } from '../../../src/store/contract.ts';
import type { Replay } from './replay.ts';

/** One thing that a client does, or holds us to; it throws where we fail the client. */
export interface Step {
  readonly says: string;
  run(client: Replay): Promise<void>;
}

/** One way in which a client is known to connect: its requests in its order, with its quirks. */
export interface Way {
  readonly name: string;
  /** The base URL that the client was given; the fixture's first door unless said. */
  readonly door?: string;
  /** What its HTTP stack says of itself, on every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** What it says besides when it speaks MCP. */
  readonly mcpHeaders?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

/** A client as it is known from its source, its documents or its users' reports. */
export interface ClientFixture {
  readonly name: string;
  /** Base URLs of the Latchkey it meets, canonical first; `{port}` is the port of this run. */
  readonly doors?: readonly string[];
  /** What the operator had to say for this client. */
  readonly env?: Readonly<Record<string, string>>;
  /** The client_id in whose name it signs. */
  readonly signsAs?: string;
  /** What it publishes on the web, by URL. */
  readonly publishes?: (key: PublicKey | undefined) => Readonly<Record<string, unknown>>;
  readonly ways: readonly Way[];
}

/** A door through a tunnel, as most people have it. */
export const TUNNEL = 'https://mcp.home.example';

/** What a client that follows the transport's specification accepts from the MCP endpoint. */
export const STREAMABLE = { Accept: 'application/json, text/event-stream' };
