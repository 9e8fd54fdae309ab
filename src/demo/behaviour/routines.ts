import type { Routine } from '../routines.ts';
import { isoTime } from '../wire.ts';
import { reproduceStates } from './reproduce-states.ts';
import { runAutomation, runScript } from './run-routine.ts';
import { becomes, type Service, type ServiceCall } from './service.ts';

/** Runs what the entities of the call stand for, one after the other. */
async function runAll(
  call: ServiceCall,
  run: (call: ServiceCall, routine: Routine) => Promise<unknown>,
): Promise<void> {
  for (const { entityId } of call.entities) {
    const routine = call.house.routines.of(entityId);
    if (routine !== undefined) await run(call, routine);
  }
}

/** Automations, scripts and scenes. */
export const ROUTINE_SERVICES: readonly Service[] = [
  {
    domain: 'automation',
    name: 'trigger',
    fields: { skip_condition: { default: true, selector: { boolean: {} } } },
    entities: 'own',
    run: (call) => runAll(call, runAutomation),
  },
  { domain: 'automation', name: 'turn_on', fields: {}, entities: 'own', run: becomes('on') },
  {
    domain: 'automation',
    name: 'turn_off',
    fields: { stop_actions: { default: true, selector: { boolean: {} } } },
    entities: 'own',
    run: becomes('off'),
  },
  {
    domain: 'automation',
    name: 'reload',
    fields: {},
    administratorsOnly: true,
    run: () => undefined,
  },
  {
    domain: 'script',
    name: 'turn_on',
    fields: {},
    entities: 'own',
    run: (call) => runAll(call, runScript),
  },
  {
    domain: 'script',
    name: 'movie_time',
    fields: {},
    response: 'optional',
    run: (call) => {
      const routine = call.house.routines.of('script.movie_time');
      return routine === undefined ? undefined : runScript(call, routine);
    },
  },
  {
    domain: 'scene',
    name: 'turn_on',
    fields: { transition: { selector: { number: { min: 0, max: 300 } } } },
    entities: 'own',
    run: (call) => {
      for (const { entityId } of call.entities) {
        call.change(entityId, isoTime(call.house.clock()));
        const routine = call.house.routines.of(entityId);
        if (routine !== undefined) reproduceStates(call, routine.config.entities);
      }
    },
  },
];
