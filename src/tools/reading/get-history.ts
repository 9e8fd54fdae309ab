import { z } from 'zod';
import { MINUTE, SECOND } from '../../core/clock.ts';
import type { Entity } from '../../home/model.ts';
import { HOME_READ } from '../../policy/scopes.ts';
import { bucketWidth, inBuckets, isNumeric, readHistory, type Span } from '../history.ts';
import { localTime } from '../local-time.ts';
import { FROM_HELP, moment, type Range, readRange, UNTIL_HELP } from '../moments.ts';
import { entityId } from '../names.ts';
import { knownEntities } from '../recorded-entities.ts';
import { defineTool, result } from '../tool.ts';

const MOST_DAYS = 10;

/** Points in one answer, shared by its entities. */
const POINTS = 300;

const input = z.strictObject({
  entity_ids: z.array(entityId).min(1).max(10),
  start: moment.default('24h').describe(FROM_HELP),
  end: moment.optional().describe(UNTIL_HELP),
});

const entityHistory = z.strictObject({
  entity_id: z.string(),
  name: z.string(),
  unit: z.string().optional(),
  states: z.number().describe('How many were recorded'),
  points: z.array(
    z.strictObject({
      time: z.string(),
      state: z.string().optional(),
      seconds: z.number().optional().describe('How long it lasted'),
      mean: z.number().optional(),
      min: z.number().optional(),
      max: z.number().optional(),
    }),
  ),
  thinned: z.string().optional(),
});

const output = z.strictObject({
  start: z.string(),
  end: z.string(),
  entities: z.array(entityHistory),
  unknown: z.array(z.string()),
});

export const getHistory = defineTool({
  name: 'get_history',
  title: 'Get history',
  description:
    'Past states of up to 10 entities, 10 days back at most: what changed when, for how long. Many numbers are thinned to mean, min and max. For totals or longer use get_statistics; for who did it get_logbook.',
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
  async run(asked, { home, now }) {
    const zone = home.mirror.config.timeZone;
    const range = readRange(asked.start, asked.end, { zone, now, mostDays: MOST_DAYS });
    const { ids, unknown } = knownEntities(home.mirror, asked.entity_ids);
    const history = await readHistory(home, ids, range);
    const most = Math.floor(POINTS / ids.length);
    const entities = ids.flatMap((id) => {
      const entity = home.mirror.entity(id);
      return entity === undefined
        ? []
        : [describe(entity, history.get(id) ?? [], range, most, zone)];
    });
    const span = { start: localTime(range.start, zone), end: localTime(range.end, zone) };
    const lines = [
      `${span.start} to ${span.end}`,
      ...entities.flatMap((entity) => [heading(entity), ...entity.points.map(pointLine)]),
      ...unknown,
    ];
    return result({ ...span, entities, unknown }, lines.join('\n'));
  },
});

type EntityHistory = z.output<typeof entityHistory>;

/** One entity's history in at most so many points. */
function describe(
  { id, name, state }: Entity,
  spans: readonly Span[],
  range: Range,
  most: number,
  zone: string,
): EntityHistory {
  const { unit_of_measurement: unit } = state.attributes;
  const head = {
    entity_id: id,
    name,
    ...(typeof unit === 'string' && { unit }),
    states: spans.length,
  };
  if (spans.length > most && isNumeric(spans)) {
    const width = bucketWidth(range, most);
    const buckets = inBuckets(spans, range, width);
    return {
      ...head,
      points: buckets.map(({ start, ...values }) => ({ time: localTime(start, zone), ...values })),
      thinned: `one point for every ${width / MINUTE} minutes`,
    };
  }
  return {
    ...head,
    points: spans.slice(-most).map(({ state, start, end }) => ({
      time: localTime(start, zone),
      state,
      seconds: Math.round((end - start) / SECOND),
    })),
    ...(spans.length > most && { thinned: `the latest ${most} only; ask for less time` }),
  };
}

function heading({ entity_id, name, unit, states, thinned }: EntityHistory): string {
  const count = states === 0 ? 'nothing recorded' : `${states} states`;
  const measured = unit === undefined ? '' : ` in ${unit}`;
  return `${entity_id} "${name}": ${count}${measured}${thinned === undefined ? '' : `, ${thinned}`}`;
}

function pointLine(point: EntityHistory['points'][number]): string {
  const time = point.time.slice(5, 16).replace('T', ' ');
  return point.state === undefined
    ? `${time} ${point.mean} (${point.min} to ${point.max})`
    : `${time} ${point.state} for ${point.seconds} s`;
}
