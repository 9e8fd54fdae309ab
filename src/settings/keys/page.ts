import type { FastifyReply, FastifyRequest } from 'fastify';
import { noteChange } from '../audited.ts';
import { orSay } from '../or-say.ts';
import type { SettingsPage } from '../pages.ts';
import { doneSentence, sendBack, sendSettings } from '../send.ts';

/** Latchkey's own keys: since when they are in use, and changing them. */
export const keysPage: SettingsPage = {
  path: 'keys',
  name: ({ keys }) => keys.nav,
  routes(app, deps) {
    app.get('/keys', async (request, reply) => {
      const { keys: words } = request.visit.words;
      return sendSettings(request, reply, 'keys', {
        title: words.title,
        done: doneSentence(request, words.done),
        ...deps.keys.list(),
      });
    });

    app.post('/keys/signing', async (request, reply) =>
      refusable(request, reply, async () => {
        await deps.keys.rotateSigning();
        noteChange(deps, request, 'signing_key_rotated');
        return sendBack(request, reply, 'keys', 'signing');
      }),
    );

    app.post('/keys/encryption', async (request, reply) =>
      refusable(request, reply, async () => {
        const unreadable = await deps.keys.rotateEncryption();
        noteChange(deps, request, 'encryption_key_rotated', { unreadable });
        if (unreadable === 0) return sendBack(request, reply, 'keys', 'encryption');
        const { keys: words } = request.visit.words;
        return sendSettings(request, reply, 'keys', {
          title: words.title,
          done: words.done.encryption,
          problem: words.lost(unreadable),
          ...deps.keys.list(),
        });
      }),
    );

    /** Keys of the configuration may have been set since the page was opened. */
    function refusable(
      request: FastifyRequest,
      reply: FastifyReply,
      change: () => Promise<FastifyReply>,
    ): Promise<FastifyReply> {
      const { title, refused: problem } = request.visit.words.keys;
      return orSay(change, () =>
        sendSettings(request, reply, 'keys', { title, problem, ...deps.keys.list() }, 409),
      );
    }
  },
};
