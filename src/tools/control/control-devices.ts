import { z } from 'zod';
import { HOME_CONTROL } from '../../policy/scopes.ts';
import { ToolError } from '../errors.ts';
import { idList } from '../names.ts';
import { type Aim, requireAim } from '../targets.ts';
import { defineTool, result } from '../tool.ts';
import { ACTIONS, requireValues } from './actions.ts';
import { carryOut, type Fared } from './carry-out.ts';
import { COLOR_FORM, readColor } from './deeds/color.ts';
import { type Excluded, makePlan } from './plan.ts';
import { shownState } from './shown-state.ts';

const MOST_IDS = 100;
const MOST_LINES = 30;
const MOST_REASONS = 5;

const input = z.strictObject({
  action: z.enum(ACTIONS),
  entity_id: idList(MOST_IDS).optional(),
  area_id: idList(MOST_IDS).optional(),
  floor_id: idList(MOST_IDS).optional(),
  label_id: idList(MOST_IDS).optional(),
  domain: idList(MOST_IDS).optional().describe('Only these of a place, such as light'),
  percent: z.int().min(0).max(100).optional().describe('Brightness, position, speed, volume'),
  temperature: z.number().optional().describe("In the home's unit"),
  option: z.string().optional().describe('Option, source, HVAC mode'),
  color: z
    .string()
    .refine((text) => readColor(text) !== undefined, COLOR_FORM)
    .optional()
    .describe('red, #ff8800, 2700K'),
});

const STATUSES = [
  'done',
  'unchanged',
  'under_way',
  'unsupported',
  'unavailable',
  'failed',
] as const;

const entityResult = z.strictObject({
  entity_id: z.string(),
  name: z.string(),
  /** `unchanged`: it was so already. */
  status: z.enum(STATUSES),
  before: z.string(),
  after: z.string(),
  message: z.string().optional(),
});

const output = z.strictObject({
  /** Trouble first. */
  results: z.array(entityResult),
  /** Entities of areas, floors and labels that the action does not fit. */
  passed_over: z.int(),
});

type EntityResult = z.output<typeof entityResult>;

export const controlDevices = defineTool({
  name: 'control_devices',
  title: 'Control devices',
  description:
    'Everyday control of entities, areas, floors or labels; says how each fared. For anything else use call_service.',
  scope: HOME_CONTROL,
  reach: 'entities',
  annotations: {
    readOnlyHint: false,
    destructiveHint: true,
    idempotentHint: false,
    openWorldHint: false,
  },
  input,
  output,
  async run({ action, domain = [], ...rest }, { home }) {
    const aim: Aim = {
      entityIds: unique(rest.entity_id),
      areaIds: unique(rest.area_id),
      floorIds: unique(rest.floor_id),
      labelIds: unique(rest.label_id),
    };
    if (Object.values(aim).every((ids) => ids.length === 0)) {
      throw new ToolError('Say what to control: entity_id, area_id, floor_id or label_id.');
    }
    requireValues(action, rest);
    requireAim(home.mirror, aim);
    const plan = makePlan(home.mirror, action, rest, aim, domain);
    const done = await carryOut(home, plan.deeds, rest);

    const results = [...plan.excluded, ...done].map(resultOf).sort(troubleFirst);
    requireSuccess(action, results, plan.passedOver);
    const lines = results.slice(0, MOST_LINES).map(line);
    const more = results.length - lines.length;
    return result(
      { results, passed_over: plan.passedOver },
      [
        `${action}: ${counted(results)}.`,
        ...lines,
        ...(more > 0 ? [`and ${more} more`] : []),
        ...(plan.passedOver > 0
          ? [`${plan.passedOver} others there do not fit and were left.`]
          : []),
      ].join('\n'),
    );
  },
});

function resultOf(one: Excluded | Fared): EntityResult {
  const { entity, status, message } = one;
  return {
    entity_id: entity.id,
    name: entity.name,
    status,
    before: shownState(entity),
    after: shownState('after' in one ? one.after : entity),
    ...(message !== undefined && { message }),
  };
}

/** Trouble first, so that it is never among what is cut. */
function troubleFirst(one: EntityResult, other: EntityResult): number {
  return STATUSES.indexOf(other.status) - STATUSES.indexOf(one.status);
}

/** Nothing at all that worked is an error, which a model notices. Throws ToolError. */
function requireSuccess(
  action: string,
  results: readonly EntityResult[],
  passedOver: number,
): void {
  if (results.length === 0) {
    const others = passedOver === 0 ? '' : ` The ${passedOver} there do not fit it.`;
    throw new ToolError(`There is nothing for ${action} to act on there.${others}`);
  }
  if (results.some(({ status }) => ['done', 'unchanged', 'under_way'].includes(status))) return;
  const reasons = results.slice(0, MOST_REASONS).map(line);
  const more = results.length - reasons.length;
  throw new ToolError([...reasons, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'));
}

function counted(results: readonly EntityResult[]): string {
  return STATUSES.map((status) => ({
    status,
    count: results.filter((one) => one.status === status).length,
  }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${count} ${status}`)
    .join(', ');
}

/** `light.kitchen "Kitchen" done: off -> on, 40 %` */
function line({ entity_id: id, name, status, before, after, message }: EntityResult): string {
  const states = before === after ? after : `${before} -> ${after}`;
  const shown = status === 'unsupported' || status === 'unavailable' ? [] : [states];
  const said = [...shown, ...(message === undefined ? [] : [message])].join('. ');
  return `${id} "${name}" ${status}${said === '' ? '' : `: ${said}`}`;
}

function unique(ids: readonly string[] | undefined): readonly string[] {
  return [...new Set(ids)];
}
