import { isHomeCommandError } from '../../home/errors.ts';
import type { Home } from '../../home/home.ts';
import { ToolError } from '../errors.ts';
import { listStatistics } from '../statistics.ts';
import { FLOW_NAMES, type Flow } from './balance.ts';

/** Which meters count what, as the home's Energy dashboard is set up. */
export interface EnergyPreferences {
  readonly flows: Readonly<Record<Flow, readonly string[]>>;
  readonly devices: readonly { readonly id: string; readonly name: string | undefined }[];
}

type Wire = Readonly<Record<string, unknown>>;

const MOST_SUGGESTED = 8;

/** Asks the home. Throws ToolError that says what to set and where when nothing is. */
export async function requirePreferences(home: Home): Promise<EnergyPreferences> {
  const preferences = await findPreferences(home);
  if (preferences !== undefined && FLOW_NAMES.some((flow) => preferences.flows[flow].length > 0)) {
    return preferences;
  }
  const meters = (await listStatistics(home))
    .filter(({ counted, unitClass }) => counted && unitClass === 'energy')
    .map(({ id }) => id);
  const fitting =
    meters.length === 0
      ? 'There is no energy meter yet; one needs device class energy and state class total_increasing.'
      : `Meters to choose from: ${meters.slice(0, MOST_SUGGESTED).join(', ')}${meters.length > MOST_SUGGESTED ? ' and more' : ''}. Until then get_statistics reads each of them.`;
  throw new ToolError(
    `It is not known which meters count for this home, because its Energy dashboard is not set up. In Home Assistant open Settings > Dashboards > Energy and add grid consumption, and solar panels and batteries if there are any. ${fitting}`,
  );
}

/** What is set, if anything ever was. */
export async function findPreferences(home: Home): Promise<EnergyPreferences | undefined> {
  try {
    return readPreferences(await home.command({ type: 'energy/get_prefs' }));
  } catch (thrown) {
    // A home without the energy integration does not know the command.
    if (isHomeCommandError(thrown, 'not_found') || isHomeCommandError(thrown, 'unknown_command')) {
      return undefined;
    }
    throw thrown;
  }
}

/** Reads both shapes of the grid: lists of flows until 2026.2, one meter each way since. */
export function readPreferences(answer: unknown): EnergyPreferences {
  const { energy_sources, device_consumption } = wire(answer);
  const flows: Record<Flow, Set<string>> = {
    grid_import: new Set(),
    grid_export: new Set(),
    solar: new Set(),
    battery_in: new Set(),
    battery_out: new Set(),
  };
  const add = (flow: Flow, id: unknown) => {
    if (typeof id === 'string' && id !== '') flows[flow].add(id);
  };
  for (const source of wires(energy_sources)) {
    if (source.type === 'grid') {
      for (const from of [source, ...wires(source.flow_from)]) {
        add('grid_import', from.stat_energy_from);
      }
      for (const to of [source, ...wires(source.flow_to)]) add('grid_export', to.stat_energy_to);
    } else if (source.type === 'solar') {
      add('solar', source.stat_energy_from);
    } else if (source.type === 'battery') {
      add('battery_out', source.stat_energy_from);
      add('battery_in', source.stat_energy_to);
    }
  }
  return {
    flows: {
      grid_import: [...flows.grid_import],
      grid_export: [...flows.grid_export],
      solar: [...flows.solar],
      battery_in: [...flows.battery_in],
      battery_out: [...flows.battery_out],
    },
    devices: wires(device_consumption).flatMap(({ stat_consumption: id, name }) =>
      typeof id === 'string'
        ? [{ id, name: typeof name === 'string' && name !== '' ? name : undefined }]
        : [],
    ),
  };
}

function wire(value: unknown): Wire {
  return typeof value === 'object' && value !== null ? (value as Wire) : {};
}

function wires(value: unknown): readonly Wire[] {
  return Array.isArray(value) ? value.map(wire) : [];
}
