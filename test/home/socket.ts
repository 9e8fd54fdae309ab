/** What Home Assistant answers to a refused command. */
export interface CommandError {
  code: string;
  message: string;
}

interface Frame {
  id?: number;
  type: string;
  success?: boolean;
  result?: unknown;
  error?: CommandError;
  message?: string;
}

/** One signed-in websocket to a Home Assistant, for setting a home up. */
export interface HomeSocket {
  /** Sends one command and gives its result; rejects with the home's own code and message. */
  ask<Result>(type: string, fields?: Record<string, unknown>): Promise<Result>;
  close(): void;
}

const ANSWER_WITHIN_MS = 30_000;

/**
 * Opens a websocket to the home and signs in with an access token.
 *
 * @throws Error when the home cannot be reached or refuses the token
 */
export async function openSocket(url: string, accessToken: string): Promise<HomeSocket> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/websocket`);
  await signIn(socket, accessToken);
  const waiting = new Map<number, (frame: Frame) => void>();
  socket.addEventListener('message', (event) => {
    const frame = JSON.parse(String(event.data)) as Frame;
    if (frame.type === 'result' && frame.id !== undefined) waiting.get(frame.id)?.(frame);
  });
  socket.addEventListener('close', () => {
    for (const settle of waiting.values()) settle(lost());
  });
  let lastId = 0;
  return {
    close: () => socket.close(),
    ask: async <Result>(type: string, fields: Record<string, unknown> = {}) => {
      lastId += 1;
      const id = lastId;
      const answer = answerOf(waiting, id);
      socket.send(JSON.stringify({ ...fields, id, type }));
      const frame = await answer;
      if (frame.success === true) return frame.result as Result;
      throw new Error(`${type}: ${frame.error?.code}: ${frame.error?.message}`, {
        cause: frame.error,
      });
    },
  };
}

function signIn(socket: WebSocket, accessToken: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const listener = (event: MessageEvent) => {
      const frame = JSON.parse(String(event.data)) as Frame;
      if (frame.type === 'auth_required') {
        socket.send(JSON.stringify({ type: 'auth', access_token: accessToken }));
        return;
      }
      socket.removeEventListener('message', listener);
      if (frame.type === 'auth_ok') resolve();
      else reject(new Error(`Home Assistant refused the token: ${frame.message}`));
    };
    socket.addEventListener('message', listener);
    socket.addEventListener('error', () => reject(new Error('No websocket to Home Assistant.')));
    socket.addEventListener('close', () => reject(new Error('Home Assistant hung up.')));
  });
}

function answerOf(waiting: Map<number, (frame: Frame) => void>, id: number): Promise<Frame> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle(late()), ANSWER_WITHIN_MS);
    const settle = (frame: Frame) => {
      clearTimeout(timer);
      waiting.delete(id);
      resolve(frame);
    };
    waiting.set(id, settle);
  });
}

function lost(): Frame {
  return { type: 'result', error: { code: 'lost', message: 'The connection was lost.' } };
}

function late(): Frame {
  return { type: 'result', error: { code: 'late', message: 'No answer in time.' } };
}
