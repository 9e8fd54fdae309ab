import { z } from 'zod';
import type { Mirror } from '../../home/mirror.ts';
import type { Area, Entity } from '../../home/model.ts';
import { HOME_READ } from '../../policy/scopes.ts';
import { localTime } from '../local-time.ts';
import { defineTool, result } from '../tool.ts';
import { attention } from './attention.ts';

const MOST_DOMAINS = 25;
const MOST_AREAS = 60;
const MOST_PEOPLE = 20;
const MOST_LISTED = 12;

/** How many, and the first of them. */
const listing = z.strictObject({ count: z.int(), entity_ids: z.array(z.string()) });

const area = z.strictObject({ area_id: z.string(), name: z.string(), entities: z.int() });

const output = z.strictObject({
  name: z.string(),
  version: z.string().describe('Of Home Assistant'),
  time_zone: z.string(),
  local_time: z.string(),
  you: z.strictObject({ name: z.string(), administrator: z.boolean() }),
  domains: z.array(z.strictObject({ domain: z.string(), entities: z.int() })),
  floors: z.array(z.strictObject({ floor_id: z.string(), name: z.string(), areas: z.array(area) })),
  areas_without_floor: z.array(area),
  people: z.array(z.strictObject({ name: z.string(), state: z.string() })),
  on: listing,
  open: listing,
  unlocked: listing,
  alerts: listing.describe('Smoke, gas, leaks, problems and sounding alarms'),
  unavailable: listing,
  low_battery: listing,
  left_out: z.int().describe('Domains, areas and people not listed'),
});

type Overview = z.output<typeof output>;

export const homeOverview = defineTool({
  name: 'home_overview',
  title: 'Home overview',
  description:
    'The home at a glance: time, areas by floor, how many of what, who is home, what is on, open or unlocked, and problems. A good first call.',
  scope: HOME_READ,
  reach: 'entities',
  annotations: {
    readOnlyHint: true,
    destructiveHint: false,
    idempotentHint: true,
    openWorldHint: false,
  },
  input: z.strictObject({}),
  output,
  async run(_input, { home: { mirror, user }, now }) {
    const { floors, loose, leftOut } = areasByFloor(mirror);
    const visible = mirror.entities().filter((entity) => !entity.hidden);
    const domains = countDomains(visible);
    const people = visible
      .filter((entity) => entity.domain === 'person')
      .map((entity) => ({ name: entity.name, state: entity.state.state }));
    const { config } = mirror;
    const overview: Overview = {
      name: config.name,
      version: config.version,
      time_zone: config.timeZone,
      local_time: localTime(now, config.timeZone),
      you: { name: user.name, administrator: user.administrator },
      domains: domains.slice(0, MOST_DOMAINS),
      floors,
      areas_without_floor: loose,
      people: people.slice(0, MOST_PEOPLE),
      ...attention(visible, MOST_LISTED),
      left_out: leftOut + beyond(domains, MOST_DOMAINS) + beyond(people, MOST_PEOPLE),
    };
    return result(overview, overviewText(overview));
  },
});

function countDomains(visible: readonly Entity[]): { domain: string; entities: number }[] {
  const counts = new Map<string, number>();
  for (const { domain } of visible) counts.set(domain, (counts.get(domain) ?? 0) + 1);
  return Array.from(counts, ([domain, entities]) => ({ domain, entities })).sort(
    (one, other) => other.entities - one.entities || (one.domain < other.domain ? -1 : 1),
  );
}

/** Areas in the order of the house, ground first; of each, the entities people use. */
function areasByFloor(mirror: Mirror): {
  readonly floors: Overview['floors'];
  readonly loose: Overview['areas_without_floor'];
  readonly leftOut: number;
} {
  const counts = new Map<string, number>();
  for (const { areaId, hidden, category } of mirror.entities()) {
    if (areaId === undefined || hidden || category !== undefined) continue;
    counts.set(areaId, (counts.get(areaId) ?? 0) + 1);
  }
  const areas = [...mirror.areas.values()].sort(byName);
  const shown = areas.slice(0, MOST_AREAS);
  const listed = (mine: (area: Area) => boolean) =>
    shown
      .filter(mine)
      .map(({ id, name }) => ({ area_id: id, name, entities: counts.get(id) ?? 0 }));
  const floors = [...mirror.floors.values()]
    .sort((one, other) => (one.level ?? 0) - (other.level ?? 0) || byName(one, other))
    .slice(0, MOST_AREAS)
    .map(({ id, name }) => ({
      floor_id: id,
      name,
      areas: listed((area) => area.floorId === id),
    }));
  return {
    floors,
    loose: listed(({ floorId }) => floorId === undefined || !mirror.floors.has(floorId)),
    leftOut: beyond(areas, MOST_AREAS),
  };
}

/** The overview for readers, in under 6 KB. */
export function overviewText(overview: Overview): string {
  const { you } = overview;
  const areas = [
    ...overview.floors.map((floor) => `${floor.name}: ${areaList(floor.areas)}`),
    ...(overview.areas_without_floor.length === 0
      ? []
      : [`Without a floor: ${areaList(overview.areas_without_floor)}`]),
  ];
  const things = overview.domains.map(({ domain, entities }) => `${entities} ${domain}`);
  const people = overview.people.map(({ name, state }) => `${name} ${awayOrHome(state)}`);
  const lines = [
    `${overview.name}, ${overview.local_time} (${overview.time_zone}), Home Assistant ${overview.version}.`,
    `You act as ${you.name}${you.administrator ? ', an administrator' : ''}.`,
    ...areas,
    `Visible entities: ${things.join(', ') || 'none'}`,
    ...(people.length === 0 ? [] : [`People: ${people.join(', ')}`]),
    ...listingLine('Alerts', overview.alerts),
    ...listingLine('On', overview.on),
    ...listingLine('Open', overview.open),
    ...listingLine('Unlocked', overview.unlocked),
    ...listingLine('Unavailable', overview.unavailable),
    ...listingLine('Low battery', overview.low_battery),
    ...(overview.left_out > 0 ? [`${overview.left_out} more domains, areas or people.`] : []),
  ];
  return shorten(lines.join('\n'), MOST_TEXT);
}

const MOST_TEXT = 5_500;

function areaList(areas: Overview['areas_without_floor']): string {
  return areas.map(({ name, entities }) => `${name} (${entities})`).join(', ') || 'no areas';
}

function listingLine(title: string, { count, entity_ids }: Overview['on']): string[] {
  if (count === 0) return [];
  const more = count > entity_ids.length ? ` and ${count - entity_ids.length} more` : '';
  return [`${title} (${count}): ${entity_ids.join(', ')}${more}`];
}

function awayOrHome(state: string): string {
  return state === 'not_home' ? 'away' : state;
}

function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}… (cut; the data has the rest)`;
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name.localeCompare(other.name, 'en');
}

function beyond(list: readonly unknown[], most: number): number {
  return Math.max(0, list.length - most);
}
