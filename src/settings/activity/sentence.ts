import type { NamedEvent } from '../../audit/export.ts';
import type { Words } from '../../words/words.ts';
import { type ThingNames, thingsOf } from './things.ts';

/** What is needed to say an event in words. */
export interface Known {
  readonly words: Words;
  readonly language: string;
  /** The home that `home` is the name of, while it is there. */
  readonly home: { readonly name: string; readonly mirror: ThingNames } | undefined;
  /** The titles of tools by name. */
  readonly titles: ReadonlyMap<string, string>;
  /** The names of the home's users by id, for those who never let an assistant in. */
  readonly users: ReadonlyMap<string, string>;
}

/** An event as one sentence: who did what, on what and for whom. */
export function sentenceOf(event: NamedEvent, known: Known): string {
  const { kind, outcome, detail = {} } = event;
  const { sentence, log, changes } = known.words.activity;
  const who = whoDid(event, known);
  const person = personOf(event, known) ?? log.somebody;
  switch (kind) {
    case 'tool':
      return callSentence(event, who, known);
    case 'prompt':
      return sentence.prompt(who, text(detail.prompt));
    case 'resource':
      return sentence.resource(who, text(detail.resource ?? detail.upstream));
    case 'consent':
      return outcome === 'allowed' ? sentence.allowed(who, person) : sentence.denied(who);
    case 'sign_in':
      return sentence.signInFailed(who);
    case 'upstream_sign_in': {
      const { done, failed } = sentence.upstreamSignIn;
      return (outcome === 'done' ? done : failed)(text(detail.upstream));
    }
    case 'registration':
      return sentence.registered(text(detail.name) || who);
    case 'client_credentials':
      return sentence.machineToken(who);
    case 'grant':
      return (own(sentence.ended, outcome) ?? sentence.endedOtherwise)(who);
    case 'settings':
      return sentence.settings(person, own(changes, outcome) ?? outcome.replaceAll('_', ' '));
    case 'refusal':
      return own(sentence.refused, outcome)?.(Number(detail.count)) ?? sentence.other(outcome);
    case 'audit':
      return sentence.lost(Number(detail.events));
    default:
      return sentence.other(`${kind} ${outcome}`);
  }
}

/** The person an event is about, by name; their id when nobody knows one. */
export function personOf(event: NamedEvent, { users }: Known): string | undefined {
  const { personId } = event;
  return (
    event.personName ?? (personId === undefined ? undefined : (users.get(personId) ?? personId))
  );
}

function whoDid({ detail, clientName }: NamedEvent, { words }: Known): string {
  return text(detail?.machine) || clientName || words.activity.log.anAssistant;
}

function callSentence(event: NamedEvent, who: string, known: Known): string {
  const { sentence, chart } = known.words.activity;
  const name = text(event.detail?.tool);
  const upstream = event.detail?.upstream;
  const tool = known.titles.get(name) ?? (upstream === undefined ? name : chart.server(name));
  const mirror = known.home?.name === event.home ? known.home?.mirror : undefined;
  const { names, action } = thingsOf(text(event.detail?.on), mirror, known.words);
  const on = new Intl.ListFormat(known.language).format(names);
  const call = { who, tool, on, person: personOf(event, known) ?? '' };
  if (event.outcome !== 'done') return sentence.tried(call);
  const acted = action === undefined || on === '' ? undefined : own(sentence.acted, action);
  return (acted ?? sentence.used)(call);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
