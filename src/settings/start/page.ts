import type { SettingsPage } from '../pages.ts';
import { sendSettings } from '../send.ts';

/** The first page: the address to copy. */
export const startPage: SettingsPage = {
  path: '',
  name: ({ start }) => start.nav,
  routes(app, { doors }) {
    app.get('/', async (request, reply) =>
      sendSettings(request, reply, 'start', {
        title: request.visit.words.start.title,
        address: doors.canonical.resource,
      }),
    );
  },
};
