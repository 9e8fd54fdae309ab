import type { SettingsFile } from '../config/settings-file.ts';

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

/** Those of `settings.json`. */
export function openEntered(file: SettingsFile): EnteredUpstreams {
  const servers = () => file.kept.mcpServers;
  return {
    servers,
    fault: file.fault,
    put: (name, entry) => file.keep({ mcpServers: { ...servers(), [name]: entry } }),
    remove(name) {
      const { [name]: _, ...others } = servers();
      file.keep({ mcpServers: others });
    },
  };
}
