import type { Check, HereSubject } from '../check.ts';
import { plain, problem, SOUND, type Verdict } from '../finding.ts';

/** Whether Latchkey runs at all, and with settings that it accepts. */
export const running: Check<HereSubject> = {
  id: 'running',
  about: 'here',
  run: async (subject) => judgeRunning(subject),
};

export function judgeRunning(subject: Pick<HereSubject, 'running' | 'refused'>): Verdict {
  if (subject.refused !== undefined) {
    return problem('settings_refused', { reason: subject.refused.replace(/\.$/, '') });
  }
  return subject.running ? SOUND : plain('problem', 'not_running');
}
