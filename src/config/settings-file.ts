import { join } from 'node:path';
import { z } from 'zod';
import { isLatchkeyError, LatchkeyError } from '../core/errors.ts';
import { type GuardedFile, openGuardedFile } from '../keys/guarded-file.ts';

/** What `settings.json` holds; members that this version does not know stay as they are. */
const State = z.looseObject({
  version: z.literal(1),
  /** Other servers, in the form of the file of upstreams. */
  mcpServers: z.record(z.string(), z.unknown()).default({}),
  /** Base URLs that administrators chose, the canonical one first. */
  addresses: z.array(z.string()).default([]),
  /** What Home Assistant was told of by the Supervisor's discovery: the id of each service. */
  announced: z.record(z.string(), z.string()).default({}),
  /** The client that was made for Home Assistant itself. */
  homeClient: z.string().optional(),
});
type State = z.infer<typeof State>;

/** What administrators entered in the settings, but for rules and keys. */
export type Kept = Pick<State, 'mcpServers' | 'addresses' | 'announced' | 'homeClient'>;

const NAME = 'settings';
const LOSS = 'the servers and the addresses that were added in the settings have to be added again';

/** The file that keeps what administrators entered; one object for all who read or change it. */
export interface SettingsFile {
  readonly kept: Kept;
  /** Why it cannot be read, as a sentence; then nothing is in it, and nothing can be kept. */
  readonly fault: string | undefined;
  /** Replaces members. Throws `disk_full` or `store_unavailable`, and then keeps what was there. */
  keep(members: Partial<Kept>): void;
}

/**
 * Opens `settings.json` of the data folder, which is made with the first entry. One that is damaged
 * keeps no assistant from the home: it is a fault of its own, and is never written over.
 */
export function openSettingsFile(dataDir: string): SettingsFile {
  const opened = openFile(dataDir);
  const state = () =>
    State.parse((typeof opened === 'string' ? undefined : opened.state()) ?? { version: 1 });
  return {
    get kept() {
      return state();
    },
    fault: typeof opened === 'string' ? opened : undefined,
    keep(members) {
      if (typeof opened === 'string') throw new LatchkeyError('store_unavailable', opened);
      const next = { ...state(), ...members };
      if (opened.state() !== undefined || !opened.create(next)) opened.write(next);
    },
  };
}

function openFile(dir: string): GuardedFile<State> | string {
  try {
    return openGuardedFile<State>({
      dir,
      name: NAME,
      isState: (value): value is State => State.safeParse(value).success,
      loss: LOSS,
    });
  } catch (thrown) {
    if (!isLatchkeyError(thrown, 'keyring_unreadable')) throw thrown;
    return thrown.message.replaceAll(join(dir, ''), '');
  }
}
