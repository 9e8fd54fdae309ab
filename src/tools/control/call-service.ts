import { z } from 'zod';
import { isLatchkeyError } from '../../core/errors.ts';
import type { Home } from '../../home/home.ts';
import type { Mirror } from '../../home/mirror.ts';
import type { Entity, ServiceDescription } from '../../home/model.ts';
import { HOME_CONTROL } from '../../policy/scopes.ts';
import { clip } from '../clip.ts';
import { entitySummary, summarize, summaryLine } from '../entity-summary.ts';
import { ToolError, unknownThing } from '../errors.ts';
import { entityId, listOf, oneOrMany, slug } from '../names.ts';
import { suggest } from '../suggest.ts';
import {
  type Aim,
  reachedEntities,
  requireAim,
  requireFitting,
  serviceTarget,
} from '../targets.ts';
import { defineTool, result } from '../tool.ts';

const MOST_TARGETS = 100;
const MOST_STATES = 30;
const RESPONSE_BUDGET = 24_000;

/** A target inside `data` would reach entities that nobody checked. */
const TARGET_FIELDS = ['entity_id', 'device_id', 'area_id', 'floor_id', 'label_id'] as const;

const input = z.strictObject({
  domain: slug.describe('Such as light'),
  service: slug.describe('Such as turn_on'),
  data: z.looseObject({}).optional().describe('Such as {"brightness_pct": 40}'),
  entity_id: oneOrMany(entityId, MOST_TARGETS).optional(),
  area_id: oneOrMany(slug, MOST_TARGETS).optional(),
  floor_id: oneOrMany(slug, MOST_TARGETS).optional(),
  label_id: oneOrMany(slug, MOST_TARGETS).optional(),
});

const output = z.strictObject({
  service: z.string(),
  finished: z.boolean().describe('False while still busy'),
  states: z.array(entitySummary).describe('Of what it was aimed at, afterwards'),
  left_out: z.int().describe('Entities not listed'),
  response: z.looseObject({}).optional().describe('What the service answered'),
  truncated: z.boolean(),
});

export type ServiceCallInput = z.output<typeof input>;

export const callService = defineTool({
  name: 'call_service',
  title: 'Call a service',
  description:
    "Calls a Home Assistant service (an action) such as light.turn_on on entities, areas, floors or labels, and says the states afterwards. Also returns a service's response data, such as weather.get_forecasts.",
  scope: HOME_CONTROL,
  reach: 'entities',
  annotations: {
    readOnlyHint: false,
    destructiveHint: true,
    idempotentHint: false,
    openWorldHint: true,
  },
  input,
  output,
  async run(call, { home }) {
    const { mirror } = home;
    const name = `${call.domain}.${call.service}`;
    const service = requireService(mirror, call.domain, call.service);
    const aim = aimOf(call);
    requireAim(mirror, aim);
    requireFitting(name, service, aim);
    requirePlainData(call.data, service);
    const reached = reachedEntities(mirror, service, aim);
    if (reached.length === 0 && isAimed(aim)) {
      throw new ToolError(`There is nothing for ${name} to act on there.`);
    }

    const { finished, response } = await carryOut(home, call, service, aim, reached);
    const states = reached
      .slice(0, MOST_STATES)
      .map((entity) => summarize(mirror.entity(entity.id) ?? entity, mirror));
    const cut = clip(response, RESPONSE_BUDGET);
    const leftOut = reached.length - states.length;
    return result(
      {
        service: name,
        finished,
        states,
        left_out: leftOut,
        ...(isObject(cut.value) && { response: cut.value }),
        truncated: cut.clipped,
      },
      [
        finished
          ? `Called ${name}.`
          : `Home Assistant took ${name} but is still busy with it; look again with get_state.`,
        ...states.map(summaryLine),
        ...(leftOut > 0 ? [`and ${leftOut} more`] : []),
        ...(isObject(cut.value) ? [JSON.stringify(cut.value)] : []),
        ...(cut.clipped ? ['The response was cut.'] : []),
      ].join('\n'),
    );
  },
});

async function carryOut(
  home: Home,
  call: ServiceCallInput,
  service: ServiceDescription,
  aim: Aim,
  reached: readonly Entity[],
): Promise<{ readonly finished: boolean; readonly response: unknown }> {
  const target = serviceTarget(aim);
  try {
    const { response } = await home.callService(
      {
        domain: call.domain,
        service: call.service,
        ...(call.data !== undefined && { data: call.data }),
        ...(target !== undefined && { target }),
        returnResponse: service.response !== undefined,
      },
      // A service that must be asked for its answer reads something and changes nothing.
      { waitFor: service.response === 'only' ? [] : expectedToChange(call, reached) },
    );
    return { finished: true, response };
  } catch (thrown) {
    // It was sent: calling that a failure would make a model do it twice.
    if (isLatchkeyError(thrown, 'home_timeout')) return { finished: false, response: undefined };
    throw thrown;
  }
}

const LEADS_TO: Readonly<Record<string, string>> = {
  turn_on: 'on',
  turn_off: 'off',
  open_cover: 'open',
  close_cover: 'closed',
  lock: 'locked',
  unlock: 'unlocked',
};

/** The entities whose state will differ; one that is already there would only be waited for. */
export function expectedToChange(
  call: Pick<ServiceCallInput, 'service' | 'data'>,
  reached: readonly Entity[],
): readonly string[] {
  const plain = Object.keys(call.data ?? {}).length === 0;
  const goal = plain ? LEADS_TO[call.service] : undefined;
  return reached.filter(({ state }) => state.state !== goal).map(({ id }) => id);
}

/** The service, or a ToolError that names what is near. */
export function requireService(
  mirror: Mirror,
  domain: string,
  service: string,
): ServiceDescription {
  const found = mirror.service(domain, service);
  if (found !== undefined) return found;
  const all = Array.from(mirror.services, ([name, services]) =>
    Array.from(services.keys(), (one) => ({ id: `${name}.${one}`, names: [one], domain: name })),
  ).flat();
  const sameDomain = all.filter((candidate) => candidate.domain === domain);
  const near = suggest(service, sameDomain);
  const wanted = `${domain}.${service}`;
  throw unknownThing(
    'service',
    wanted,
    near.length > 0
      ? near
      : suggest(
          wanted,
          all.map(({ id }) => ({ id })),
        ),
  );
}

function requirePlainData(data: ServiceCallInput['data'], service: ServiceDescription): void {
  const isOwnField = (field: string) =>
    field !== 'entity_id' && !service.target && field in service.fields;
  const misplaced = TARGET_FIELDS.find(
    (field) => data !== undefined && field in data && !isOwnField(field),
  );
  if (misplaced === undefined) return;
  throw new ToolError(
    misplaced === 'device_id'
      ? 'Devices cannot be addressed; use the entity_id of what the device has.'
      : `Put ${misplaced} beside data, not inside it.`,
  );
}

function aimOf(call: ServiceCallInput): Aim {
  return {
    entityIds: listOf(call.entity_id),
    areaIds: listOf(call.area_id),
    floorIds: listOf(call.floor_id),
    labelIds: listOf(call.label_id),
  };
}

function isAimed(aim: Aim): boolean {
  return Object.values(aim).some((ids) => ids.length > 0);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
