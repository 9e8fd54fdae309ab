import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CompanionProblem } from '../../companion/folder.ts';
import { closeInHome, restartHome } from '../../companion/in-home.ts';
import { LatchkeyError } from '../../core/errors.ts';
import { noteChange } from '../audited.ts';
import type { SettingsPage } from '../pages.ts';
import { doneSentence, sendBack, sendSettings } from '../send.ts';
import { look } from './look.ts';

/** The door through Home Assistant itself: installing, updating and removing the companion. */
export const companionPage: SettingsPage = {
  path: 'companion',
  name: ({ companion }) => companion.nav,
  routes(app, deps) {
    const { companion, ownHome } = deps;

    app.get('/companion', (request, reply) => show(request, reply, {}));

    app.post('/companion/install', async (request, reply) => {
      const done = await companion.install();
      if (!done.ok) return cannot(request, reply, done.error);
      if (!done.value) return sendBack(request, reply, 'companion', 'already');
      noteChange(deps, request, 'companion_installed');
      const told = await companion.announce();
      return sendBack(request, reply, 'companion', told === 'failed' ? 'untold' : 'installed');
    });

    app.post('/companion/remove', async (request, reply) => {
      const done = await companion.remove();
      if (!done.ok) return cannot(request, reply, done.error);
      if (!done.value) return sendBack(request, reply, 'companion', 'gone');
      noteChange(deps, request, 'companion_removed');
      const closed = await asking(async () => {
        await closeInHome(await ownHome());
        return true;
      });
      return sendBack(request, reply, 'companion', closed ? 'removed' : 'stillListed');
    });

    app.post('/companion/restart', async (request, reply) => {
      const { problems } = request.visit.words.companion;
      const became = await asking(async () => restartHome(await ownHome()));
      if (became === undefined) return show(request, reply, { problem: problems.away }, 409);
      if (became !== 'restarting') return show(request, reply, { problem: problems[became] }, 409);
      noteChange(deps, request, 'home_restarted');
      return sendBack(request, reply, 'companion', 'restarting');
    });

    app.post('/companion/secret', async (request, reply) => {
      noteChange(deps, request, 'companion_secret_shown');
      return show(request, reply, { secret: companion.secret });
    });

    async function show(
      request: FastifyRequest,
      reply: FastifyReply,
      more: { readonly problem?: string; readonly secret?: string; readonly byHand?: true },
      status = 200,
    ): Promise<FastifyReply> {
      const { companion: words } = request.visit.words;
      return sendSettings(
        request,
        reply,
        'companion',
        {
          title: words.title,
          done: doneSentence(request, words.done),
          ...(await look(deps)),
          ...more,
        },
        status,
      );
    }

    function cannot(request: FastifyRequest, reply: FastifyReply, why: CompanionProblem) {
      const { problems } = request.visit.words.companion;
      return show(request, reply, { problem: problems[why], byHand: true }, 409);
    }
  },
};

/** What came of asking Home Assistant; undefined when it could not be asked. */
async function asking<Answer>(work: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof LatchkeyError) return undefined;
    throw thrown;
  }
}
