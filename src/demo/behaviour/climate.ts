import { serviceValidation } from '../errors.ts';
import { CLIMATE } from '../flat/features.ts';
import type { State } from '../states.ts';
import { becomes, numberIn, type Service, type ServiceCall, textIn } from './service.ts';

const MODES = ['off', 'heat', 'cool', 'heat_cool', 'auto', 'dry', 'fan_only'] as const;

function checkFeature({ attributes }: State, wanted: number | undefined): void {
  if (wanted === undefined) return;
  if ((Number(attributes.supported_features) & CLIMATE.targetTemperature) !== 0) return;
  throw serviceValidation(
    "Set temperature action was used with the 'Target temperature' parameter but the entity does not support it",
    { domain: 'climate', key: 'missing_target_temperature_entity_feature' },
  );
}

function checkTemperature(thermostat: State, temperature: number): void {
  const min = Number(thermostat.attributes.min_temp);
  const max = Number(thermostat.attributes.max_temp);
  if (temperature >= min && temperature <= max) return;
  throw serviceValidation(
    `Provided temperature ${temperature.toFixed(1)} is not valid. Accepted range is ${min} to ${max}`,
    {
      domain: 'climate',
      key: 'temp_out_of_range',
      placeholders: {
        check_temp: temperature.toFixed(1),
        min_temp: String(min),
        max_temp: String(max),
      },
    },
  );
}

function checkChoice(thermostat: State, list: string, kind: 'hvac' | 'preset', mode: string): void {
  const known = thermostat.attributes[list];
  const modes = Array.isArray(known) ? known.map(String) : [];
  if (modes.includes(mode)) return;
  const name = kind === 'hvac' ? 'HVAC' : 'Preset';
  throw serviceValidation(
    `${name} mode ${mode} is not valid. Valid ${name === 'HVAC' ? name : 'preset'} modes are: ${modes.join(', ')}`,
    {
      domain: 'climate',
      key: kind === 'hvac' ? 'not_valid_hvac_mode' : 'not_valid_preset_mode',
      placeholders: { mode, modes: modes.join(', ') },
    },
  );
}

/** What a thermostat in that mode does about the room as it is. */
function actionFor(thermostat: State, mode: string, target: number): string {
  if (mode === 'off') return 'off';
  const now = Number(thermostat.attributes.current_temperature);
  if (mode === 'cool') return now > target ? 'cooling' : 'idle';
  return now < target ? 'heating' : 'idle';
}

function setMode(call: ServiceCall, thermostat: State, mode: string, target: number): void {
  call.change(thermostat.entityId, mode, {
    hvac_action: actionFor(thermostat, mode, target),
    temperature: target,
  });
}

function setTemperature(call: ServiceCall): void {
  const wanted = numberIn(call.data, 'temperature');
  const high = numberIn(call.data, 'target_temp_high');
  const low = numberIn(call.data, 'target_temp_low');
  const mode = textIn(call.data, 'hvac_mode');
  for (const thermostat of call.entities) {
    checkFeature(thermostat, wanted);
    for (const temperature of [wanted, high, low]) {
      if (temperature !== undefined) checkTemperature(thermostat, temperature);
    }
    if (mode !== undefined) checkChoice(thermostat, 'hvac_modes', 'hvac', mode);
    const target = wanted ?? Number(thermostat.attributes.temperature);
    setMode(call, thermostat, mode ?? thermostat.state, target);
    if (high !== undefined && low !== undefined) {
      const range = { target_temp_high: high, target_temp_low: low };
      call.change(thermostat.entityId, undefined, range);
    }
  }
}

const DEGREES = { number: { min: 0, max: 250, step: 0.1, mode: 'box' } } as const;
const MODE_FIELD = { selector: { select: { options: MODES } } } as const;

export const CLIMATE_SERVICES: readonly Service[] = [
  {
    domain: 'climate',
    name: 'set_temperature',
    fields: {
      temperature: { selector: DEGREES, filter: { supported_features: [1] } },
      temperature_range: {
        fields: {
          target_temp_high: { selector: DEGREES, filter: { supported_features: [2] } },
          target_temp_low: { selector: DEGREES, filter: { supported_features: [2] } },
        },
      },
      hvac_mode: MODE_FIELD,
    },
    oneOf: ['temperature', 'target_temp_high', 'target_temp_low'],
    entities: 'own',
    needs: CLIMATE.targetTemperature | CLIMATE.targetRange,
    run: setTemperature,
  },
  {
    domain: 'climate',
    name: 'set_hvac_mode',
    fields: { hvac_mode: { ...MODE_FIELD, required: true } },
    entities: 'own',
    run: (call) => {
      const mode = textIn(call.data, 'hvac_mode') ?? 'off';
      for (const thermostat of call.entities) {
        checkChoice(thermostat, 'hvac_modes', 'hvac', mode);
        setMode(call, thermostat, mode, Number(thermostat.attributes.temperature));
      }
    },
  },
  {
    domain: 'climate',
    name: 'set_preset_mode',
    fields: { preset_mode: { required: true, example: 'away', selector: { text: {} } } },
    entities: 'own',
    needs: CLIMATE.presetMode,
    run: (call) => {
      const preset = textIn(call.data, 'preset_mode') ?? 'none';
      for (const thermostat of call.entities) {
        checkChoice(thermostat, 'preset_modes', 'preset', preset);
        call.change(thermostat.entityId, undefined, { preset_mode: preset });
      }
    },
  },
  {
    domain: 'climate',
    name: 'turn_on',
    fields: {},
    entities: 'own',
    needs: CLIMATE.turnOn,
    run: (call) => {
      for (const thermostat of call.entities) {
        setMode(call, thermostat, 'heat', Number(thermostat.attributes.temperature));
      }
    },
  },
  {
    domain: 'climate',
    name: 'turn_off',
    fields: {},
    entities: 'own',
    needs: CLIMATE.turnOff,
    run: becomes('off', { hvac_action: 'off' }),
  },
];
