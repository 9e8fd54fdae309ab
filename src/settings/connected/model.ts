import type { GrantAnswer, GrantsAnswer } from '../../control/grant-answers.ts';
import { ENERGY_READ, upstreamsIn } from '../../policy/scopes.ts';
import type { Speech } from '../../words/words.ts';
import { ago } from '../ago.ts';
import { levelsOf } from './lowered-scope.ts';

/** Where and when the page is shown. */
export interface Showing extends Speech {
  readonly now: number;
  /** Whether Latchkey has several homes, so that each is named. */
  readonly manyHomes: boolean;
}

/** What the page shows: a card for each assistant, and what ended lately. */
export function connectedModel({ grants, ended }: GrantsAnswer, showing: Showing) {
  const words = showing.words.connected;
  const assistants = Map.groupBy(grants, ({ client }) => client.id);
  return {
    count: grants.length,
    assistants: Array.from(assistants.values(), (own) => {
      const { host, name } = own[0]?.client ?? {};
      return {
        name: name ?? words.unknownAssistant,
        host: host === undefined ? undefined : words.vouched(host),
        people: own.map((grant) => personOf(grant, showing)),
      };
    }),
    ended: ended.map((one) => ({
      line: words.ended.line(nameOf(one, showing), personName(one, showing)),
      why: words.ended.reasons[one.endedReason ?? 'disconnected'],
      at: one.endedAt ?? 0,
    })),
  };
}

/** One person's part of a card. */
function personOf(grant: GrantAnswer, showing: Showing) {
  const { id, scope, givenScope, createdAt, lastUsedAt, lastFrom, pausedAt, person } = grant;
  const { language, now } = showing;
  const words = showing.words.connected;
  const sayings = { ...showing.words.consent.choices, nothing: words.nothingInHome };
  const levels = levelsOf(scope);
  const level = levels.at(-1);
  const energy = scope.includes(ENERGY_READ);
  const servers = upstreamsIn(scope);
  const names = [nameOf(grant, showing), personName(grant, showing)] as const;
  const used = lastUsedAt > createdAt;
  return {
    id,
    title: words.forPerson(names[1]),
    home: showing.manyHomes ? person.home : undefined,
    door: URL.parse(grant.door)?.host ?? grant.door,
    may: [
      ...(level === undefined ? [] : [sayings[level].label]),
      ...(energy ? [words.energy] : []),
      ...servers.map(words.server),
    ],
    lowered: givenScope !== undefined,
    since: createdAt,
    used: used ? { at: lastUsedAt, ago: ago(lastUsedAt, now, language, words.justNow) } : undefined,
    from: used
      ? { words: lastFrom ?? words.fromUnknown, known: lastFrom !== undefined }
      : undefined,
    pausedAt,
    levels: levels.map((value) => ({ value, ...sayings[value], chosen: value === level })),
    energy,
    servers: servers.map((name) => ({ name, label: words.server(name) })),
    canLower: scope.length > 1,
    labels: {
      lower: words.lowerOf(...names),
      keep: words.keepOf(...names),
      pause: words.pauseOf(...names),
      resume: words.resumeOf(...names),
      disconnect: words.disconnectOf(...names),
    },
  };
}

function nameOf({ client }: GrantAnswer, { words }: Showing): string {
  return client.name ?? words.connected.unknownAssistant;
}

function personName({ person }: GrantAnswer, { words }: Showing): string {
  return person.name ?? words.connected.unknownPerson;
}
