import {
  checkActions,
  checkConditions,
  checkTriggers,
  Malformed,
} from '../behaviour/check-routine.ts';
import { CommandError, invalidFormat } from '../errors.ts';
import { pythonValue } from '../python.ts';
import { fullTrace, shortTrace } from '../traces.ts';
import { type Command, command } from '../websocket/command.ts';

const TRACED = ['automation', 'script'];

function configuration(kind: 'automation' | 'script'): Command {
  return command(
    `${kind}/config`,
    { entity_id: 'string' },
    ({ entity_id: id }, { house }) => {
      const routine = house.routines.of(id);
      if (routine?.kind !== kind) throw new CommandError('not_found', 'Entity not found');
      return { config: routine.config };
    },
    'administrators',
  );
}

function checkDomain(domain: string): void {
  if (TRACED.includes(domain)) return;
  const wanted = pythonValue(TRACED);
  throw invalidFormat(`value must be one of ${wanted} at 'domain'. Got ${pythonValue(domain)}`);
}

const PARTS = {
  triggers: checkTriggers,
  conditions: (value: unknown) => checkConditions(value),
  actions: (value: unknown) => checkActions(value),
} as const;

function verdict(check: (value: unknown) => void, value: unknown) {
  try {
    check(value);
    return { valid: true, error: null };
  } catch (thrown) {
    if (thrown instanceof Malformed) return { valid: false, error: thrown.message };
    throw thrown;
  }
}

export const ROUTINE_COMMANDS: readonly Command[] = [
  configuration('automation'),
  configuration('script'),

  command('validate_config', { triggers: 'any?', conditions: 'any?', actions: 'any?' }, (asked) =>
    Object.fromEntries(
      Object.entries(PARTS)
        .filter(([part]) => asked[part as keyof typeof PARTS] !== undefined)
        .map(([part, check]) => [part, verdict(check, asked[part as keyof typeof PARTS])]),
    ),
  ),

  command(
    'trace/list',
    { domain: 'string', item_id: 'string?' },
    ({ domain, item_id: id }, { house }) => {
      checkDomain(domain);
      return house.traces.list(domain, id).map(shortTrace);
    },
    'administrators',
  ),

  command(
    'trace/get',
    { domain: 'string', item_id: 'string', run_id: 'string' },
    ({ domain, item_id: id, run_id: runId }, { house }) => {
      checkDomain(domain);
      const trace = house.traces.get(domain, id, runId);
      if (trace === undefined) throw new CommandError('not_found', 'The trace could not be found');
      return fullTrace(trace);
    },
    'administrators',
  ),
];
