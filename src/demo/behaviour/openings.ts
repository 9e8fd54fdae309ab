import { COVER } from '../flat/features.ts';
import type { State } from '../states.ts';
import { numberIn, type Service, type ServiceCall, stateNow } from './service.ts';

/** Long enough to be seen moving, short enough not to wait for. */
const MOVING_MS = 150;
const TURNING_MS = 50;

function arrive(call: ServiceCall, cover: State, position: number): void {
  const closed = position === 0;
  call.change(cover.entityId, closed ? 'closed' : 'open', {
    is_closed: closed,
    ...('current_position' in cover.attributes ? { current_position: position } : {}),
  });
}

function moveTo(call: ServiceCall, cover: State, position: number): void {
  const from = Number(cover.attributes.current_position ?? (cover.state === 'closed' ? 0 : 100));
  if (from === position && ['open', 'closed'].includes(cover.state)) return;
  const moving = position > from ? 'opening' : 'closing';
  call.change(cover.entityId, moving);
  call.later(MOVING_MS, () => {
    // Somebody may have stopped or reversed it meanwhile.
    const now = call.house.states.get(cover.entityId);
    if (now?.state === moving && now.context.id === call.context.id) arrive(call, cover, position);
  });
}

function stop(call: ServiceCall, cover: State): void {
  if (!['opening', 'closing'].includes(cover.state)) return;
  call.change(cover.entityId, 'open', {
    is_closed: false,
    ...('current_position' in cover.attributes ? { current_position: 50 } : {}),
  });
}

function turnLock(call: ServiceCall, moving: string, end: string): void {
  for (const { entityId } of call.entities) {
    if (stateNow(call, entityId) === end) continue;
    call.change(entityId, moving, { changed_by: call.person.name });
    call.later(TURNING_MS, () => {
      if (stateNow(call, entityId) === moving) call.change(entityId, end);
    });
  }
}

function coverService(name: string, needs: number, run: Service['run']): Service {
  return { domain: 'cover', name, fields: {}, entities: 'own', needs, run };
}

const CODE = { code: { example: '1234', selector: { text: {} } } } as const;

export const OPENING_SERVICES: readonly Service[] = [
  coverService('open_cover', COVER.open, (call) => {
    for (const cover of call.entities) moveTo(call, cover, 100);
  }),
  coverService('close_cover', COVER.close, (call) => {
    for (const cover of call.entities) moveTo(call, cover, 0);
  }),
  coverService('stop_cover', COVER.stop, (call) => {
    for (const cover of call.entities) stop(call, cover);
  }),
  coverService('toggle', COVER.open | COVER.close, (call) => {
    for (const cover of call.entities) moveTo(call, cover, cover.state === 'closed' ? 100 : 0);
  }),
  {
    ...coverService('set_cover_position', COVER.setPosition, (call) => {
      const position = numberIn(call.data, 'position') ?? 0;
      for (const cover of call.entities) moveTo(call, cover, position);
    }),
    fields: {
      position: {
        required: true,
        selector: { number: { min: 0, max: 100, unit_of_measurement: '%' } },
      },
    },
  },
  {
    domain: 'lock',
    name: 'lock',
    fields: CODE,
    entities: 'own',
    run: (call) => turnLock(call, 'locking', 'locked'),
  },
  {
    domain: 'lock',
    name: 'unlock',
    fields: CODE,
    entities: 'own',
    run: (call) => turnLock(call, 'unlocking', 'unlocked'),
  },
];
