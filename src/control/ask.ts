import { request } from 'node:http';
import { ControlRefusal } from './refusal.ts';
import { pathFault, socketPath } from './socket-path.ts';

/** No Latchkey answers on this data folder. */
export class NotRunning extends Error {
  constructor(path: string) {
    super(`No Latchkey answers at ${path}.`);
    this.name = 'NotRunning';
  }
}

export interface Question {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** For an answer of several lines: told each as it comes. The last one is the answer. */
  readonly each?: (line: object) => void;
}

/** Asks the Latchkey of a data folder. Throws `NotRunning`, or `ControlRefusal` as it answered. */
export async function ask<T>(dataDir: string, question: Question): Promise<T> {
  const address = socketPath(dataDir);
  const fault = pathFault(address);
  if (fault !== undefined) throw new ControlRefusal('invalid_request', fault);
  const { status, text } = await exchange(address, question);
  const answer = parsed(text);
  if (status === 200) return answer as T;
  const { error, sentence } = answer as { error?: unknown; sentence?: unknown };
  if (typeof error !== 'string' || typeof sentence !== 'string') throw unexpected();
  throw new ControlRefusal(error as ControlRefusal['error'], sentence);
}

function exchange(
  socketPath: string,
  { method, path, body, each }: Question,
): Promise<{ readonly status: number | undefined; readonly text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{
    readonly status: number | undefined;
    readonly text: string;
  }>();
  const payload = body === undefined ? undefined : JSON.stringify(body);
  const headers = payload === undefined ? {} : { 'content-type': 'application/json' };
  // A connection that is kept would be to a Latchkey that may have been restarted since.
  const asking = request({ socketPath, method, path, headers, agent: false }, (response) => {
    let text = '';
    let last = '';
    response.setEncoding('utf8');
    response.on('data', (part: string) => {
      text += part;
      if (each === undefined) return;
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) {
        last = line;
        tell(line, each);
      }
    });
    response.once('error', () => reject(unexpected()));
    response.once('end', () => resolve({ status: response.statusCode, text: text || last }));
  });
  asking.once('error', ({ code }: NodeJS.ErrnoException) => {
    reject(
      code === 'EACCES' || code === 'EPERM'
        ? new ControlRefusal(
            'invalid_request',
            `${socketPath} belongs to another user: run this as the user whom Latchkey runs as.`,
          )
        : code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ENOTDIR'
          ? new NotRunning(socketPath)
          : unexpected(),
    );
  });
  asking.end(payload);
  return promise;
}

/** A line that is no JSON is found out at the end, when it is the answer. */
function tell(line: string, each: (line: object) => void): void {
  try {
    each(parsed(line));
  } catch {}
}

function parsed(text: string): object {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer === 'object' && answer !== null) return answer;
  } catch {}
  throw unexpected();
}

function unexpected(): ControlRefusal {
  return new ControlRefusal(
    'unexpected_answer',
    'Latchkey stopped while it was asked, or answered what is not understood here.',
  );
}
