import type { IncomingHttpHeaders } from 'node:http';
import { randomId } from '../core/ids.ts';
import { sameText } from '../keys/token-hash.ts';

const NAME = 'x-latchkey-doctor';

/** Nobody outside this process knows it, so nobody else can keep a request from being noted. */
const MARK = randomId();

/** What the doctor sends along, so that its own looking is taken for nobody's attempt to connect. */
export const OWN_REQUEST: Readonly<Record<string, string>> = { [NAME]: MARK };

/** Whether a request is one of our own doctor's. */
export function isOwnRequest({ [NAME]: mark }: IncomingHttpHeaders): boolean {
  return typeof mark === 'string' && sameText(mark, MARK);
}
