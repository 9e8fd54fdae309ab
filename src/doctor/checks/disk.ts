import type { Check, HereSubject } from '../check.ts';
import { problem, SOUND, type Verdict, warning } from '../finding.ts';

const MEGABYTE = 1_000_000;
/** The database and the file of keys are written whole before the old ones go. */
const FULL = 16 * MEGABYTE;
const LOW = 200 * MEGABYTE;

/** Whether there is room where the data lies. */
export const disk: Check<HereSubject> = {
  id: 'disk',
  about: 'here',
  run: async ({ free }) => judgeDisk(await free()),
};

export function judgeDisk(free: number): Verdict {
  const megabytes = Math.floor(free / MEGABYTE);
  if (free < FULL) return problem('disk_full', { megabytes });
  return free < LOW ? warning('disk_low', { megabytes }) : SOUND;
}
