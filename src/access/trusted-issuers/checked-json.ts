import { createCheckedFetch } from '../../net/checked-fetch.ts';
import type { FetchJson } from './discovery.ts';
import { LARGEST, readJson } from './fetch-json.ts';

/**
 * Reads JSON from addresses of the internet, and of the house only where `within` lies: a URL that an
 * administrator said yes to. Its host alone is excepted, so that no document of it leads further in.
 */
export function checkedJson(within?: string): FetchJson {
  const approvedHosts = within === undefined ? [] : [new URL(within).host];
  return async (url) => {
    const checked = createCheckedFetch({ approvedHosts, maxBytes: LARGEST });
    try {
      return await readJson(url, checked.fetch);
    } finally {
      checked.close();
    }
  };
}
