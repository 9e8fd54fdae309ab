/** What came back for a request. */
export interface WireAnswer {
  /** `closed` when the connection ended without an answer, `stuck` when none came in time. */
  readonly status: number | 'closed' | 'stuck';
  /** Lower-case names, as they came, a line each. */
  readonly headers: string;
  readonly body: string;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const LINE_END = Buffer.from('\r\n');

/** Reads one HTTP/1.1 response from the front of what was received; undefined while it is not whole. */
export function readAnswer(
  received: Buffer,
  toHead: boolean,
): { readonly answer: WireAnswer; readonly length: number } | undefined {
  const end = received.indexOf(HEAD_END);
  if (end < 0) return undefined;
  const [statusLine = '', ...lines] = received.toString('latin1', 0, end).split('\r\n');
  const status = Number(statusLine.slice(9, 12));
  const headers = lines
    .map((line) => line.replace(/^[^:]*/, (name) => name.toLowerCase()))
    .join('\n');
  const start = end + HEAD_END.length;
  const done = (body: string, length: number) => ({ answer: { status, headers, body }, length });

  if (toHead || status < 200 || status === 204 || status === 304) return done('', start);
  if (/^transfer-encoding: *chunked/m.test(headers)) return readChunks(received, start, done);
  const length = Number(/^content-length: *(\d+)/m.exec(headers)?.[1] ?? 0);
  if (received.length < start + length) return undefined;
  return done(received.toString('utf8', start, start + length), start + length);
}

function readChunks<T>(
  received: Buffer,
  start: number,
  done: (body: string, length: number) => T,
): T | undefined {
  const parts: Buffer[] = [];
  for (let at = start; ; ) {
    const lineEnd = received.indexOf(LINE_END, at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(received.toString('latin1', at, lineEnd), 16);
    const next = lineEnd + LINE_END.length + size + LINE_END.length;
    if (received.length < next) return undefined;
    if (size === 0) return done(Buffer.concat(parts).toString('utf8'), next);
    parts.push(received.subarray(lineEnd + LINE_END.length, next - LINE_END.length));
    at = next;
  }
}
