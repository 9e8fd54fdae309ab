import { connect } from 'node:net';
import fc from '../../support/fast-check.ts';
import { plans } from './mutations.ts';

/** Bytes that are not, or not quite, a request. */
export type Garbage =
  | { readonly kind: 'noise'; readonly bytes: Uint8Array }
  | { readonly kind: 'text'; readonly text: string }
  /** A request of the structured kind with bytes put in or taken out. */
  | {
      readonly kind: 'cut';
      readonly plan: import('./mutations.ts').Plan;
      readonly at: number;
      readonly out: number;
      readonly put: Uint8Array;
    };

const FRAMING = [
  // Node drops what is pipelined behind an upgrade that nobody takes, so these go alone.
  'GET /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
  'POST /token HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef',
  'POST /token HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  'POST /token HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  'POST /register HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n{}',
  'POST /register HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n{',
  'POST /register HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n',
  'GET /healthz HTTP/1.0\r\n\r\n',
  'GET /healthz HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n',
  'GET http://evil.example/authorize HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
  'GET * HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
  'CONNECT evil.example:443 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: 100-continue\r\n\r\n',
  'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: the unexpected\r\n\r\n',
  'GET /healthz HTTP/1.1\nHost: 127.0.0.1\n\n',
  'GET /healthz HTTP/1.1\r\nHost : 127.0.0.1\r\n\r\n',
  'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n folded: x\r\n\r\n',
  'GET /healthz HTTP/1.1\r\n\r\n',
  `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`,
  `GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n${'A: b\r\n'.repeat(2_500)}\r\n`,
  `GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${'a=b; '.repeat(4_000)}\r\n\r\n`,
  '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
];

export const garbage: fc.Arbitrary<Garbage> = fc.oneof(
  fc.record({ kind: fc.constant('noise'), bytes: fc.uint8Array({ maxLength: 200 }) }),
  fc.record({ kind: fc.constant('text'), text: fc.constantFrom(...FRAMING) }),
  fc.record({
    kind: fc.constant('cut'),
    plan: plans,
    at: fc.nat({ max: 1_000 }),
    out: fc.nat({ max: 4 }),
    put: fc.uint8Array({ maxLength: 4 }),
  }),
);

/** Sends bytes over a connection of their own, says goodbye, and reads whatever comes back. */
export function sendGarbage(port: number, bytes: Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1');
    const timer = setTimeout(() => socket.destroy(), 5_000);
    socket.on('error', () => undefined);
    socket.on('data', (part) => {
      text += part.toString('latin1');
    });
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(text);
    });
    socket.end(bytes);
  });
}
