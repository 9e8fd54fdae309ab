import type { Mirror } from '../../home/mirror.ts';
import type { Entity } from '../../home/model.ts';
import { ToolError, unknownThing } from '../errors.ts';
import { suggest } from '../suggest.ts';
import { normalize } from '../words.ts';
import type { EnergyPreferences } from './preferences.ts';

/** What a sensor of a heat pump tells. */
export const ROLES = [
  'electric',
  'heat',
  'compressor',
  'outdoor',
  'supplyline',
  'returnline',
  'hotwater',
  'brine_in',
  'brine_out',
] as const;
export type Role = (typeof ROLES)[number];

/** Entity or statistic ids by role. */
export type Sources = Readonly<Partial<Record<Role, string | undefined>>>;

export interface FoundHeatPump {
  readonly name: string;
  readonly sources: Sources;
  readonly warnings: readonly string[];
}

/** In the languages homes are named in most; what the device is called says nothing of a sensor. */
const HEAT_PUMP =
  /\b(heat ?pump|warmepumpe|varmepump[ae]?n?|varmepumpe|warmtepomp|pompe a chaleur|bomba de calor|aerotermia|pompa di calore|lampopumppu)\b/g;

const TEMPERATURES: readonly (readonly [Role, RegExp])[] = [
  ['brine_in', /\b(brine|ground|sole).*\b(in|inlet|ein|eintritt)\b/],
  ['brine_out', /\b(brine|ground|sole).*\b(out|outlet|aus|austritt)\b/],
  ['hotwater', /\b(hot ?water|dhw|tank|warmwasser|varmvatten|tap ?water)\b/],
  ['returnline', /\b(return|returnline|rucklauf|retur|entering|retorno)\b/],
  ['supplyline', /\b(flow|supply|supplyline|vorlauf|framledning|leaving|impulsion)\b/],
  ['outdoor', /\b(outdoor|outside|ambient|aussen\w*|ute\w*|exterior|buiten)\b/],
];
const HEAT_METER =
  /\b(heat|heating output|thermal|produced|output|delivered|generated|yield|warme\w*|varme\w*)\b/;
const COMPRESSOR = /\b(compressor|kompressor|verdichter|compresor)\b/;
/** Meters that begin again every day or month count what another one counts, too. */
const PART_OF_A_TOTAL = /\b(today|daily|day|month|monthly|year|yearly|week|weekly|hourly)\b/;

/** The heat pump of the home and its sensors. Throws ToolError when there is none, or several. */
export function findHeatPump(
  mirror: Mirror,
  preferences: EnergyPreferences | undefined,
  asked: { readonly deviceId: string | undefined; readonly sources: Sources },
): FoundHeatPump {
  const deviceId =
    asked.deviceId ?? deviceOf(mirror, asked.sources.electric) ?? likely(mirror, asked.sources);
  const device = deviceId === undefined ? undefined : mirror.devices.get(deviceId);
  if (asked.deviceId !== undefined && device === undefined) {
    const all = Array.from(mirror.devices.values(), ({ id, name }) => ({ id, names: [name] }));
    throw unknownThing('device', asked.deviceId, suggest(asked.deviceId, all));
  }
  const entities = deviceId === undefined ? [] : entitiesOf(mirror, deviceId);
  const { sources, warnings } = rolesOf(entities, preferences);
  return {
    name: device?.name ?? 'Heat pump',
    sources: { ...sources, ...asked.sources },
    warnings: warnings
      .filter(({ role }) => asked.sources[role] === undefined)
      .map(({ text }) => text),
  };
}

function deviceOf(mirror: Mirror, entityId: string | undefined): string | undefined {
  return entityId === undefined ? undefined : mirror.entity(entityId)?.deviceId;
}

