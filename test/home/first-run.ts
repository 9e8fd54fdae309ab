import type { HomePerson } from './real-home.ts';
import { clientId, longLivedToken, postJson, redeemCode, signInWithPassword } from './sign-in.ts';
import { type HomeSocket, openSocket } from './socket.ts';

const ADA = { name: 'Ada', username: 'ada', password: 'ada-has-a-password' };
const BEN = { name: 'Ben', username: 'ben', password: 'ben-has-a-password' };
const TOKEN_NAME = 'Latchkey tests';

/**
 * Takes a home that was never used through its first run: the owner, the second person, the
 * kitchen light's area, Home Assistant's own MCP server, a to-do list and a calendar.
 *
 * @returns the people, the administrator first
 */
export async function firstRun(url: string, adminOnly: boolean): Promise<HomePerson[]> {
  const access = await createOwner(url);
  const socket = await openSocket(url, access);
  try {
    await untilRunning(socket);
    await furnishKitchen(socket);
    await addIntegration(url, access, 'mcp_server', {});
    await addIntegration(url, access, 'local_todo', { todo_list_name: 'Shopping' });
    await addIntegration(url, access, 'local_calendar', {
      calendar_name: 'Family',
      import: 'create_empty',
    });
    const ada = {
      ...ADA,
      administrator: true,
      token: await longLivedToken(url, access, TOKEN_NAME),
    };
    return adminOnly ? [ada] : [ada, await createBen(url, socket)];
  } finally {
    socket.close();
  }
}

async function createOwner(url: string): Promise<string> {
  const { auth_code } = await postJson<{ auth_code: string }>(url, '/api/onboarding/users', {
    ...ADA,
    client_id: clientId(url),
    language: 'en',
  });
  return redeemCode(url, auth_code);
}

const RUNNING_WITHIN_MS = 60_000;

async function untilRunning(socket: HomeSocket): Promise<void> {
  const deadline = Date.now() + RUNNING_WITHIN_MS;
  while ((await socket.ask<{ state: string }>('get_config')).state !== 'RUNNING') {
    if (Date.now() > deadline) throw new Error('Home Assistant did not finish starting.');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function furnishKitchen(socket: HomeSocket): Promise<void> {
  await socket.ask('config/entity_registry/update', {
    entity_id: 'light.kitchen',
    area_id: 'kitchen',
  });
}

async function addIntegration(
  url: string,
  access: string,
  handler: string,
  answers: Record<string, unknown>,
): Promise<void> {
  const flows = '/api/config/config_entries/flow';
  const flow = await postJson<{ flow_id: string }>(url, flows, { handler }, access);
  const end = await postJson<{ type: string }>(url, `${flows}/${flow.flow_id}`, answers, access);
  if (end.type !== 'create_entry') throw new Error(`${handler}: ${JSON.stringify(end)}`);
}

async function createBen(url: string, socket: HomeSocket): Promise<HomePerson> {
  const { user } = await socket.ask<{ user: { id: string } }>('config/auth/create', {
    name: BEN.name,
    group_ids: ['system-users'],
    local_only: false,
  });
  await socket.ask('config/auth_provider/homeassistant/create', {
    user_id: user.id,
    username: BEN.username,
    password: BEN.password,
  });
  const access = await signInWithPassword(url, BEN.username, BEN.password);
  return { ...BEN, administrator: false, token: await longLivedToken(url, access, TOKEN_NAME) };
}
