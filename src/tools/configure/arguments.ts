import { z } from 'zod';
import { ENTITY_ID } from '../names.ts';

/*
 * Arguments whose limits are checked but not listed: tools with many arguments would otherwise take
 * more room in every conversation than what they say is worth.
 */

const LONGEST = 255;
const MOST = 50;
const ICON = /^[a-z0-9_-]+:[a-z0-9_-]+$/;

/** Text of at most that many characters; the empty one often means "none". */
export function text(longest = LONGEST) {
  return z
    .string()
    .trim()
    .refine((value) => value.length <= longest, `must have at most ${longest} characters`);
}

/** A name that somebody gives to something. */
export const newName = text().refine((value) => value !== '', 'must not be empty');

/** Ids or names, at most 50. */
export const names = z
  .array(newName)
  .refine((list) => list.length <= MOST, `must be at most ${MOST}`);

/** An icon as Home Assistant names them, or "" for none of its own. */
export const icon = text(100)
  .refine((value) => value === '' || ICON.test(value), 'must be an icon such as mdi:lamp, or ""')
  .describe('Such as mdi:lamp');

export const oneEntity = text().refine(
  (value) => ENTITY_ID.test(value),
  'must be an entity id such as light.kitchen',
);
