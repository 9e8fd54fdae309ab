/** An integration that somebody added to the home. */
export interface Integration {
  /** As its manifest says; Home Assistant has it in memory since its start. */
  readonly version: string;
  /** Whether it stands under Settings, Devices & services. */
  readonly added: boolean;
}

/** What was added to the home besides what it is made of, by domain. */
export type Integrations = Map<string, Integration>;

/** The id of an integration's entry. */
export function entryOf(domain: string): string {
  return `${domain}-entry`;
}
