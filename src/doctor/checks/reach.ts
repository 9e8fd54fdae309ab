import type { Check, DoorSubject } from '../check.ts';
import { problem, SOUND, type Verdict } from '../finding.ts';
import { livenessPath } from '../paths.ts';
import type { Heard } from '../probes/ask.ts';

/** Whether anything at all answers at a door. */
export const reach: Check<DoorSubject> = {
  id: 'reach',
  about: 'door',
  after: ['running', 'name', 'certificate', 'nabu_casa', 'companion'],
  run: async (subject) =>
    judgeReach(subject.door.host, await subject.ask(livenessPath(subject.door))),
};

export function judgeReach(host: string, heard: Heard): Verdict {
  if (heard.ok) return SOUND;
  const { kind, code } = heard.error;
  if (kind === 'name') return problem('name_unknown', { host });
  if (kind === 'refused') return problem('door_refused', { host });
  if (kind === 'timeout') return problem('door_silent', { host });
  return problem('door_broken', { host, code });
}
