import { join } from 'node:path';
import { z } from 'zod';
import { isLatchkeyError, LatchkeyError } from '../core/errors.ts';
import { type GuardedFile, openGuardedFile } from '../keys/guarded-file.ts';

/** What `settings.json` holds; members that this version does not know stay as they are. */
const State = z.looseObject({
  version: z.literal(1),
  mcpServers: z.record(z.string(), z.unknown()).default({}),
});
type State = z.infer<typeof State>;

const NAME = 'settings';
const LOSS = 'the servers that were added in the settings have to be added again';

/** The upstreams that administrators added in the settings, each in the form of the file of upstreams. */
export interface EnteredUpstreams {
  /** As they were entered, by name. */
  servers(): Readonly<Record<string, unknown>>;
  /** Why what was entered cannot be read, as a sentence; then there is none, and none can be added. */
  readonly fault: string | undefined;
  /** Keeps an entry instead of any other of its name. Throws `disk_full` or `store_unavailable`. */
  put(name: string, entry: unknown): void;
  /** Throws likewise. */
  remove(name: string): void;
}

/**
 * Opens `settings.json` of the data folder, which is made with the first entry. One that is damaged
 * keeps no assistant from the home: it is a fault of its own, and is never written over.
 */
export function openEntered(dataDir: string): EnteredUpstreams {
  const opened = openFile(dataDir);
  const fault = typeof opened === 'string' ? opened : undefined;
  const servers = () =>
    typeof opened === 'string' ? {} : State.parse(opened.state() ?? { version: 1 }).mcpServers;

  function write(mcpServers: Readonly<Record<string, unknown>>): void {
    if (typeof opened === 'string') throw new LatchkeyError('store_unavailable', opened);
    const state = opened.state() ?? { version: 1 as const, mcpServers: {} };
    const next = { ...state, mcpServers: { ...mcpServers } };
    if (opened.state() !== undefined || !opened.create(next)) opened.write(next);
  }

  return {
    servers,
    fault,
    put: (name, entry) => write({ ...servers(), [name]: entry }),
    remove(name) {
      const { [name]: _, ...others } = servers();
      write(others);
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
