import type { IncomingHttpHeaders } from 'node:http';
import type { Answer, Heard, Silence } from '../../src/doctor/probes/ask.ts';

/** An answer as a probe of the doctor brings it. */
export function answer(
  status: number,
  body: string | object = '',
  headers: IncomingHttpHeaders = {},
): Answer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers, body: Buffer.from(text) };
}

/** The same as what was heard. */
export function heard(...given: Parameters<typeof answer>): Heard {
  return { ok: true, value: answer(...given) };
}

/** No answer, and why. */
export function silent(kind: Silence['kind'], code = kind.toUpperCase()): Heard {
  return { ok: false, error: { kind, code } };
}
