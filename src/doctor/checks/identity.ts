import type { Check, DoorSubject } from '../check.ts';
import { plain, problem, SOUND, type Verdict } from '../finding.ts';
import { livenessPath } from '../paths.ts';
import type { Answer, Heard } from '../probes/ask.ts';

const NOWHERE = '/latchkey-doctor-asks-for-nothing';
/** What proxies say when what is behind them does not answer; 52x and 530 are Cloudflare's. */
const NO_ANSWER = new Set([502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 530]);

/** Whether it is Latchkey that answers at a door, and is asked for what was asked. */
export const identity: Check<DoorSubject> = {
  id: 'identity',
  about: 'door',
  after: ['redirects'],
  async run(subject) {
    const path = livenessPath(subject.door);
    return judgeIdentity({
      url: `${subject.door.origin}${path}`,
      heard: await subject.ask(path),
      own: await subject.own(path),
      ownNothing: await subject.own(`${subject.door.path}${NOWHERE}`),
    });
  },
};

export interface Identity {
  readonly url: string;
  readonly heard: Heard;
  /** What we answer there. */
  readonly own: Answer;
  /** What we answer where there is nothing. */
  readonly ownNothing: Answer;
}

export function judgeIdentity({ url, heard, own, ownNothing }: Identity): Verdict {
  if (!heard.ok) return plain('unknown', 'could_not_look');
  const { status, body, headers } = heard.value;
  const { host } = new URL(url);
  if (status === own.status && body.equals(own.body)) return SOUND;
  if (status === 403 && body.includes('"unknown_host"')) return problem('host_rewritten', { host });
  if (status === 404 && body.equals(ownNothing.body)) return problem('path_rewritten', { url });
  if (status === 401 || headers['www-authenticate'] !== undefined || status === 407) {
    return problem('password_in_front', { host });
  }
  if (NO_ANSWER.has(status)) return problem('proxy_no_answer', { url, status });
  if (status === 403) return problem('door_forbidden', { url });
  return problem('elsewhere', { url, status });
}
