import { refusal } from '../../oauth-error.ts';
import type { Rule } from '../draft.ts';

/** The client is one we know (RFC 6749 section 3.1.2.4: no redirect otherwise). */
export const knownClient: Rule = async (draft, store) => {
  const id = draft.parameters.client_id;
  if (id === undefined) return refusal('invalid_request', 'client_id is missing');
  const client = await store.client(id);
  if (client === undefined) {
    return refusal('invalid_client', 'the client with this client_id is not registered');
  }
  draft.client = client;
  return undefined;
};
