import type { SettingsPage } from '../pages.ts';
import { sendBack, sendSettings } from '../send.ts';
import { attempts } from './attempts.ts';
import { findings } from './findings.ts';

/** Why an assistant cannot connect: what the doctor found, and how the last ones came. */
export const doctorPage: SettingsPage = {
  path: 'doctor',
  name: ({ checkUp }) => checkUp.nav,
  routes(app, { examination, operations }) {
    app.get('/doctor', async (request, reply) => {
      const { words } = request.visit;
      return sendSettings(request, reply, 'doctor', {
        title: words.checkUp.title,
        ...findings(examination.state, words),
        attempts: attempts(operations.timeline(), words),
      });
    });

    app.post('/doctor/look', async (request, reply) => {
      examination.look();
      return sendBack(request, reply, 'doctor');
    });
  },
};
