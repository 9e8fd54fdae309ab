import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A refresh token as it is kept; a long-lived access token is one of these plus a signature. */
export interface KeptToken {
  readonly id: string;
  readonly userId: string;
  readonly type: 'normal' | 'long_lived_access_token';
  readonly clientId: string | null;
  readonly clientName: string | null;
  readonly clientIcon: string | null;
  readonly token: string;
  readonly jwtKey: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly accessTokenLifetimeMs: number;
  readonly expiresAt: number | null;
}

/** What the demo home remembers between two runs: who lives in it and their tokens. */
export interface Memory {
  readonly userIds: Readonly<Record<string, string>>;
  readonly tokens: readonly KeptToken[];
}

const FILE = 'demo-home.json';

function isMemory(value: unknown): value is Memory {
  return typeof value === 'object' && value !== null && 'userIds' in value && 'tokens' in value;
}

/** Reads what an earlier run left in that folder; nothing when there was none. */
export function readMemory(dataDir: string): Memory | undefined {
  let text: string;
  try {
    text = readFileSync(join(dataDir, FILE), 'utf8');
  } catch {
    return undefined;
  }
  const value: unknown = JSON.parse(text);
  return isMemory(value) ? value : undefined;
}

/** Keeps the memory for the next run, readable by its owner alone. */
export function writeMemory(dataDir: string, memory: Memory): void {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, FILE);
  const draft = `${path}.${process.pid}.tmp`;
  writeFileSync(draft, `${JSON.stringify(memory, null, 2)}\n`, { mode: 0o600 });
  // A rename is all or nothing, so a run that ends here leaves the old file whole.
  renameSync(draft, path);
}
