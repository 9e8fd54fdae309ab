import type { Clock } from '../core/clock.ts';
import type { Store } from '../store/contract.ts';

/** Who changes something: an administrator on the settings pages, or whoever has the command line. */
export type Who = { readonly administrator: string } | typeof COMMAND_LINE;

export const COMMAND_LINE = 'command line';

/** Writes down a change of the other servers: ids and names only, never a value. */
export type NoteChange = (
  who: Who,
  what: string,
  detail: Readonly<Record<string, string | number | boolean>>,
) => void;

/** Notes changes in the audit log, as `settings` events. */
export function noteChanges({
  store,
  clock,
}: {
  readonly store: Pick<Store, 'appendAudit'>;
  readonly clock: Clock;
}): NoteChange {
  return (who, outcome, detail) =>
    store.appendAudit({
      at: clock(),
      kind: 'settings',
      ...(who !== COMMAND_LINE && { personId: who.administrator }),
      outcome,
      detail: { ...detail, ...(who === COMMAND_LINE && { by: COMMAND_LINE }) },
    });
}
