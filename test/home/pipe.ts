import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { addByHand, startHomeWithCompanion } from './companion.ts';
import type { RealHome } from './real-home.ts';

/** What the app would be: it does as the test at hand says. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

/** A real home whose companion leads to a program of the test's own. */
export class Pipe {
  readonly home: RealHome;
  /** The companion's entry in Home Assistant. */
  entry = '';
  behave: Behaviour = (_request, response) => void response.end();
  /** How much the home had logged when the companion was set up. */
  loggedBefore = 0;
  readonly #app = createServer((asked, response) => {
    // The config flow looks whether somebody is there.
    if (asked.url === '/healthz') response.end();
    else this.behave(asked, response);
  });

  private constructor(home: RealHome) {
    this.home = home;
  }

  static async start(): Promise<Pipe> {
    const pipe = new Pipe(await startHomeWithCompanion());
    pipe.#app.listen(0, '127.0.0.1');
    await once(pipe.#app, 'listening');
    await pipe.add();
    pipe.loggedBefore = pipe.home.logs().length;
    return pipe;
  }

  /** Adds the companion to Home Assistant by hand. */
  async add(): Promise<void> {
    this.entry = await addByHand(this.home, (this.#app.address() as AddressInfo).port);
  }

  /** Opens a request through Home Assistant and leaves its body to the test. */
  open(path: string, method = 'GET', headers: OutgoingHttpHeaders = {}) {
    return request(`${this.home.url}${path}`, { method, headers, agent: false });
  }

  /** Sends one whole request and gives what the app was asked, and what came back. */
  async exchange(
    path: string,
    { method = 'GET', headers = {}, body = Buffer.alloc(0) as Buffer } = {},
  ) {
    const seen = Promise.withResolvers<{ asked: IncomingMessage; body: Buffer }>();
    this.behave = async (asked, response) => {
      const arrived = await bodyOf(asked);
      response.writeHead(207, { 'X-Answer': 'a', 'Set-Cookie': ['a=1', 'b=2'] }).end('answered');
      seen.resolve({ asked, body: arrived });
    };
    const sent = this.open(path, method, headers);
    sent.end(body);
    const answer = await answerTo(sent);
    return { answer, text: String(await bodyOf(answer)), ...(await seen.promise) };
  }

  stopApp(): void {
    this.#app.closeAllConnections();
    this.#app.close();
  }

  async stop(): Promise<void> {
    this.stopApp();
    await this.home.stop();
  }
}

/** The answer to a request, with its body still to come. */
export async function answerTo(sent: ReturnType<typeof request>): Promise<IncomingMessage> {
  const [response] = await once(sent, 'response');
  return response as IncomingMessage;
}

/** All of a body; rejects when it breaks off. */
export async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
