import { isKeyringState } from '../../keys/keyring-state.ts';
import type { Check, HereSubject } from '../check.ts';
import { plain, SOUND, type Verdict } from '../finding.ts';

const OTHERS = 0o077;

/** Whether the file of keys could be read at the next start. Its keys stay where they are. */
export const keyring: Check<HereSubject> = {
  id: 'keyring',
  about: 'here',
  async run(subject) {
    if (subject.keyring === undefined) return SOUND;
    try {
      return judgeKeyring(await subject.keyring(), subject.running);
    } catch {
      return plain('problem', 'keyring_unreadable');
    }
  },
};

export function judgeKeyring(
  file: { readonly text: string; readonly mode: number } | undefined,
  wasMade: boolean,
): Verdict {
  if (file === undefined) return wasMade ? plain('problem', 'keyring_missing') : SOUND;
  if (!isReadable(file.text)) return plain('problem', 'keyring_unreadable');
  return (file.mode & OTHERS) === 0 ? SOUND : plain('warning', 'keyring_open');
}

function isReadable(text: string): boolean {
  try {
    return isKeyringState(JSON.parse(text));
  } catch {
    return false;
  }
}
