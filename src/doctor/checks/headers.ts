import type { Check, DoorSubject } from '../check.ts';
import { comparedDocuments } from '../compared.ts';
import { plain, problem, SOUND, type Verdict, warning } from '../finding.ts';
import { INITIALIZE, mcpPath } from '../paths.ts';
import type { Answer, Heard, Question } from '../probes/ask.ts';

/** No token of anybody: it only has to arrive. */
const WITH_BEARER: Question = {
  ...INITIALIZE,
  headers: { ...INITIALIZE.headers, Authorization: 'Bearer the-doctor-asks-whether-this-arrives' },
};
/** What pages of browsers need, which not every assistant is. */
const FOR_BROWSERS = ['content-type', 'access-control-allow-origin'];

/** Whether headers get through in both directions. */
export const headers: Check<DoorSubject> = {
  id: 'headers',
  about: 'door',
  after: ['challenge'],
  async run(subject) {
    const { door, mode } = subject;
    if (mode === 'none') return SOUND;
    const path = mcpPath(door);
    const inwards = judgeAuthorization(
      door.resource,
      await subject.ask(path, WITH_BEARER),
      await subject.own(path, WITH_BEARER),
    );
    if (inwards !== SOUND) return inwards;
    for (const { url, heard, own } of await comparedDocuments(subject)) {
      const outwards = heard.ok ? judgeHeaders(url, heard.value, own) : SOUND;
      if (outwards !== SOUND) return outwards;
    }
    return SOUND;
  },
};

/** A token that is none is told so; one that never arrived cannot be. */
export function judgeAuthorization(url: string, heard: Heard, own: Answer): Verdict {
  if (!heard.ok || own.status === 429) return plain('unknown', 'could_not_look');
  const told = (answer: Answer) => answer.headers['www-authenticate']?.includes('error=') === true;
  return told(own) && !told(heard.value) ? problem('authorization_stripped', { url }) : SOUND;
}

export function judgeHeaders(url: string, arrived: Answer, own: Answer): Verdict {
  const lost = FOR_BROWSERS.find(
    (name) => own.headers[name] !== undefined && norm(arrived, name) !== norm(own, name),
  );
  return lost === undefined ? SOUND : warning('header_stripped', { url, header: lost });
}

const norm = ({ headers }: Answer, name: string) =>
  String(headers[name] ?? '')
    .toLowerCase()
    .replaceAll(' ', '');
