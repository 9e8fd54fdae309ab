import { refusal } from '../../oauth-error.ts';
import type { Rule } from '../draft.ts';

/** The client is one we know, or can read about (RFC 6749 section 3.1.2.4: no redirect otherwise). */
export const knownClient: Rule = async (draft, clients) => {
  const id = draft.parameters.client_id;
  if (id === undefined) return refusal('invalid_request', 'client_id is missing');
  const client = await clients.find(id);
  if (!client.ok) return client.error;
  draft.client = client.value;
  return undefined;
};
