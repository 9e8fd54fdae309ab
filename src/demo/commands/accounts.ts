import type { Person } from '../auth/accounts.ts';
import { CommandError } from '../errors.ts';
import type { House } from '../house.ts';
import type { KeptToken } from '../memory.ts';
import { type Command, command } from '../websocket/command.ts';
import { isoTime } from '../wire.ts';

const CREDENTIAL = { auth_provider_type: 'homeassistant', auth_provider_id: null };

const MFA_MODULES = [{ id: 'totp', name: 'Authenticator app', enabled: false }];

function listedToken(house: House, token: KeptToken, currentId: string): Record<string, unknown> {
  const use = house.accounts.lastUse(token.id);
  return {
    auth_provider_type: token.type === 'normal' ? 'homeassistant' : null,
    client_icon: token.clientIcon,
    client_id: token.clientId,
    client_name: token.clientName,
    created_at: isoTime(token.createdAt),
    expire_at: token.expiresAt === null ? null : isoTime(token.expiresAt),
    id: token.id,
    is_current: token.id === currentId,
    last_used_at: use === undefined ? null : isoTime(use.at),
    last_used_ip: use?.address ?? null,
    type: token.type,
  };
}

function listedPerson(person: Person): Record<string, unknown> {
  return {
    id: person.id,
    username: person.username,
    name: person.name,
    is_owner: person.owner,
    is_active: true,
    local_only: false,
    system_generated: false,
    group_ids: [person.administrator ? 'system-admin' : 'system-users'],
    credentials: [{ type: 'homeassistant' }],
  };
}

export const ACCOUNT_COMMANDS: readonly Command[] = [
  command('auth/current_user', {}, (_, { signedIn: { person } }) => ({
    id: person.id,
    name: person.name,
    is_owner: person.owner,
    is_admin: person.administrator,
    credentials: [CREDENTIAL],
    mfa_modules: MFA_MODULES,
  })),

  command(
    'auth/long_lived_access_token',
    { lifespan: 'number', client_name: 'string', client_icon: 'string?' },
    ({ lifespan, client_name: name, client_icon: icon = null }, { house, signedIn }) => {
      const token = house.accounts.createLongLived(signedIn.person, name, icon, lifespan);
      if (token === undefined) throw new CommandError('unknown_error', 'Unknown error');
      return token;
    },
  ),

  command('auth/refresh_tokens', {}, (_, { house, signedIn }) =>
    house.accounts
      .tokensOf(signedIn.person)
      .map((token) => listedToken(house, token, signedIn.refreshTokenId)),
  ),

  command('auth/delete_refresh_token', { refresh_token_id: 'string' }, (values, call) => {
    const { accounts } = call.house;
    const own = accounts.tokensOf(call.signedIn.person);
    if (!own.some(({ id }) => id === values.refresh_token_id)) {
      throw new CommandError('invalid_token_id', 'Received invalid token');
    }
    // The answer goes out first, because the token may be the one this connection came with.
    call.reply({});
    accounts.revoke(values.refresh_token_id);
  }),

  command(
    'config/auth/list',
    {},
    (_, { house }) => house.accounts.people.map(listedPerson),
    'administrators',
  ),
];
