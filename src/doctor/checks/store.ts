import { MINUTE } from '../../core/clock.ts';
import { isLatchkeyError } from '../../core/errors.ts';
import type { Check, HereSubject } from '../check.ts';
import { plain, problem, SOUND } from '../finding.ts';

/** Whether what Latchkey has to keep can be written, tried with a name that is forgotten again. */
export const store: Check<HereSubject> = {
  id: 'store',
  about: 'here',
  after: ['running', 'disk'],
  async run({ store: kept, now }) {
    if (kept === undefined) return plain('unknown', 'could_not_look');
    try {
      await kept.claim('doctor', crypto.randomUUID(), now() + MINUTE, now());
      return SOUND;
    } catch (thrown) {
      if (!isLatchkeyError(thrown)) throw thrown;
      return problem('store_failed', { reason: thrown.message });
    }
  },
};
