import type { Entity } from '../../../home/model.ts';
import { normalize } from '../../words.ts';
import { type Deed, type Deeds, nearNumber, numberOf, textsOf } from './deed.ts';

const MOST_LISTED = 20;

/** The option as the entity spells it; people and models write capitals and blanks as they like. */
function optionOf(entity: Entity, list: string, wanted: string): string | undefined {
  const options = textsOf(entity, list);
  if (options.includes(wanted)) return wanted;
  return options.find((option) => normalize(option) === normalize(wanted));
}

/** Choosing one of a list that an attribute has; `chosen` says what is chosen now. */
function choice(
  service: string,
  field: string,
  list: string,
  chosen: (entity: Entity) => unknown,
): Deed {
  return {
    service,
    lacks: (entity) =>
      textsOf(entity, list).length > 0 ? undefined : 'it has nothing to choose from now',
    refuses: (entity, { option = '' }) =>
      optionOf(entity, list, option) === undefined
        ? `it has no ${shortened(option)}, only ${listed(textsOf(entity, list))}`
        : undefined,
    data: ({ option = '' }, entity) => ({ [field]: optionOf(entity, list, option) }),
    reached: (now, { option = '' }) => chosen(now) === optionOf(now, list, option),
  };
}

/** Refuses what is beyond the limits the entity states. */
function withinLimits(entity: Entity, { temperature = 0 }: { temperature?: number | undefined }) {
  const least = numberOf(entity, 'min_temp');
  const most = numberOf(entity, 'max_temp');
  if (least === undefined || most === undefined) return undefined;
  if (temperature >= least && temperature <= most) return undefined;
  return `it takes ${least} to ${most}${unitOf(entity)}`;
}

const TARGET_TEMPERATURE = 1;
const TARGET_RANGE = 2;

const warm: Deed = {
  service: 'set_temperature',
  data: ({ temperature }) => ({ temperature }),
  reached: nearNumber(
    (entity) => numberOf(entity, 'temperature'),
    ({ temperature }) => temperature,
    0.5,
  ),
  refuses: withinLimits,
};

export const TEMPERATURES: Deeds = {
  climate: {
    ...warm,
    needs: [TARGET_TEMPERATURE, TARGET_RANGE],
    refuses: (entity, args) => withinLimits(entity, args) ?? rangeOnly(entity),
  },
  water_heater: { ...warm, needs: [TARGET_TEMPERATURE] },
};

export const HVAC_MODES: Deeds = {
  climate: choice('set_hvac_mode', 'hvac_mode', 'hvac_modes', ({ state }) => state.state),
};

const SELECT_SOURCE = 2048;

export const OPTIONS: Deeds = {
  select: choice('select_option', 'option', 'options', ({ state }) => state.state),
  input_select: choice('select_option', 'option', 'options', ({ state }) => state.state),
  media_player: {
    ...choice('select_source', 'source', 'source_list', ({ state }) => state.attributes.source),
    needs: [SELECT_SOURCE],
  },
};

const SET_SPEED = 1;

export const SPEEDS: Deeds = {
  fan: {
    service: 'set_percentage',
    needs: [SET_SPEED],
    data: ({ percent }) => ({ percentage: percent }),
    reached: (now, args, before, exact) => {
      if (args.percent === 0) return now.state.state === 'off';
      const step = numberOf(now, 'percentage_step') ?? 1;
      const near = nearNumber(
        (fan) => numberOf(fan, 'percentage'),
        ({ percent }) => percent,
        step,
      );
      return near(now, args, before, exact);
    },
  },
};

export const PRESSES: Deeds = {
  button: { service: 'press' },
  input_button: { service: 'press' },
};

/** A thermostat between two temperatures has no single one. */
function rangeOnly(entity: Entity): string | undefined {
  const features = numberOf(entity, 'supported_features') ?? 0;
  const { target_temp_low: low } = entity.state.attributes;
  const isRange = (features & TARGET_TEMPERATURE) === 0 || typeof low === 'number';
  if (!isRange || (features & TARGET_RANGE) === 0) return undefined;
  return 'it keeps between two temperatures; use call_service climate.set_temperature with target_temp_low and target_temp_high';
}

function unitOf(entity: Entity): string {
  const unit = entity.state.attributes.temperature_unit;
  return typeof unit === 'string' ? ` ${unit}` : '';
}

function listed(options: readonly string[]): string {
  const more = options.length - MOST_LISTED;
  const all = options.slice(0, MOST_LISTED).map(shortened).join(', ');
  return more > 0 ? `${all} and ${more} more` : all;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
