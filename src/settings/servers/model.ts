import type { ConnectionAnswer, DebugAnswer } from '../../control/answers.ts';
import type { ListedSecret } from '../../upstreams/secrets.ts';
import type { Origin, WrittenNow } from '../../upstreams/written.ts';
import type { Words } from '../../words/words.ts';
import type { HomeMcpState } from './home-mcp-state.ts';

type Tone = 'good' | 'warning' | 'problem' | 'plain';

/** What the list is made from. */
export interface ServersNow {
  readonly connections: readonly ConnectionAnswer[];
  readonly written: WrittenNow;
  readonly isEntered: (name: string) => boolean;
  /** The host of each server that was added here. */
  readonly hosts: ReadonlyMap<string, string>;
  /** Where the app of ha-mcp was found, up to the secret at the end of its address. */
  readonly haMcp: string | undefined;
  readonly homeMcp: HomeMcpState;
  readonly secrets: readonly ListedSecret[];
  readonly usersOf: (secret: string) => readonly string[];
  readonly debug: DebugAnswer;
}

interface Fact {
  readonly label: string;
  readonly value: string;
}

/** One server as its card shows it. */
export interface ServerCard {
  readonly name: string;
  readonly badge: { readonly text: string; readonly tone: Tone };
  /** What is wrong, or what the state means. */
  readonly says: readonly string[];
  readonly problem: string | undefined;
  readonly waiting: string | undefined;
  readonly facts: readonly Fact[];
  /** What can be done with it. */
  readonly can: {
    readonly readTools: boolean;
    readonly refresh: boolean;
    readonly signIn: boolean;
    readonly change: boolean;
  };
  readonly removeSure: string;
}

const TONES: Readonly<Record<string, Tone>> = {
  connected: 'good',
  asleep: 'plain',
  connecting: 'plain',
  failed: 'problem',
  disabled: 'problem',
  'needs sign-in': 'warning',
};

/** All that the page of the other servers shows, from what is known; `when` writes a time. */
export function serversModel(now: ServersNow, words: Words, when: (at: number) => string) {
  const { servers } = words;
  const { written, secrets, debug } = now;
  const known = new Set(now.connections.map(({ name }) => name));
  return {
    cards: [
      ...now.connections.map((one) => cardOf(one, now, words, when)),
      ...written.off.filter((name) => !known.has(name)).map((name) => offCard(name, now, words)),
    ],
    // One that was added here and cannot be used has no card, and must not be stuck.
    faults: written.faults.map((fault) => ({ ...fault, removable: now.isEntered(fault.name) })),
    found: isInUse(now) ? undefined : now.haMcp,
    homeMcp: homeMcpOf(now.homeMcp, words),
    secrets: secrets.map(({ name, changedAt, readable }) => {
      const users = now.usersOf(name);
      return {
        name,
        changed: servers.secrets.changed(when(changedAt)),
        usedBy: users.length === 0 ? undefined : servers.secrets.usedBy(users.join(', ')),
        unreadable: readable ? undefined : servers.secrets.unreadable,
      };
    }),
    debug: {
      on: debug.on,
      says: debug.until === undefined ? servers.debug.isOff : servers.debug.isOn(when(debug.until)),
    },
  };
}

/** Whether a server at the address that was found is there already. */
function isInUse({ haMcp, hosts }: ServersNow): boolean {
  const host = URL.parse(haMcp ?? '')?.host;
  return host !== undefined && [...hosts.values()].includes(host);
}

function cardOf(
  one: ConnectionAnswer,
  { written, hosts }: ServersNow,
  { servers }: Words,
  when: (at: number) => string,
): ServerCard {
  const { name, status, perPerson, tools, waiting, leftOut, auth } = one;
  const origin = written.origins.get(name);
  const usable = status !== 'disabled';
  const quiet = usable && tools === 0 && !perPerson && origin === 'here';
  const first = status === 'needs sign-in' ? servers.askFirstSignIn : servers.askFirst;
  const means =
    perPerson && status === 'needs sign-in' ? undefined : meaningOf(status, servers.stateMeans);
  return {
    name,
    badge: {
      text: perPerson && usable ? servers.state.asleep : stateIn(status, servers.state),
      tone: perPerson && usable ? 'plain' : (TONES[status] ?? 'plain'),
    },
    says: [
      ...(means === undefined ? [] : [means]),
      ...(perPerson ? [servers.perPersonTools] : []),
      ...(quiet && waiting.length === 0 ? [first] : []),
      ...(leftOut > 0 ? [servers.leftOut(leftOut)] : []),
    ],
    problem: status === 'needs sign-in' || perPerson ? undefined : one.problem,
    waiting: waiting.length > 0 ? servers.waiting(waiting.length) : undefined,
    facts: [
      ...fact(servers.facts.address, hosts.get(name)),
      ...fact(servers.facts.tools, servers.tools(tools)),
      ...fact(servers.facts.reached, servers.reached[one.kind]),
      ...fact(servers.facts.signsIn, servers.signsIn[auth]),
      ...fact(servers.facts.whose, perPerson ? servers.whose.person : servers.whose.household),
      ...fact(servers.facts.tokenEnds, one.tokenEndsAt && when(one.tokenEndsAt)),
      ...fact(servers.facts.protocol, one.protocol),
      ...writtenIn(origin, servers),
    ],
    can: {
      readTools: usable,
      refresh: usable && !perPerson,
      signIn: usable && auth === 'oauth' && !perPerson,
      change: origin === 'here',
    },
    removeSure: servers.removeSure(name),
  };
}

/** One that its operator switched off. */
function offCard(name: string, { written }: ServersNow, { servers }: Words): ServerCard {
  return {
    name,
    badge: { text: servers.state.off, tone: 'plain' },
    says: [servers.stateMeans.off],
    problem: undefined,
    waiting: undefined,
    facts: writtenIn(written.origins.get(name), servers),
    can: { readTools: false, refresh: false, signIn: false, change: false },
    removeSure: '',
  };
}

function homeMcpOf(state: HomeMcpState, { servers }: Words) {
  const { homeMcp } = servers;
  const tones = { off: 'plain', on: 'good', absent: 'problem', silent: 'problem' } as const;
  return {
    badge: {
      text: state.is === 'off' ? servers.state.off : servers.state.on,
      tone: state.is === 'notAdministrator' ? 'plain' : tones[state.is],
    },
    says: state.is === 'on' ? homeMcp.on(state.tools) : homeMcp[state.is],
  };
}

function writtenIn(origin: Origin | undefined, servers: Words['servers']): readonly Fact[] {
  return origin === undefined ? [] : fact(servers.facts.written, servers.written[origin]);
}

function stateIn(status: string, states: Readonly<Record<string, string>>): string {
  return states[status] ?? status;
}

function meaningOf(status: string, meanings: Readonly<Record<string, string>>) {
  return Object.hasOwn(meanings, status) ? meanings[status] : undefined;
}

function fact(label: string, value: string | number | undefined): readonly Fact[] {
  return value === undefined ? [] : [{ label, value: String(value) }];
}
