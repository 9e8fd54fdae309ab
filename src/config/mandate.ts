import { HOME_CONFIGURE } from '../policy/scopes.ts';
import { type Entry, listIn, textIn } from './entries.ts';
import { readScopeList } from './scopes.ts';
import { unsafe } from './unsafe.ts';

/** What a machine may do, and as whom. */
export interface Mandate {
  /** Absent: it may look, and no more. */
  readonly scope?: readonly string[];
  /** A person who signed in, by name or id; absent: the account of HOMEASSISTANT_TOKEN. */
  readonly actAs?: string;
}

/** Scopes that the operator wrote for an entry; undefined when none. Throws `config_unsafe`. */
export function readEntryScopes(entry: Entry): readonly string[] | undefined {
  const words = listIn(entry, 'scopes');
  return words && readScopeList({ value: words.join(' '), line: `${entry.called}.scopes` });
}

/**
 * The `scopes` and `act_as` of a machine. Throws `config_unsafe` when it could configure the home
 * without a person who may.
 */
export function readMandate(entry: Entry): Mandate {
  const scope = readEntryScopes(entry);
  const actAs = textIn(entry, 'act_as');
  if (scope?.includes(HOME_CONFIGURE) === true && actAs === undefined) {
    throw unsafe(
      `Remove ${HOME_CONFIGURE} from ${entry.called}.scopes, or name an administrator in act_as`,
    );
  }
  return { ...(scope !== undefined && { scope }), ...(actAs !== undefined && { actAs }) };
}
