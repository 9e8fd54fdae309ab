import { isIP } from 'node:net';
import { serviceValidation } from '../errors.ts';
import { notifyOnScreen } from './notify.ts';
import { type Service, textIn } from './service.ts';

const RESTARTING_MS = 100;
const TEXT = { selector: { text: {} } } as const;

/** What is done to the home as a whole. */
export const SYSTEM_SERVICES: readonly Service[] = [
  {
    domain: 'persistent_notification',
    name: 'create',
    fields: {
      message: { required: true, example: 'The window is open', selector: { text: {} } },
      title: TEXT,
      notification_id: TEXT,
    },
    run: notifyOnScreen,
  },
  {
    domain: 'persistent_notification',
    name: 'dismiss',
    fields: { notification_id: { required: true, selector: { text: {} } } },
    run: ({ house, data }) => house.notifications.dismiss(textIn(data, 'notification_id') ?? ''),
  },
  {
    domain: 'homeassistant',
    name: 'restart',
    fields: {},
    administratorsOnly: true,
    run: ({ house, later }) => later(RESTARTING_MS, () => house.dropConnections()),
  },
  {
    domain: 'http',
    name: 'unban',
    fields: { ip_address: { required: true, example: '192.168.1.7', selector: { text: {} } } },
    administratorsOnly: true,
    run: ({ house, data }) => {
      const address = textIn(data, 'ip_address') ?? '';
      if (isIP(address) === 0) {
        throw serviceValidation('Invalid IP address', { domain: 'http', key: 'invalid_ip' });
      }
      house.loginAttempts.unban(address);
    },
  },
];
