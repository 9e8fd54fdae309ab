import { once } from 'node:events';
import { WebSocket } from 'ws';

type Message = Readonly<Record<string, unknown>>;

/** A websocket to Home Assistant with nothing around it: what a client could do at best. */
export class HomeSocket {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (message: Message) => void>();
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as Message;
      this.#waiting.get(Number(message.id))?.(message);
    });
  }

  static async open(url: string, token: string): Promise<HomeSocket> {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/websocket`);
    await once(socket, 'message');
    socket.send(JSON.stringify({ type: 'auth', access_token: token }));
    const [answer] = await once(socket, 'message');
    if (!String(answer).includes('auth_ok')) throw new Error(`the home says ${answer}`);
    return new HomeSocket(socket);
  }

  /** Sends a command and hears everything that comes back with its id; returns the id. */
  send(message: Message, hear: (message: Message) => void = () => {}): number {
    this.#lastId += 1;
    this.#waiting.set(this.#lastId, hear);
    this.#socket.send(JSON.stringify({ id: this.#lastId, ...message }));
    return this.#lastId;
  }

  forget(id: number): void {
    this.#waiting.delete(id);
  }

  close(): void {
    this.#socket.close();
  }
}
