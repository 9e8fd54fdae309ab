import { ENTITY_ID, SLUG } from '../tools/names.ts';

const MOST_TARGETS = 20;
const MOST_CHARACTERS = 500;
const LONGEST_ID = 255;

/** Arguments that name something of the home; what any other argument holds is never looked at. */
const NAMING =
  /^(area|automation|calendar|camera|config_entry|dashboard|device|domain|(new_)?entity|floor|group|helper|kind|label|list|person|player|scene|script|statistic|target|thing|version|zone)?(s|_?ids?)?$/;

/** Ids of statistics that an integration imports, such as `tibber:consumption`. */
const STATISTIC_ID = /^[a-z0-9_]+:[a-z0-9_]+$/;

/**
 * On what a tool was called, for the audit log: `light.turn_on, light.kitchen, area:garden`. Of the
 * arguments only ids are taken, and only where ids belong, so that nothing else of a payload gets
 * into the log; what a model wrote there instead of an id is left out. At most 20 of them and 500
 * characters, with the number of those left out. Nothing when nothing is named.
 */
export function callTargets(args: unknown): { readonly on?: string } {
  if (!isObject(args)) return {};
  const all = [...new Set([...action(args), ...named(args)])];
  const kept: string[] = [];
  let characters = 0;
  for (const one of all.slice(0, MOST_TARGETS)) {
    characters += one.length + 2;
    if (characters > MOST_CHARACTERS - 10) break;
    kept.push(one);
  }
  const left = all.length - kept.length;
  return all.length === 0 ? {} : { on: [...kept, ...(left > 0 ? [`+${left}`] : [])].join(', ') };
}

/** Which service, or which of several things a tool does. */
function action(args: Readonly<Record<string, unknown>>): string[] {
  if (isSlug(args.domain) && isSlug(args.service)) return [`${args.domain}.${args.service}`];
  return isSlug(args.action) ? [`action:${args.action}`] : [];
}

function named(args: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(args).flatMap(([name, value]) => {
    if (name === '' || !NAMING.test(name)) return [];
    if (name === 'domain' && args.service !== undefined) return [];
    const kind = name.replace(/_?ids?$/, '');
    const values: unknown[] = Array.isArray(value) ? value : [value];
    return values.slice(0, 1_000).flatMap((one) => {
      if (isObject(one)) return named(one);
      if (typeof one !== 'string' || one.length > LONGEST_ID) return [];
      if (ENTITY_ID.test(one) || STATISTIC_ID.test(one)) return [one];
      return SLUG.test(one) ? [kind === '' ? one : `${kind}:${one}`] : [];
    });
  });
}

function isSlug(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 64 && SLUG.test(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
