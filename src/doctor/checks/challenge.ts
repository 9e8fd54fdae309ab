import type { Check, DoorSubject } from '../check.ts';
import { plain, problem, SOUND, type Verdict } from '../finding.ts';
import { INITIALIZE, mcpPath } from '../paths.ts';
import type { Answer, Heard } from '../probes/ask.ts';

/** Whether `/mcp` tells an assistant without a token where to sign in (RFC 9728 section 5.1). */
export const challenge: Check<DoorSubject> = {
  id: 'challenge',
  about: 'door',
  after: ['issuer'],
  async run(subject) {
    // Without authentication there is nothing to tell, and we would be let in.
    if (subject.mode === 'none') return SOUND;
    const path = mcpPath(subject.door);
    return judgeChallenge(
      subject.door.resource,
      await subject.ask(path, INITIALIZE),
      await subject.own(path, INITIALIZE),
    );
  },
};

export function judgeChallenge(url: string, heard: Heard, own: Answer): Verdict {
  if (!heard.ok) return plain('unknown', 'could_not_look');
  const { status, headers } = heard.value;
  // Too many asked just now: that is no fault of the way.
  if (own.status === 429 || status === 429) return plain('unknown', 'could_not_look');
  if (status !== own.status) {
    return problem('mcp_unexpected', { url, status, expected: own.status });
  }
  const said = headers['www-authenticate'];
  if (said === own.headers['www-authenticate']) return SOUND;
  return said === undefined || said === ''
    ? problem('challenge_stripped', { url })
    : problem('challenge_altered', { url });
}
