import { randomBytes } from 'node:crypto';
import { frontDoor } from '../../../src/net/front-doors.ts';
import type { LatchkeyUnderTest } from '../../support/latchkey-under-test.ts';
import type { Page, Tokens } from '../../support/oauth-client.ts';
import type { SigningClient } from '../../support/signing-client.ts';
import type { Way } from './fixture.ts';
import { DoorBrowser, type Entrance, type Sent, sendThrough } from './through-door.ts';

/** A JSON document that was read. */
export type Document = Readonly<Record<string, unknown>>;

/** A clock that runs on, and that a step may set forward. */
export class ShiftedClock {
  #ahead = 0;

  readonly read = (): number => Date.now() + this.#ahead;

  pass(milliseconds: number): void {
    this.#ahead += milliseconds;
  }
}

/** A client under way: what it has learned so far, which the next steps go on from. */
export class Replay {
  readonly latchkey: LatchkeyUnderTest;
  readonly clock: ShiftedClock;
  readonly entrance: Entrance;
  readonly way: Way;
  readonly signer: SigningClient | undefined;
  readonly verifier = randomBytes(32).toString('base64url');
  readonly state = randomBytes(24).toString('base64url');

  /** What the 401 said. */
  challenge: { readonly resourceMetadata: string; readonly scope: string } | undefined;
  resourceMetadata: Document | undefined;
  serverMetadata: Document | undefined;
  /** The client as it was registered, or as it is known otherwise. */
  client: Document | undefined;
  redirectUri = '';
  /** What came back to the redirect URI. */
  callback = new URLSearchParams();
  tokens: Tokens | undefined;
  /** The last answer, for a step that has something to say about it. */
  last: Page | undefined;

  constructor(
    latchkey: LatchkeyUnderTest,
    baseUrl: string,
    way: Way,
    options: {
      readonly clock: ShiftedClock;
      readonly signer: SigningClient | undefined;
    },
  ) {
    this.latchkey = latchkey;
    this.entrance = { door: frontDoor(baseUrl), port: latchkey.port };
    this.clock = options.clock;
    this.way = way;
    this.signer = options.signer;
  }

  /** The MCP URL that the person pasted. */
  get url(): string {
    return this.entrance.door.resource;
  }

  get issuer(): string {
    return this.entrance.door.issuer;
  }

  /** An absolute URL for a path at the origin that the client was given. */
  at(path: string): string {
    return new URL(path, this.entrance.door.origin).href;
  }

  /** A fresh browser of the person. */
  browser(): DoorBrowser {
    return new DoorBrowser(this.entrance);
  }

  /** Sends with the client's own headers; a step's headers come after them. */
  async send(sent: Sent): Promise<Page> {
    const page = await sendThrough(this.entrance, {
      ...sent,
      headers: { ...this.way.headers, ...sent.headers },
    });
    this.last = page;
    return page;
  }
}

/** What an earlier step should have found. */
export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`no step before this one found ${what}`);
  return value;
}

/** A text field of a document. */
export function text(document: Document | undefined, field: string): string {
  const value = document?.[field];
  if (typeof value !== 'string')
    throw new Error(`${field} is missing: ${JSON.stringify(document)}`);
  return value;
}
