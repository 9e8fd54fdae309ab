import { isIP } from 'node:net';
import { isPublicDoor } from '../../config/base-url.ts';
import type { FrontDoor } from '../../net/front-doors.ts';
import { isPublicAddress } from '../../net/special-addresses.ts';
import type { Check, DoorSubject } from '../check.ts';
import { problem, SOUND, type Verdict, warning } from '../finding.ts';

/** Whether the name of a door leads to an address, and to a public one where it should. */
export const name: Check<DoorSubject> = {
  id: 'name',
  about: 'door',
  after: ['address'],
  run: async (subject) => judgeName(subject.door, await subject.addresses()),
};

/** A private address is no more than a warning: the house may answer for the name itself. */
export function judgeName(door: FrontDoor, addresses: readonly string[]): Verdict {
  const host = new URL(door.issuer).hostname;
  if (addresses.length === 0) return problem('name_unknown', { host });
  const isAddress = isIP(host.replace(/^\[|\]$/g, '')) !== 0;
  const [first = ''] = addresses;
  if (isAddress || !isPublicDoor(door.issuer) || addresses.some(isPublicAddress)) return SOUND;
  return warning('name_private', { host, address: first });
}
