import type { Check, DoorSubject } from '../check.ts';
import { type Compared, comparedDocuments } from '../compared.ts';
import { problem, SOUND, type Verdict } from '../finding.ts';

/** What assistants compare letter by letter (RFC 8414 section 3.3, RFC 9728 section 3.3). */
const COMPARED = ['issuer', 'resource', 'authorization_servers'];

/** Whether the documents name this door, and not another Latchkey or what a proxy made of it. */
export const issuer: Check<DoorSubject> = {
  id: 'issuer',
  about: 'door',
  after: ['caches'],
  run: async (subject) => judgeIssuer(await comparedDocuments(subject)),
};

export function judgeIssuer(all: readonly Compared[]): Verdict {
  for (const { url, heard, own } of all) {
    const ours = parsed(own.body);
    const theirs = heard.ok ? parsed(heard.value.body) : {};
    for (const name of COMPARED) {
      const expected = text(ours[name]);
      const actual = text(theirs[name]);
      if (actual !== '' && expected !== actual) {
        return problem('issuer_other', { url, expected, actual });
      }
    }
  }
  return SOUND;
}

function parsed(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** What a stranger's document names, no longer than an address. */
function text(value: unknown): string {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first.slice(0, 200) : '';
}
