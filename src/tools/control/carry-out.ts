import { LatchkeyError } from '../../core/errors.ts';
import type { ServiceCall } from '../../home/commands.ts';
import type { Home } from '../../home/home.ts';
import type { Entity } from '../../home/model.ts';
import { isOnTheWay } from '../../home/wait-for-states.ts';
import { sentenceFor, ToolError } from '../errors.ts';
import type { DeedArguments } from './deeds/deed.ts';
import type { PlannedDeed } from './plan.ts';

/** How one entity fared. `under_way`: it was sent, and the state that shows it has not come yet. */
export interface Fared {
  readonly entity: Entity;
  readonly after: Entity;
  readonly status: 'done' | 'unchanged' | 'under_way' | 'failed';
  readonly message?: string;
}

interface Group {
  readonly call: ServiceCall;
  readonly deeds: readonly PlannedDeed[];
}

/**
 * Calls each service once for all entities it is for, in parallel, and says how each fared. Throws
 * what is no answer of the home about these calls: a refused credential and defects of our own.
 */
export async function carryOut(
  home: Home,
  deeds: readonly PlannedDeed[],
  args: DeedArguments,
): Promise<readonly Fared[]> {
  const groups = grouped(deeds, args);
  const calls = groups.map(({ call }) => call);
  // A person may have to be asked about one of them; until they said yes none is sent.
  await home.prepare(calls);
  const outcomes = await Promise.allSettled(
    calls.map((call, index) =>
      home.callService(call, { waitFor: expectedToChange(groups[index]?.deeds ?? [], args) }),
    ),
  );
  return groups.flatMap((group, index) => {
    const outcome = outcomes[index];
    const trouble = outcome?.status === 'rejected' ? troubleOf(outcome.reason) : undefined;
    return group.deeds.map((planned) => fared(home, planned, args, group, trouble));
  });
}

function grouped(deeds: readonly PlannedDeed[], args: DeedArguments): readonly Group[] {
  const groups = new Map<string, Group & { deeds: PlannedDeed[] }>();
  for (const planned of deeds) {
    const { entity, deed } = planned;
    const data = deed.data?.(args, entity);
    const key = JSON.stringify([entity.domain, deed.service, data]);
    const mates = [...(groups.get(key)?.deeds ?? []), planned];
    groups.set(key, {
      deeds: mates,
      call: {
        domain: entity.domain,
        service: deed.service,
        ...(data !== undefined && { data }),
        target: { entity_id: mates.map((mate) => mate.entity.id) },
      },
    });
  }
  return [...groups.values()];
}

/** What already stands as asked is told again, since it may not be so, but would never change. */
function expectedToChange(deeds: readonly PlannedDeed[], args: DeedArguments): readonly string[] {
  return deeds
    .filter(({ entity, deed }) => deed.reached?.(entity, args, entity, true) !== true)
    .map(({ entity }) => entity.id);
}

interface Trouble {
  readonly text: string;
  /** It was sent, and may still be carried out. */
  readonly pending: boolean;
}

function troubleOf(reason: unknown): Trouble {
  if (reason instanceof ToolError) return { text: reason.message, pending: false };
  if (!(reason instanceof LatchkeyError) || reason.code === 'home_refused') throw reason;
  const pending = reason.code === 'home_timeout';
  return { text: pending ? 'Home Assistant is still busy with it.' : sentenceFor(reason), pending };
}

function fared(
  home: Home,
  { entity, deed }: PlannedDeed,
  args: DeedArguments,
  { call, deeds }: Group,
  trouble: Trouble | undefined,
): Fared {
  const after = home.mirror.entity(entity.id) ?? entity;
  const { state } = after.state;
  const stands = deed.reached?.(after, args, entity, false);
  const stood = deed.reached?.(entity, args, entity, true) === true;
  if (state === 'jammed') return { entity, after, status: 'failed', message: 'It is jammed.' };
  if (trouble !== undefined && !(stands === true && !stood)) {
    if (trouble.pending) return { entity, after, status: 'under_way', message: trouble.text };
    const shared = deeds.length > 1 ? ' Said of one or more of the entities called together.' : '';
    const code = call.domain === 'lock' && typeof entity.state.attributes.code_format === 'string';
    const hint = code ? ' It asks for a code: ask the person for it, then use call_service.' : '';
    return { entity, after, status: 'failed', message: `${trouble.text}${shared}${hint}` };
  }
  if (stands === undefined) return { entity, after, status: 'done' };
  if (stands) return { entity, after, status: stood ? 'unchanged' : 'done' };
  return {
    entity,
    after,
    status: 'under_way',
    message: isOnTheWay(state)
      ? 'Look again with get_state.'
      : 'Sent, but no state shows it yet: look again with get_state.',
  };
}
