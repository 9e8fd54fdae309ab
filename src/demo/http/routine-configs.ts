import type { RoutineKind } from '../routines.ts';
import { sendJson, sendPlain } from './answer.ts';
import { type AnyView, signedView } from './router.ts';

function reading(kind: RoutineKind): AnyView {
  return signedView('GET', `/api/config/${kind}/config/:id`, (exchange, { id = '' }) => {
    const { house, signedIn, address } = exchange;
    if (!signedIn.person.administrator) {
      house.loginAttempts.wrong(address);
      sendPlain(exchange, 401);
      return;
    }
    const config = house.routines.get(kind, id)?.config;
    if (config === undefined) sendJson(exchange, 404, { message: 'Resource not found' });
    else sendJson(exchange, 200, config);
  });
}

/** The configurations of automations, scripts and scenes, as their editors read them. */
export const ROUTINE_CONFIG_VIEWS: readonly AnyView[] = [
  reading('automation'),
  reading('script'),
  reading('scene'),
];
