import { WebSocket } from 'ws';
import type { HomeAddress } from '../../config/config.ts';
import { SECOND } from '../../core/clock.ts';
import { websocketUrl } from '../../home/socket.ts';

const PATIENCE_MS = 8 * SECOND;
const LARGEST = 64 * 1_024;

/**
 * The version that a home greets everybody with on its websocket. We leave before any login, which
 * counts as no wrong one. Undefined when there is no such greeting. Never throws.
 */
export function greetedVersion(home: HomeAddress): Promise<string | undefined> {
  return new Promise((resolve) => {
    const ws = new WebSocket(websocketUrl(home.url), {
      handshakeTimeout: PATIENCE_MS,
      maxPayload: LARGEST,
      perMessageDeflate: false,
      rejectUnauthorized: home.verifyTls,
    });
    const timer = setTimeout(() => settle(undefined), PATIENCE_MS);
    const settle = (version: string | undefined) => {
      clearTimeout(timer);
      ws.terminate();
      resolve(version);
    };
    ws.on('error', () => settle(undefined));
    ws.on('close', () => settle(undefined));
    ws.on('message', (data) => settle(versionIn(String(data))));
  });
}

function versionIn(text: string): string | undefined {
  try {
    const { type, ha_version: version } = JSON.parse(text);
    return type === 'auth_required' && typeof version === 'string'
      ? version.slice(0, 50)
      : undefined;
  } catch {
    return undefined;
  }
}
