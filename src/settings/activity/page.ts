import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { exportEvents, Names } from '../../audit/export.ts';
import { jsonLine } from '../../audit/lines.ts';
import { DAY } from '../../core/clock.ts';
import type { AuditFilter, Store } from '../../store/contract.ts';
import { TOOLS } from '../../tools/catalog.ts';
import type { SettingsDependencies } from '../dependencies.ts';
import type { SettingsPage } from '../pages.ts';
import { sendSettings } from '../send.ts';
import { type Asked, filterFor, isNarrowed, KINDS, queryOf, readAsked } from './asked.ts';
import { chartOf } from './chart.ts';
import { readChoices } from './choices.ts';
import { CountedDays } from './day-counts.ts';
import { entryOf } from './entry.ts';
import { failureDays } from './failures.ts';
import { homeNames } from './home-names.ts';

const ENTRIES = 50;
const FAILURES = 1_000;

/** The audit log: read, narrowed, counted and taken away as a file. */
export const activityPage: SettingsPage = {
  path: 'activity',
  name: ({ activity }) => activity.nav,
  routes(app, deps) {
    const days = new CountedDays(deps.store);

    app.get('/activity', async (request, reply) => {
      const { title } = request.visit.words.activity;
      if (deps.config.auditMs === 0) {
        return sendSettings(request, reply, 'activity-off', { title });
      }
      const model = await activityOf(request, readAsked(request.query), days, deps);
      return sendSettings(request, reply, 'activity', { title, ...model });
    });

    app.get('/activity/export.jsonl', async (request, reply) => {
      const asked = readAsked(request.query);
      const names = await homeNames(deps);
      const choices = await readChoices(deps, names.users, names.home?.name);
      const among = filterFor(asked, choices, zoneHere());
      const lines = among === undefined ? [] : linesOf(deps.store, among);
      return reply
        .header('Content-Type', 'application/jsonl; charset=utf-8')
        .header('Content-Disposition', 'attachment; filename="latchkey-activity.jsonl"')
        .header('Cache-Control', 'no-store')
        .header('X-Content-Type-Options', 'nosniff')
        .send(Readable.from(lines));
    });
  },
};

async function* linesOf(store: Store, among: AuditFilter): AsyncGenerator<string> {
  const { since, kinds = [] } = among;
  const [kind] = kinds;
  const filter = {
    among,
    ...(since !== undefined && { since }),
    ...(kinds.length === 1 && kind !== undefined && { kind }),
  };
  for await (const event of exportEvents(store, filter)) yield `${jsonLine(event)}\n`;
}

/** What the template shows: the newest of what fits, the counts of a month and the failures of a week. */
async function activityOf(
  request: FastifyRequest,
  asked: Asked,
  days: CountedDays,
  deps: SettingsDependencies,
) {
  const { store, clock, config, doors } = deps;
  const { words, language } = request.visit;
  const zone = zoneHere();
  const now = clock();
  const names = await homeNames(deps);
  const titles = new Map(TOOLS.map(({ name, title }) => [name, title]));
  const known = { words, language, titles, ...names };
  const choices = await readChoices(deps, names.users, names.home?.name);
  const filter = filterFor(asked, choices, zone);
  const named = new Names(store);
  const find = async (wanted: AuditFilter, limit: number, before?: number) => {
    const page = await store.searchAudit({
      ...wanted,
      limit,
      ...(before !== undefined && { before }),
    });
    return { ...page, events: await Promise.all(page.events.map((event) => named.added(event))) };
  };
  const page = filter === undefined ? { events: [] } : await find(filter, ENTRIES, asked.before);
  const overview = async () => {
    const failed = await find({ kinds: KINDS.failures, since: now - 7 * DAY }, FAILURES);
    const waiting = await Promise.all(deps.refusals.waiting(now).map((one) => named.added(one)));
    return {
      chart: chartOf(await days.last(now, zone), titles, known),
      failures: failureDays([...waiting, ...failed.events], zone, known),
    };
  };
  const narrowed = isNarrowed(asked);
  // Whoever looks for something in the log is not made to scroll past a month of bars.
  const alone = narrowed || asked.before !== undefined;
  return {
    asked,
    choices,
    days: Math.round(config.auditMs / DAY),
    entries: page.events.map((event) => entryOf(event, known, doors.canonical.issuer)),
    overview: alone ? undefined : await overview(),
    narrowed,
    older: 'next' in page ? queryOf(asked, page.next) : undefined,
    newest: asked.before === undefined ? undefined : queryOf(asked),
    exported: queryOf(asked),
  };
}

/** Days and times are those of the machine, which Home Assistant OS sets to the home's. */
function zoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
