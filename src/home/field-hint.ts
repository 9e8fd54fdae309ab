type Wire = Readonly<Record<string, unknown>>;

/** Every person's mirror holds these, so the few fields with hundreds of options are cut. */
const MOST_OPTIONS = 12;
const LONGEST = 160;
const LONGEST_EXAMPLE = 60;

/**
 * What a service's field takes, in a few words made of its selector, default and example, such as
 * `number 0..100 %` or `one of daily, hourly`. Nothing when Home Assistant says nothing about it.
 */
export function fieldHint(field: Wire): string | undefined {
  const [kind, options] = Object.entries(wireOf(field.selector))[0] ?? [];
  const parts = [
    ...(kind === undefined ? [] : [selectorHint(kind, wireOf(options))]),
    ...(isShort(field.default) ? [`default ${written(field.default)}`] : []),
    ...(isShort(field.example) ? [`such as ${written(field.example)}`] : []),
  ];
  return parts.length === 0 ? undefined : parts.join(', ').slice(0, LONGEST);
}

function selectorHint(kind: string, options: Wire): string {
  switch (kind) {
    case 'number':
      return numberHint(options, options.unit_of_measurement);
    case 'color_temp':
      return numberHint(options, options.unit);
    case 'select':
      return selectHint(options);
    case 'boolean':
      return 'true or false';
    case 'constant':
      return `always ${written(options.value)}`;
    case 'color_rgb':
      return '[red, green, blue], each 0..255';
    case 'state':
      return typeof options.attribute === 'string'
        ? `a value of the attribute ${options.attribute}`
        : 'a state';
    case 'object':
      return several('any value', options);
    case 'datetime':
      return 'date and time';
    case 'entity':
    case 'device':
    case 'area':
    case 'floor':
    case 'label':
      return several(`${kind} id`, options);
    default:
      return several(kind.replaceAll('_', ' '), options);
  }
}

function numberHint({ min, max, step }: Wire, unit: unknown): string {
  const range = min === undefined && max === undefined ? '' : ` ${min ?? ''}..${max ?? ''}`;
  const steps = typeof step === 'number' && step !== 1 ? ` in steps of ${step}` : '';
  return `number${range}${typeof unit === 'string' ? ` ${unit}` : ''}${steps}`;
}

function selectHint({ options, multiple, custom_value: custom }: Wire): string {
  const all = Array.isArray(options) ? options : [];
  // An option is a text, or a value with a label for people.
  const values = all.map((option) => String(wireOf(option).value ?? option));
  const more = values.length > MOST_OPTIONS ? ` and ${values.length - MOST_OPTIONS} more` : '';
  const how = multiple === true ? 'some of' : custom === true ? 'text, for example' : 'one of';
  return `${how} ${values.slice(0, MOST_OPTIONS).join(', ')}${more}`;
}

function several(what: string, { multiple }: Wire): string {
  return multiple === true ? `list of ${what}` : what;
}

function isShort(value: unknown): boolean {
  return value !== undefined && value !== null && written(value).length <= LONGEST_EXAMPLE;
}

function written(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function wireOf(value: unknown): Wire {
  return typeof value === 'object' && value !== null ? (value as Wire) : {};
}
