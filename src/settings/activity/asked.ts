import { z } from 'zod';
import type { AuditFilter } from '../../store/contract.ts';
import { startOfDay } from '../../tools/local-days.ts';
import type { Choices } from './choices.ts';

/** The kinds of event behind each choice of “What”. */
export const KINDS = {
  calls: ['tool', 'resource', 'prompt'],
  sign_ins: [
    'consent',
    'sign_in',
    'upstream_sign_in',
    'registration',
    'grant',
    'client_credentials',
  ],
  settings: ['settings'],
  failures: ['sign_in', 'refusal'],
} as const;

const OUTCOMES = {
  done: ['done'],
  failed: ['failed', 'error'],
  refused: ['refused', 'denied'],
  asked: ['asked'],
} as const;

const NOTHING = z.literal('').transform(() => undefined);

/** What stands in the address; an address that somebody wrote by hand may hold anything else. */
const QUERY = z.object({
  person: z.union([NOTHING, z.string().max(20)]).optional(),
  assistant: z.union([NOTHING, z.string().max(20)]).optional(),
  kind: z
    .union([NOTHING, z.enum(Object.keys(KINDS) as [keyof typeof KINDS, ...(keyof typeof KINDS)[]])])
    .optional(),
  outcome: z
    .union([
      NOTHING,
      z.enum(Object.keys(OUTCOMES) as [keyof typeof OUTCOMES, ...(keyof typeof OUTCOMES)[]]),
    ])
    .optional(),
  since: z.union([NOTHING, z.iso.date()]).optional(),
  before: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional(),
});

/** What of the log somebody wants to see. */
export type Asked = z.output<typeof QUERY>;

/** Reads the query of a request; throws a ZodError for what no link or form of ours says. */
export function readAsked(query: unknown): Asked {
  return QUERY.parse(query);
}

/**
 * What the store has to look for; undefined when somebody or something was chosen that is not there
 * any more, which nothing fits.
 */
export function filterFor(asked: Asked, choices: Choices, zone: string): AuditFilter | undefined {
  const person = choices.people.find(({ key }) => key === asked.person);
  const assistant = choices.assistants.find(({ key }) => key === asked.assistant);
  if (asked.person !== undefined && person === undefined) return undefined;
  if (asked.assistant !== undefined && assistant === undefined) return undefined;
  return {
    ...person?.filter,
    ...assistant?.filter,
    ...(asked.kind !== undefined && { kinds: KINDS[asked.kind] }),
    ...(asked.outcome !== undefined && { outcomes: OUTCOMES[asked.outcome] }),
    ...(asked.since !== undefined && { since: startOfDay(asked.since, zone) }),
  };
}

/** The same choices as a query, with nothing in it that the Supervisor could take amiss. */
export function queryOf(asked: Asked, before?: number): string {
  const { person, assistant, kind, outcome, since } = asked;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ person, assistant, kind, outcome, since })) {
    if (value !== undefined) query.set(name, value);
  }
  if (before !== undefined) query.set('before', String(before));
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** Whether anything at all was chosen. */
export function isNarrowed({ before: _, ...choices }: Asked): boolean {
  return Object.values(choices).some((value) => value !== undefined);
}
