import { z } from 'zod';
import { localTime } from '../local-time.ts';
import type { Gap } from './meter.ts';

/** Hours of a meter that nothing was recorded of, the same in every answer. */
export const gap = z.looseObject({}).describe('statistic_id, from, to');

export interface ShownGap {
  readonly [key: string]: string;
  readonly statistic_id: string;
  readonly from: string;
  readonly to: string;
}

export function shownGap({ id, start, end }: Gap, zone: string): ShownGap {
  return { statistic_id: id, from: localTime(start, zone), to: localTime(end, zone) };
}

export function gapLine({ statistic_id, from, to }: ShownGap): string {
  return `Nothing was recorded of ${statistic_id} from ${from} to ${to}; what it counted then is in the hour after.`;
}

/** To the watt hour, and without a negative zero. */
export function kwh(value: number): number {
  return Number(value.toFixed(3)) + 0;
}
