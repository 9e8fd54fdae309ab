import { isIP } from 'node:net';

/** Where the Supervisor speaks from on every Home Assistant OS (its network's third address). */
const SUPERVISOR = '172.30.32.2';

/**
 * Whether a socket's other end may speak for ingress at all. Other apps of the house can reach the
 * port and write any header, so this address is the only proof that there is.
 */
export function isIngressPeer(address: string | undefined): boolean {
  const plain = address?.replace(/^::ffff:/i, '') ?? '';
  return plain === SUPERVISOR || isLoopback(plain);
}

/** Whether a socket's other end is this machine itself. */
export function isLoopback(address: string | undefined): boolean {
  const plain = address?.replace(/^::ffff:/i, '') ?? '';
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}
