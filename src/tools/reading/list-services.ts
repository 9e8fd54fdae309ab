import { z } from 'zod';
import type { Mirror } from '../../home/mirror.ts';
import type { ServiceDescription } from '../../home/model.ts';
import { HOME_READ } from '../../policy/scopes.ts';
import { ToolError, unknownThing } from '../errors.ts';
import { slug } from '../names.ts';
import { suggest } from '../suggest.ts';
import { defineTool, result } from '../tool.ts';
import { normalize } from '../words.ts';
import { type ServiceWords, serviceWords } from './service-words.ts';

/** Characters of services in one answer, which comes as data and as text. */
const BUDGET = 10_000;
const LONGEST_ABOUT = 160;
const MOST_FIELDS = 50;

const input = z.strictObject({
  domain: slug.optional().describe('Such as light'),
  text: z.string().min(1).max(100).optional().describe('Words of a name or description'),
});

const serviceField = z.strictObject({
  name: z.string(),
  required: z.literal(true).optional(),
  takes: z.string().optional(),
  about: z.string().optional(),
});

const listedService = z.strictObject({
  service: z.string(),
  about: z.string().optional(),
  /** Absent: it is called without a target. */
  target: z.string().optional(),
  /** Absent: it answers no data. */
  answers: z.enum(['always', 'when asked']).optional(),
  fields: z.array(serviceField),
  /** How many more fields it has. */
  fields_left_out: z.int().optional(),
});

type ListedService = z.output<typeof listedService>;

const output = z.strictObject({
  domains: z
    .array(z.strictObject({ domain: z.string(), services: z.int() }))
    .optional()
    .describe('Without arguments: how many services each has'),
  services: z.array(listedService).describe('With an argument'),
  left_out: z.int().describe('Services there was no room for'),
});

export const listServices = defineTool({
  name: 'list_services',
  title: 'List services',
  description:
    "Lists the home's services (actions) with their fields, for call_service and automations. Give a domain or words; without either only the domains.",
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
  async run({ domain, text }, { home }) {
    const all = visibleServices(home.mirror);
    if (domain === undefined && text === undefined) return domainsOf(all);
    const inDomain = domain === undefined ? all : all.filter((one) => one.domain === domain);
    if (domain !== undefined && inDomain.length === 0) {
      const domains = new Set(all.map((one) => one.domain));
      throw unknownThing(
        'service domain',
        domain,
        suggest(
          domain,
          Array.from(domains, (id) => ({ id })),
        ),
      );
    }
    const words = await serviceWords(home, domain);
    const found = text === undefined ? inDomain : matching(inDomain, text, words);
    if (found.length === 0) {
      throw new ToolError(
        `No service${domain === undefined ? '' : ` of ${domain}`} has all of these words: ${text}. Try fewer, or only a domain.`,
      );
    }
    const described = found.map((one) => describe(one, words));
    const services = withinBudget(described);
    const leftOut = described.length - services.length;
    return result(
      { services, left_out: leftOut },
      [
        ...services.map(lineOf),
        ...(leftOut > 0
          ? [`${leftOut} more have no room here; narrow it down with a domain or text.`]
          : []),
      ].join('\n'),
    );
  },
});

interface KnownService {
  readonly id: string;
  readonly domain: string;
  readonly description: ServiceDescription;
}

const SCRIPT_SERVICES: ReadonlySet<string> = new Set(['reload', 'turn_on', 'turn_off', 'toggle']);

/** Every script is a service too; one whose entity does not show must not show here. */
function visibleServices(mirror: Mirror): readonly KnownService[] {
  return Array.from(mirror.services, ([domain, services]) =>
    Array.from(services, ([name, description]) => ({
      id: `${domain}.${name}`,
      domain,
      description,
    })).filter(
      ({ id }) =>
        domain !== 'script' ||
        SCRIPT_SERVICES.has(id.slice('script.'.length)) ||
        mirror.entity(id) !== undefined,
    ),
  ).flat();
}

function domainsOf(all: readonly KnownService[]) {
  const counts = new Map<string, number>();
  for (const { domain } of all) counts.set(domain, (counts.get(domain) ?? 0) + 1);
  const domains = Array.from(counts, ([domain, services]) => ({ domain, services })).sort(
    (one, other) => (one.domain < other.domain ? -1 : 1),
  );
  return result(
    { domains, services: [], left_out: 0 },
    `${all.length} services: ${domains.map((one) => `${one.domain} ${one.services}`).join(', ')}`,
  );
}

/** Those with all the words in their name or description; those that are named so come first. */
function matching(
  services: readonly KnownService[],
  text: string,
  words: ServiceWords,
): readonly KnownService[] {
  const wanted = normalize(text).split(' ');
  const has = (where: string) => wanted.every((word) => where.includes(word));
  const about = ({ id, description }: KnownService) =>
    normalize(`${id} ${words.service(id) ?? description.about ?? ''}`);
  const named = services.filter(({ id }) => has(normalize(id)));
  return [...named, ...services.filter((one) => !named.includes(one) && has(about(one)))];
}

function describe({ id, description }: KnownService, words: ServiceWords): ListedService {
  const about = words.service(id) ?? description.about;
  const fields = Object.entries(description.fields);
  return {
    service: id,
    ...(about !== undefined && { about: shortened(about) }),
    ...(description.target && { target: targetOf(description) }),
    ...(description.response !== undefined && {
      answers: description.response === 'only' ? 'always' : 'when asked',
    }),
    ...(fields.length > MOST_FIELDS && { fields_left_out: fields.length - MOST_FIELDS }),
    fields: fields.slice(0, MOST_FIELDS).map(([name, field]) => {
      const said = words.field(id, name) ?? field.about;
      return {
        name,
        ...(field.required === true && { required: true }),
        ...(field.hint !== undefined && { takes: field.hint }),
        ...(said !== undefined && { about: shortened(said) }),
      };
    }),
  };
}

function targetOf({ targetDomains }: ServiceDescription): string {
  return targetDomains === undefined ? 'entities of any domain' : targetDomains.join(', ');
}

function shortened(text: string): string {
  return text.length > LONGEST_ABOUT ? `${text.slice(0, LONGEST_ABOUT - 1)}…` : text;
}

/** As many as there is room for, and one at least. */
function withinBudget(services: readonly ListedService[]): ListedService[] {
  let left = BUDGET;
  return services.filter((service, index) => {
    left -= JSON.stringify(service).length;
    return left >= 0 || index === 0;
  });
}

/** `lock.lock (on lock): Locks a lock. Fields: code (text)` */
function lineOf({ service, about, target, answers, fields }: ListedService): string {
  const each = fields.map(({ name, required, takes }) => {
    const notes = [...(required === true ? ['required'] : []), ...(takes ? [takes] : [])];
    return notes.length === 0 ? name : `${name} (${notes.join(', ')})`;
  });
  return [
    `${service}${target === undefined ? '' : ` (on ${target})`}:`,
    ...(about === undefined ? [] : [` ${about.replace(/[^.!?…]$/, '$&.')}`]),
    ...(answers === undefined ? [] : [` Answers data ${answers}.`]),
    ...(each.length === 0 ? [] : [` Fields: ${each.join('; ')}`]),
  ].join('');
}
