/**
 * PostgreSQL's text holds every character but NUL. So NUL is written as a mark and a digit, and the
 * mark itself likewise: two texts are equal in the database when they are equal to us.
 */
const MARK = '\u0001';
const NUL = '\0';

/** A text as it is written. */
export function withoutNul(text: string): string {
  if (!text.includes(NUL) && !text.includes(MARK)) return text;
  return text.replaceAll(MARK, `${MARK}1`).replaceAll(NUL, `${MARK}0`);
}

/** A text as it was before it was written. */
export function withNul(text: string): string {
  if (!text.includes(MARK)) return text;
  return text.replaceAll(`${MARK}0`, NUL).replaceAll(`${MARK}1`, MARK);
}
