import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Config } from '../../config/config.ts';
import { frontDoor, isLoopbackHost } from '../../net/front-doors.ts';
import { addressForHome } from '../../supervisor/home-as-client.ts';
import type { Words } from '../../words/words.ts';
import type { SettingsDependencies } from '../dependencies.ts';
import { sendBack, sendSettings } from '../send.ts';
import { administratorOf } from '../visit.ts';
import type { ShowStart } from './address-routes.ts';

const Make = z.object({ home: z.string().max(1_000) });
const Remove = z.object({ id: z.string().max(100) });

/** What the guide for Home Assistant shows besides its steps. */
export async function homeClientModel(
  { config, homeClients }: Pick<SettingsDependencies, 'config' | 'homeClients'>,
  { homeClient }: Words,
) {
  const baseUrl = addressForHome(config.baseUrls) ?? ofThisMachine(config);
  const made = await homeClients.list();
  return {
    address: baseUrl && frontDoor(baseUrl).resource,
    introduced: introduction(config, homeClients.introduced, baseUrl, homeClient),
    needsClient: config.mode === 'oauth',
    canMake: config.mode === 'oauth' && baseUrl !== undefined,
    made: made.map(({ id, name, createdAt }) => ({ id, name, createdAt })),
  };
}

/** Where neither of the two is a container, they can be programs of one machine. */
function ofThisMachine({ supervisor, baseUrls }: Config): string | undefined {
  if (supervisor !== undefined) return undefined;
  return baseUrls.find((url) => isLoopbackHost(frontDoor(url).host));
}

/** What is said of this very Home Assistant, to which a Supervisor introduces us. */
function introduction(
  { supervisor, mode }: Pick<Config, 'supervisor' | 'mode'>,
  introduced: boolean,
  baseUrl: string | undefined,
  { found, notYetFound }: Words['homeClient'],
): string | undefined {
  if (supervisor === undefined || mode !== 'oauth') return undefined;
  if (introduced) return found;
  return baseUrl === undefined ? notYetFound : undefined;
}

/** Makes and removes clients for Home Assistant, from the guide on the first page. */
export function homeClientRoutes(
  app: FastifyInstance,
  deps: SettingsDependencies,
  show: ShowStart,
): void {
  const { homeClients } = deps;

  app.post('/home-client/make', async (request, reply) => {
    const { words } = request.visit;
    const { home } = Make.parse(request.body);
    const { address, canMake } = await homeClientModel(deps, words);
    const { faults } = words.homeClient;
    if (!canMake || address === undefined) {
      return show(request, reply, { status: 409, problem: faults.noAddress });
    }
    const made = await homeClients.make(home, who(request));
    if (!made.ok) {
      return show(request, reply, { status: 400, problem: faults[made.error], typedHome: home });
    }
    const { client, secret } = made.value;
    return sendSecret(request, reply, { address, clientId: client.id, clientSecret: secret });
  });

  app.post('/home-client/remove', async (request, reply) => {
    const { id } = Remove.parse(request.body);
    if (await homeClients.remove(id, who(request))) {
      return sendBack(request, reply, '', 'home_client_removed');
    }
    const problem = request.visit.words.homeClient.faults.gone;
    return show(request, reply, { status: 409, problem });
  });
}

/** Answers the form itself, so that no address leads to a secret. */
function sendSecret(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: { readonly address: string; readonly clientId: string; readonly clientSecret: string },
): Promise<FastifyReply> {
  const { title } = request.visit.words.homeClient;
  return sendSettings(request, reply, 'home-client', { title, parts });
}

function who(request: FastifyRequest) {
  return { administrator: administratorOf(request).id };
}
