import { HOME_ASSISTANT } from '../../home/install.ts';
import { listTools } from './mcp-works.ts';
import type { Peer } from './peer.ts';

export const homeAssistant: Peer = {
  name: 'Home Assistant /api/mcp',
  version: HOME_ASSISTANT,
  memoryJudged: false,
  note: 'its memory is that of the whole Home Assistant, and is not judged; it is asked in the protocol of 2025-11-25',
  start: async ({ house }) => {
    if ('missing' in house.real) throw new Error(house.real.missing);
    const endpoint = `${house.url}/api/mcp`;
    return {
      pid: house.real.pid,
      works: {
        'tools/list': listTools({ url: endpoint, token: house.token, protocol: '2025-11-25' }),
      },
      // The house is ended by whoever started it.
      stop: async () => {},
    };
  },
};
