import { first } from './0001-first.ts';
import { clientKeys } from './0002-client-keys.ts';
import { signIns } from './0003-sign-ins.ts';
import { clientsWithoutPkce } from './0004-clients-without-pkce.ts';
import { rules } from './0005-rules.ts';
import { versions } from './0006-versions.ts';
import { upstreamTools } from './0007-upstream-tools.ts';
import { namedSecrets } from './0008-named-secrets.ts';
import { upstreamSignIns } from './0009-upstream-sign-ins.ts';
import { loweredGrants } from './0010-lowered-grants.ts';
import { auditIndexes } from './0011-audit-indexes.ts';
import { machines } from './0012-machines.ts';
import { evictionIndexes } from './0013-eviction-indexes.ts';

/**
 * Every change to the schema, oldest first; the position plus one is the database's `user_version`.
 * A migration that was released is never edited: a new one follows it.
 */
export const migrations: readonly string[] = [
  first,
  clientKeys,
  signIns,
  clientsWithoutPkce,
  rules,
  versions,
  upstreamTools,
  namedSecrets,
  upstreamSignIns,
  loweredGrants,
  auditIndexes,
  machines,
  evictionIndexes,
];
