import { DAY } from '../../core/clock.ts';
import type { Check, DoorSubject } from '../check.ts';
import { problem, SOUND, type Verdict, warning } from '../finding.ts';
import { livenessPath } from '../paths.ts';
import type { Heard } from '../probes/ask.ts';

const SOON = 7 * DAY;

/** Whether a door's certificate is one that assistants trust, which fill no gap as browsers do. */
export const certificate: Check<DoorSubject> = {
  id: 'certificate',
  about: 'door',
  after: ['name'],
  run: async (subject) =>
    judgeCertificate(subject.door.host, await subject.ask(livenessPath(subject.door)), Date.now()),
};

/** `now` is the clock that the certificate was just held against: the system's. */
export function judgeCertificate(host: string, heard: Heard, now: number): Verdict {
  if (heard.ok) {
    const { certificateEnds = Number.POSITIVE_INFINITY } = heard.value;
    if (certificateEnds - now > SOON) return SOUND;
    const days = Math.max(0, Math.floor((certificateEnds - now) / DAY));
    return warning('certificate_ends_soon', { host, days });
  }
  const { kind, code } = heard.error;
  if (kind === 'not_https') return problem('not_https', { host });
  if (kind !== 'certificate') return SOUND;
  switch (code) {
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return problem('certificate_self_signed', { host });
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return problem('certificate_incomplete', { host });
    case 'CERT_HAS_EXPIRED':
      return problem('certificate_expired', { host });
    case 'CERT_NOT_YET_VALID':
      return problem('certificate_not_yet_valid', { host });
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return problem('certificate_other_name', { host });
    default:
      return problem('certificate_untrusted', { host, code });
  }
}
