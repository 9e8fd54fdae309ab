import type { Clock } from '../core/clock.ts';
import { type RemoteFault, RemoteJson } from '../net/remote-json.ts';
import type { SafeFetch } from '../net/safe-fetch.ts';
import { type DescribedClient, readClientDocument } from './document.ts';

/** The most that draft-ietf-oauth-client-id-metadata-document section 6 advises to read. */
const LARGEST_DOCUMENT = 5 * 1_024;
const MOST_DOCUMENTS = 200;

/** Client ID Metadata Documents, fetched safely and remembered as their headers say. */
export function clientDocuments(deps: {
  readonly fetch: SafeFetch;
  readonly clock: Clock;
  readonly onFault: (url: string, fault: RemoteFault) => void;
}): RemoteJson<DescribedClient> {
  return new RemoteJson({
    ...deps,
    read: readClientDocument,
    maxBytes: LARGEST_DOCUMENT,
    most: MOST_DOCUMENTS,
  });
}
