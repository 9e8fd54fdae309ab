import type { DoorSubject } from './check.ts';
import { documentsOf } from './paths.ts';
import type { Answer, Heard } from './probes/ask.ts';

/** One document as it comes through a door, beside what we serve. */
export interface Compared {
  readonly url: string;
  readonly path: string;
  readonly heard: Heard;
  readonly own: Answer;
}

/** Every document that we have at a door, asked for from outside and within; answers are remembered. */
export async function comparedDocuments(subject: DoorSubject): Promise<readonly Compared[]> {
  const { door } = subject;
  const all = await Promise.all(
    documentsOf(door).map(async (path) => ({
      url: `${door.origin}${path}`,
      path,
      heard: await subject.ask(path),
      own: await subject.own(path),
    })),
  );
  return all.filter(({ own }) => own.status === 200);
}

/** Whether what arrived is byte for byte what we serve. */
export function isSame({ heard, own }: Pick<Compared, 'heard' | 'own'>): boolean {
  return heard.ok && heard.value.status === own.status && heard.value.body.equals(own.body);
}
