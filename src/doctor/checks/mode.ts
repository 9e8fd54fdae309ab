import type { AuthMode } from '../../config/config.ts';
import type { Check, HereSubject } from '../check.ts';
import { plain, SOUND, type Verdict } from '../finding.ts';

/** Whether assistants have to sign in. */
export const mode: Check<HereSubject> = {
  id: 'mode',
  about: 'here',
  run: async (subject) => judgeMode(subject.mode),
};

export function judgeMode(authMode: AuthMode): Verdict {
  return authMode === 'none' ? plain('warning', 'mode_none') : SOUND;
}
