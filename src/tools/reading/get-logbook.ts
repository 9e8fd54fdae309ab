import { z } from 'zod';
import { SECOND } from '../../core/clock.ts';
import type { Home } from '../../home/home.ts';
import type { Mirror } from '../../home/mirror.ts';
import { HOME_READ } from '../../policy/scopes.ts';
import { localTime } from '../local-time.ts';
import { FROM_HELP, moment, readRange, UNTIL_HELP } from '../moments.ts';
import { entityId } from '../names.ts';
import { knownEntities } from '../recorded-entities.ts';
import { defineTool, result } from '../tool.ts';

const MOST_DAYS = 10;
const LONGEST_TEXT = 300;

const input = z.strictObject({
  entity_ids: z.array(entityId).min(1).max(20).optional().describe('Default the whole home'),
  start: moment.default('24h').describe(FROM_HELP),
  end: moment.optional().describe(UNTIL_HELP),
  limit: z.int().min(1).max(200).default(50),
});

const logbookEvent = z.strictObject({
  time: z.string(),
  entity_id: z.string().optional(),
  name: z.string(),
  state: z.string().optional(),
  message: z.string().optional(),
  by: z.string().optional().describe('Who or what caused it, when known'),
});

const output = z.strictObject({
  start: z.string(),
  end: z.string(),
  events: z.array(logbookEvent).describe('Newest first'),
  left_out: z.number().describe('Older ones beyond the limit'),
  unknown: z.array(z.string()),
});

/** An entry as Home Assistant writes it; every field may be missing. */
export type LogbookEntry = Readonly<Record<string, unknown>>;

export const getLogbook = defineTool({
  name: 'get_logbook',
  title: 'Get logbook',
  description:
    'What happened in the home and who or what caused it (a person, an automation, a service), newest first. Use it for "who" and "why"; measurements are not in it, use get_history for those.',
  scope: HOME_READ,
  reach: 'entities',
  annotations: {
    readOnlyHint: true,
    destructiveHint: false,
    idempotentHint: true,
    openWorldHint: false,
  },
  input,
  output,
  async run(asked, { home, now }) {
    const { mirror } = home;
    const zone = mirror.config.timeZone;
    const range = readRange(asked.start, asked.end, { zone, now, mostDays: MOST_DAYS });
    const { ids, unknown } = knownEntities(mirror, asked.entity_ids ?? wholeHome(home));
    const entries = await home.command<readonly LogbookEntry[] | null>({
      type: 'logbook/get_events',
      start_time: new Date(range.start).toISOString(),
      end_time: new Date(range.end).toISOString(),
      ...(ids.length > 0 && { entity_ids: ids }),
    });
    const seen = (entries ?? []).filter((entry) => isVisible(entry, mirror));
    // Of two at the same moment the later one stays the newer one.
    const newest = seen.toSorted((one, other) => whenOf(one) - whenOf(other)).reverse();
    const events = newest.slice(0, asked.limit).map((entry) => describe(entry, mirror, zone));
    const leftOut = newest.length - events.length;
    const span = { start: localTime(range.start, zone), end: localTime(range.end, zone) };
    const lines = [
      `${newest.length} events from ${span.start} to ${span.end}, newest first`,
      ...events.map(eventLine),
      ...(leftOut > 0 ? [`${leftOut} older ones were left out; narrow the span.`] : []),
      ...unknown,
    ];
    return result({ ...span, events, left_out: leftOut, unknown }, lines.join('\n'));
  },
});

/** All there is for somebody limited; for others Home Assistant is asked about everything. */
function wholeHome({ limited, mirror }: Home): readonly string[] {
  return limited ? mirror.entities().map(({ id }) => id) : [];
}

/** Home Assistant does not filter the logbook by person, so what they cannot see is left out here. */
function isVisible(entry: LogbookEntry, mirror: Mirror): boolean {
  const id = text(entry.entity_id);
  return id === undefined || mirror.entity(id) !== undefined;
}

function describe(
  entry: LogbookEntry,
  mirror: Mirror,
  zone: string,
): z.output<typeof logbookEvent> {
  const id = text(entry.entity_id);
  const known = id === undefined ? undefined : mirror.entity(id);
  const state = text(entry.state);
  const message = text(entry.message);
  const by = causeOf(entry, mirror);
  return {
    time: localTime(whenOf(entry), zone),
    ...(id !== undefined && { entity_id: id }),
    name: text(entry.name) ?? known?.name ?? id ?? text(entry.domain) ?? 'Home',
    ...(state !== undefined && { state }),
    ...(message !== undefined && { message }),
    ...(by !== undefined && { by }),
  };
}

/** "Ada, light.turn_on" or "Evening lights (automation.evening), state of binary_sensor.door". */
export function causeOf(entry: LogbookEntry, mirror: Mirror): string | undefined {
  const id = text(entry.context_entity_id);
  const name = text(entry.context_name) ?? text(entry.context_entity_id_name);
  const thing = id === undefined ? name : `${name ?? mirror.entity(id)?.name ?? id} (${id})`;
  const domain = text(entry.context_domain);
  const service = text(entry.context_service);
  const causes = [
    personOf(text(entry.context_user_id), mirror),
    thing,
    domain !== undefined && service !== undefined ? `${domain}.${service}` : undefined,
    text(entry.context_source) ?? text(entry.source),
  ].filter((cause) => cause !== undefined);
  return causes.length === 0 ? undefined : causes.join(', ');
}

/** Only administrators may list users, but everyone sees whose person entity it is. */
function personOf(userId: string | undefined, mirror: Mirror): string | undefined {
  if (userId === undefined) return undefined;
  const isTheirs = mirror
    .entities()
    .find(({ domain, state }) => domain === 'person' && state.attributes.user_id === userId);
  return isTheirs?.name ?? 'someone signed in';
}

function eventLine(event: z.output<typeof logbookEvent>): string {
  const what = [event.state, event.message].filter((part) => part !== undefined).join(', ');
  const id = event.entity_id === undefined ? '' : ` (${event.entity_id})`;
  const by = event.by === undefined ? '' : `, by ${event.by}`;
  return `${event.time.slice(5, 19).replace('T', ' ')} ${event.name}${id}: ${what}${by}`;
}

function whenOf(entry: LogbookEntry): number {
  return typeof entry.when === 'number' ? entry.when * SECOND : 0;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, LONGEST_TEXT) : undefined;
}
