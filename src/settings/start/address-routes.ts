import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AddressFault } from '../../control/addresses.ts';
import { askSupervisor } from '../../supervisor/client.ts';
import { switchOnWatchdog } from '../../supervisor/questions.ts';
import { noteChange } from '../audited.ts';
import type { SettingsDependencies } from '../dependencies.ts';
import { sendBack } from '../send.ts';
import { administratorOf } from '../visit.ts';

/** Shows the page again with what was wrong, and what was typed. */
export type ShowStart = (
  request: FastifyRequest,
  reply: FastifyReply,
  trouble: {
    readonly status: number;
    readonly problem: string;
    readonly typed?: string;
    readonly typedHome?: string;
  },
) => Promise<FastifyReply>;

const Form = z.object({ address: z.string().max(1_000) });

/** The changes of the first page: which addresses the home has, and whether it is watched over. */
export function addressRoutes(
  app: FastifyInstance,
  deps: SettingsDependencies,
  show: ShowStart,
): void {
  const { addresses, offers, surroundings, config } = deps;

  const add = (request: FastifyRequest, reply: FastifyReply, address: string) => {
    const added = addresses.add(address, who(request));
    if (added.ok) return sendBack(request, reply, '', 'address_added');
    const problem = sentenceOf(added.error, request);
    return show(request, reply, { status: 400, problem, typed: address });
  };

  app.post('/address/use', async (request, reply) => {
    const { address } = Form.parse(request.body);
    const found = offers().find(({ url, needs }) => url === address && needs === undefined);
    if (found !== undefined) return add(request, reply, found.url);
    const { faults } = request.visit.words.start.choose;
    return show(request, reply, { status: 409, problem: faults.gone });
  });

  app.post('/address/add', async (request, reply) =>
    add(request, reply, Form.parse(request.body).address.trim()),
  );

  app.post('/address/remove', async (request, reply) => {
    const ended = await addresses.remove(Form.parse(request.body).address, who(request));
    if (ended !== undefined) return sendBack(request, reply, '', 'address_removed');
    const { faults } = request.visit.words.start.choose;
    return show(request, reply, { status: 409, problem: faults.gone });
  });

  app.post('/watchdog', async (request, reply) => {
    const { supervisor } = config;
    const asked = supervisor && (await askSupervisor(supervisor, switchOnWatchdog));
    if (!asked?.ok) {
      const problem = request.visit.words.start.watchdog.failed;
      return show(request, reply, { status: 409, problem });
    }
    noteChange(deps, request, 'watchdog_on');
    await surroundings.look();
    return sendBack(request, reply, '', 'watchdog_on');
  });
}

function who(request: FastifyRequest) {
  return { administrator: administratorOf(request).id };
}

function sentenceOf(fault: AddressFault, request: FastifyRequest): string {
  return request.visit.words.start.choose.faults[fault];
}
