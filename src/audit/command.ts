import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseDuration } from '../config/durations.ts';
import type { Clock } from '../core/clock.ts';
import { fileIn, openStoreToRead, type StorePlace } from '../store/open-store.ts';
import { type ExportFilter, exportEvents } from './export.ts';
import { jsonLine, textLine } from './lines.ts';

const USAGE = `Usage: latchkey audit [--json] [--since WHEN] [--kind KIND] [--client WHO] [--person WHO]

  --json          one JSON object a line (JSON Lines) instead of text
  --since WHEN    nothing older: an age such as 24h or 7d, or a time such as 2026-11-21 or 2026-11-21T08:00
  --kind KIND     only tool, resource, prompt, consent, sign_in, upstream_sign_in,
                  registration, grant, client_credentials,
                  settings or refusal
  --client WHO    only what came through this client or machine, by id or name
  --person WHO    only what was done as this person, by id or name
  --data-dir DIR  where latchkey.db lies, if not where the settings say

Oldest first. It only reads, and may be used while Latchkey runs: the last five seconds may be missing.
Examples:
  latchkey audit --since 24h --client Claude
  latchkey audit --json --kind tool | jq 'select(.outcome != "done")'`;

export interface AuditCommandDependencies {
  /** Where the log is when nobody says. */
  readonly place: () => StorePlace;
  readonly clock: Clock;
  /** Takes a line; false when the reader went away. */
  readonly print: (line: string) => Promise<boolean>;
  readonly complain: (text: string) => void;
}

/**
 * `latchkey audit`. Answers with the exit code: 0, also when nothing fits; 1 when there is no log to
 * read; 2 when the arguments make no sense. Throws like `openStoreToRead`.
 */
export async function auditCommand(
  argv: string[],
  { place, clock, print, complain }: AuditCommandDependencies,
): Promise<number> {
  const values = parse(argv);
  if (values?.help) {
    await print(USAGE);
    return 0;
  }
  const since = values?.since === undefined ? undefined : readSince(values.since, clock());
  if (values === undefined || Number.isNaN(since)) {
    const problem =
      values === undefined
        ? 'There is an option that audit does not know.'
        : `"${values.since}" is no time.`;
    complain(`${problem}\n\n${USAGE}`);
    return 2;
  }
  const { 'data-dir': dataDir } = values;
  const from = dataDir === undefined ? place() : { dataDir };
  const path = fileIn(from.dataDir);
  if (from.databaseUrl === undefined && !existsSync(path)) {
    complain(`There is no ${path}: start Latchkey once, or name its folder with --data-dir.`);
    return 1;
  }
  const { kind, client, person, json } = values;
  const filter: ExportFilter = {
    ...(since !== undefined && { since }),
    ...(kind !== undefined && { kind }),
    ...(client !== undefined && { client }),
    ...(person !== undefined && { person }),
  };
  const store = await openStoreToRead(from);
  try {
    for await (const event of exportEvents(store, filter)) {
      if (!(await print(json ? jsonLine(event) : textLine(event)))) break;
    }
  } finally {
    await store.close();
  }
  return 0;
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      options: {
        json: { type: 'boolean' },
        since: { type: 'string' },
        kind: { type: 'string' },
        client: { type: 'string' },
        person: { type: 'string' },
        'data-dir': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch {
    return undefined;
  }
}

/** Milliseconds since the epoch; NaN for what is no time. A bare date is its midnight here. */
function readSince(text: string, now: number): number {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return Date.parse(`${text}T00:00`);
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return Date.parse(text);
  const age = parseDuration(text);
  return age === undefined || Number.isNaN(age) ? Number.NaN : now - age;
}
