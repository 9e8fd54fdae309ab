import { isIP } from 'node:net';
import { isPublicDoor } from '../../config/base-url.ts';
import type { FrontDoor } from '../../net/front-doors.ts';
import type { Check, DoorSubject } from '../check.ts';
import { problem, SOUND, type Verdict } from '../finding.ts';

/** Whether hosted assistants, which come by IPv4 only, find a public door. */
export const ipv4: Check<DoorSubject> = {
  id: 'ipv4',
  about: 'door',
  after: ['name'],
  run: async (subject) => judgeIpv4(subject.door, await subject.addresses()),
};

export function judgeIpv4(door: FrontDoor, addresses: readonly string[]): Verdict {
  if (!isPublicDoor(door.issuer) || addresses.some((one) => isIP(one) === 4)) return SOUND;
  return problem('no_ipv4', { host: new URL(door.issuer).hostname });
}
