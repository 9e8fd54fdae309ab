import type { FrontDoor } from '../../net/front-doors.ts';
import type { KeptMachine } from '../../store/contract.ts';

/** What is shown once, ready to paste: each a text with a name of its own on the page. */
export interface ShownSecret {
  readonly kind: 'key' | 'client';
  readonly name: string;
  readonly parts: Readonly<Record<string, string>>;
}

/** A new secret with what a program needs besides. */
export function shownSecret(
  machine: KeptMachine,
  secret: string,
  { issuer, resource }: Pick<FrontDoor, 'issuer' | 'resource'>,
): ShownSecret {
  const { id, name } = machine;
  if (machine.kind !== 'key') {
    const tokenAddress = `${issuer}/token`;
    const form = new URLSearchParams({ grant_type: 'client_credentials', resource }).toString();
    return {
      kind: 'client',
      name,
      parts: { tokenAddress, clientId: id, clientSecret: secret, resource, form },
    };
  }
  const header = `Authorization: Bearer ${secret}`;
  const server = { type: 'http', url: resource, headers: { Authorization: `Bearer ${secret}` } };
  const file = JSON.stringify({ mcpServers: { home: server } }, null, 2);
  return { kind: 'key', name, parts: { mcpAddress: resource, secret, header, file } };
}