/** The one device that is called a heat pump or is built like one. */
function likely(mirror: Mirror, given: Sources): string | undefined {
  const scored = Array.from(mirror.devices.values(), (device) => ({
    device,
    score: scoreOf(device.name, entitiesOf(mirror, device.id)),
  })).filter(({ score }) => score >= 2);
  const best = Math.max(...scored.map(({ score }) => score));
  const found = scored.filter(({ score }) => score === best).map(({ device }) => device);
  if (found.length === 1 || given.electric !== undefined || given.heat !== undefined) {
    return found.length === 1 ? found[0]?.id : undefined;
  }
  if (found.length === 0) {
    throw new ToolError(
      'No heat pump was found. Give device_id, or sensors with the entity ids of its electricity meter (electric) and heat meter (heat); find_entities with device_class energy lists meters.',
    );
  }
  const names = found.map(({ id, name }) => `${id} (${name})`).join(', ');
  throw new ToolError(`Several devices could be the heat pump: ${names}. Give one as device_id.`);
}

function scoreOf(name: string, entities: readonly Entity[]): number {
  const measures = entities.some(({ state }) =>
    ['energy', 'power', 'temperature'].includes(String(state.attributes.device_class)),
  );
  if (!measures) return 0;
  const plain = normalize(name);
  const called = plain.replace(HEAT_PUMP, '') !== plain ? 3 : 0;
  const compressor = entities.some((entity) => COMPRESSOR.test(normalize(entity.name))) ? 2 : 0;
  const heats = entities.some(({ domain }) => domain === 'climate' || domain === 'water_heater');
  const heatMeter = entities.some((entity) => isMeter(entity) && HEAT_METER.test(ownName(entity)));
  return called + compressor + (heats && heatMeter ? 2 : 0);
}

/** Its own, and those of its parts. */
function entitiesOf(mirror: Mirror, deviceId: string): readonly Entity[] {
  return mirror.entities().filter(({ deviceId: own }) => {
    if (own === undefined) return false;
    return own === deviceId || mirror.devices.get(own)?.parentId === deviceId;
  });
}

interface Warning {
  readonly role: Role;
  readonly text: string;
}

function rolesOf(
  entities: readonly Entity[],
  preferences: EnergyPreferences | undefined,
): { readonly sources: Sources; readonly warnings: readonly Warning[] } {
  const sources: Partial<Record<Role, string>> = {};
  const warnings: Warning[] = [];
  const inDashboard = new Set(preferences?.devices.map(({ id }) => id));
  const meters = entities.filter(isMeter);
  const heat = meters.filter(
    (entity) => HEAT_METER.test(ownName(entity)) && !inDashboard.has(entity.id),
  );
  const electric = meters.filter((entity) => !heat.includes(entity));
  for (const [role, candidates] of [
    ['electric', electric],
    ['heat', heat],
  ] as const) {
    const [first, ...others] = candidates.toSorted(
      (one, other) => rankMeter(one, inDashboard) - rankMeter(other, inDashboard),
    );
    if (first === undefined) continue;
    sources[role] = first.id;
    if (others.length === 0 || inDashboard.has(first.id)) continue;
    const ids = others.map(({ id }) => id).join(', ');
    warnings.push({ role, text: `${first.id} was taken as ${role} meter; it could be ${ids}.` });
  }
  for (const entity of entities) {
    const role = roleOf(entity);
    if (role !== undefined) sources[role] ??= entity.id;
  }
  return { sources, warnings };
}

/** What the Energy dashboard counts first, then totals, and last what begins again and again. */
function rankMeter(entity: Entity, inDashboard: ReadonlySet<string>): number {
  if (inDashboard.has(entity.id)) return 0;
  const name = ownName(entity);
  if (PART_OF_A_TOTAL.test(name)) return 3;
  return /\btotal\b/.test(name) ? 1 : 2;
}

function roleOf(entity: Entity): Role | undefined {
  const name = ownName(entity);
  if (entity.domain === 'binary_sensor') return COMPRESSOR.test(name) ? 'compressor' : undefined;
  if (entity.domain !== 'sensor' || entity.state.attributes.device_class !== 'temperature') {
    return undefined;
  }
  return TEMPERATURES.find(([, pattern]) => pattern.test(name))?.[0];
}

function isMeter({ domain, state }: Entity): boolean {
  return (
    domain === 'sensor' &&
    state.attributes.device_class === 'energy' &&
    typeof state.attributes.state_class === 'string'
  );
}

/** Name and id without what the device is called, which has "heat" in it. */
function ownName({ id, name }: Entity): string {
  return normalize(`${name} ${id}`).replace(HEAT_PUMP, ' ');
}
