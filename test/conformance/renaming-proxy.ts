import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { Transform } from 'node:stream';
import { type BearerProxy, listening } from './bearer-proxy.ts';

/** Whose names are put before what is asked for, and taken off again of what is answered. */
export interface Renaming {
  readonly upstream: string;
  /** What the scenarios call by their own name, and Latchkey has itself. */
  readonly keeps: (name: string) => boolean;
}

/**
 * Stands where `startBearerProxy` does, in front of a Latchkey whose upstream is under test. Scenarios
 * call fixed names, and behind the gateway everything has its upstream's name before it: this adds
 * that to what is asked for by name or URI and takes it off the answers. Nothing else is touched.
 */
export async function startRenamingProxy(
  target: string,
  bearer: string,
  renaming: Renaming,
): Promise<BearerProxy> {
  const { hostname, port } = new URL(target);
  const server = createServer(async (incoming, outgoing) => {
    const body = await bodyOf(incoming);
    const sent = Buffer.from(renamedBody(body, renaming));
    const named = incoming.headers['mcp-name'];
    const onward = request(
      {
        host: hostname,
        port,
        method: incoming.method ?? 'GET',
        path: incoming.url ?? '/',
        headers: {
          ...incoming.headers,
          authorization: `Bearer ${bearer}`,
          ...(typeof named === 'string' && { 'mcp-name': renamedHeader(named, renaming) }),
          ...(sent.length > 0 && { 'content-length': sent.length }),
        },
      },
      (answer) => relay(answer, outgoing, renaming),
    );
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    onward.end(sent);
  });
  return listening(server);
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

const uriOf = ({ upstream }: Renaming) => `latchkey-upstream://${upstream}/`;

function nameHere(name: string, { upstream, keeps }: Renaming): string {
  return keeps(name) ? name : `${upstream}__${name}`;
}

function uriHere(uri: string, renaming: Renaming): string {
  return renaming.keeps(uri) ? uri : `${uriOf(renaming)}${uri}`;
}

function renamedHeader(named: string, renaming: Renaming): string {
  return named.includes('://') ? uriHere(named, renaming) : nameHere(named, renaming);
}

/** The message with what it asks for renamed; what is no such message stays as it came. */
function renamedBody(body: string, renaming: Renaming): string {
  let message: { method?: unknown; params?: Record<string, unknown> };
  try {
    message = JSON.parse(body);
  } catch {
    return body;
  }
  const { method, params } = message;
  if (typeof params !== 'object' || params === null) return body;
  if ((method === 'tools/call' || method === 'prompts/get') && typeof params.name === 'string') {
    params.name = nameHere(params.name, renaming);
  }
  if (String(method).startsWith('resources/') && typeof params.uri === 'string') {
    params.uri = uriHere(params.uri, renaming);
  }
  const ref = params.ref as Record<string, unknown> | undefined;
  if (typeof ref?.name === 'string') ref.name = nameHere(ref.name, renaming);
  if (typeof ref?.uri === 'string') ref.uri = uriHere(ref.uri, renaming);
  return JSON.stringify(message);
}

function relay(answer: IncomingMessage, outgoing: ServerResponse, renaming: Renaming): void {
  const { 'content-length': _, ...headers } = answer.headers;
  outgoing.writeHead(answer.statusCode ?? 502, headers);
  outgoing.flushHeaders();
  answer.pipe(withoutPrefix(renaming)).pipe(outgoing);
  answer.on('error', () => outgoing.destroy());
}

/** Line by line, since an event of a stream is one and so is a whole answer. */
function withoutPrefix(renaming: Renaming): Transform {
  let rest = '';
  const plain = (text: string) =>
    text.replaceAll(uriOf(renaming), '').replaceAll(`"${renaming.upstream}__`, '"');
  return new Transform({
    decodeStrings: false,
    transform(chunk: Buffer | string, _encoding, done) {
      const lines = `${rest}${chunk.toString()}`.split('\n');
      rest = lines.pop() ?? '';
      done(null, lines.map((line) => `${plain(line)}\n`).join(''));
    },
    flush: (done) => done(null, plain(rest)),
  });
}
