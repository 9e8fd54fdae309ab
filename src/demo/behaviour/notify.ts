import { isoTime } from '../wire.ts';
import { type Service, type ServiceCall, textIn } from './service.ts';

const MESSAGE = {
  message: { required: true, example: 'The window is open', selector: { text: {} } },
  title: { example: 'Heads up', selector: { text: {} } },
} as const;

const WITH_DATA = { ...MESSAGE, data: { selector: { object: {} } } } as const;

/** Puts a message among the notifications that everybody sees. */
export function notifyOnScreen({ house, data }: ServiceCall): void {
  const id = textIn(data, 'notification_id');
  const title = textIn(data, 'title');
  house.notifications.create({
    message: textIn(data, 'message') ?? '',
    ...(id === undefined ? {} : { id }),
    ...(title === undefined ? {} : { title }),
  });
}

/** Ada's phone, the display in the hall, and the screen. */
export const NOTIFY_SERVICES: readonly Service[] = [
  {
    domain: 'notify',
    name: 'mobile_app_ada_phone',
    fields: { ...WITH_DATA, target: { selector: { object: {} } } },
    // A phone that gets it is seen in nothing but the event of the call.
    run: () => undefined,
  },
  { domain: 'notify', name: 'persistent_notification', fields: WITH_DATA, run: notifyOnScreen },
  {
    domain: 'notify',
    name: 'send_message',
    fields: MESSAGE,
    entities: 'own',
    run: (call) => {
      // The state of such an entity is when it was last sent something.
      for (const { entityId } of call.entities) {
        call.change(entityId, isoTime(call.house.clock()));
      }
    },
  },
];
