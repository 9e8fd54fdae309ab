import { serviceValidation } from '../errors.ts';
import { ALARM, VACUUM } from '../flat/features.ts';
import { becomes, type Service, type ServiceCall, stateNow, textIn } from './service.ts';

/** The code of the demo alarm, for turning it off. */
export const ALARM_CODE = '1234';
const RETURNING_MS = 200;

function checkCode(call: ServiceCall): void {
  if (textIn(call.data, 'code') === ALARM_CODE) return;
  throw serviceValidation('invalid_code', {
    domain: 'manual',
    key: 'invalid_code',
  });
}

function returnToBase(call: ServiceCall): void {
  for (const { entityId, state } of call.entities) {
    if (state === 'docked') continue;
    call.change(entityId, 'returning');
    call.later(RETURNING_MS, () => {
      if (stateNow(call, entityId) === 'returning') call.change(entityId, 'docked');
    });
  }
}

const CODE = { code: { example: ALARM_CODE, selector: { text: {} } } } as const;

function arm(name: string, state: string, needs: number): Service {
  return {
    domain: 'alarm_control_panel',
    name,
    fields: CODE,
    entities: 'own',
    needs,
    run: (call) => becomes(state, { changed_by: call.person.name })(call),
  };
}

function vacuumService(name: string, needs: number, run: Service['run']): Service {
  return { domain: 'vacuum', name, fields: {}, entities: 'own', needs, run };
}

/** The vacuum and the alarm. */
export const HELPER_SERVICES: readonly Service[] = [
  vacuumService('start', VACUUM.start, becomes('cleaning')),
  vacuumService('pause', VACUUM.pause, becomes('paused')),
  vacuumService('stop', VACUUM.stop, becomes('idle')),
  vacuumService('return_to_base', VACUUM.returnHome, returnToBase),
  vacuumService('locate', VACUUM.locate, () => undefined),
  arm('alarm_arm_home', 'armed_home', ALARM.home),
  arm('alarm_arm_away', 'armed_away', ALARM.away),
  arm('alarm_arm_night', 'armed_night', ALARM.night),
  {
    domain: 'alarm_control_panel',
    name: 'alarm_disarm',
    fields: CODE,
    entities: 'own',
    run: (call) => {
      checkCode(call);
      becomes('disarmed', { changed_by: call.person.name })(call);
    },
  },
];
