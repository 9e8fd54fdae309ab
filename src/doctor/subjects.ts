import { readFile, stat, statfs } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { isPublicDoor } from '../config/base-url.ts';
import type { Config, HomeAddress } from '../config/config.ts';
import { type FrontDoor, frontDoor } from '../net/front-doors.ts';
import type { DoorSubject, HereSubject, HomeSubject } from './check.ts';
import { givenUrl } from './checks/address.ts';
import { manifestUrl } from './home-urls.ts';
import { INITIALIZE, mcpPath } from './paths.ts';
import type { Answer, Heard, Outward, Question } from './probes/ask.ts';
import { greetedVersion } from './probes/home-version.ts';

/** What we answer to a request, without anything in between. */
export type Own = (door: FrontDoor, path: string, question?: Question) => Promise<Answer>;

/** Every configured door; of those only the one that a given address means. */
export function doorSubjects(
  config: Pick<Config, 'baseUrls' | 'port' | 'mode' | 'homes'>,
  given: string | undefined,
  outward: Outward,
  own: Own,
): readonly DoorSubject[] {
  const configured = config.baseUrls.length > 0;
  const doors = (configured ? config.baseUrls : [`http://localhost:${config.port}`]).map(frontDoor);
  const meant = given === undefined ? undefined : givenUrl(given)?.hostname;
  const chosen = doors.find(({ origin }) => new URL(origin).hostname === meant) ?? doors[0];
  return doors
    .filter((door) => given === undefined || door === chosen)
    .map((door) => ({
      name: door.issuer,
      door,
      carrier: isCarried(door) ? config.homes[0]?.name : undefined,
      mode: config.mode,
      configured,
      othersPublic: doors.some((other) => other !== door && isPublicDoor(other.issuer)),
      given,
      addresses: remembered(async () => addressesOf(door, outward)),
      ask: remembered((path: string, question?: Question) =>
        outward.ask(`${door.origin}${path}`, question),
      ),
      own: remembered((path: string, question?: Question) => own(door, path, question)),
    }));
}

async function addressesOf({ origin }: FrontDoor, outward: Outward): Promise<readonly string[]> {
  const host = new URL(origin).hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 ? outward.addresses(host) : [host];
}

/** Every home; the first one carries the doors that lead through a home's own web server. */
export function homeSubjects(
  homes: readonly HomeAddress[],
  doors: readonly DoorSubject[],
  outward: Outward,
  more: Pick<HomeSubject, 'usualPorts' | 'companionVersion' | 'command'>,
): readonly HomeSubject[] {
  const carried = doors.map(({ door }) => door).filter(isCarried);
  return homes.map((home, index) => ({
    ...more,
    name: home.name,
    home,
    carries: index === 0 ? carried : [],
    // Latchkey's own account is one of the first home.
    command: index === 0 ? more.command : undefined,
    ask: remembered((url: string) => outward.ask(url, { checkCertificate: home.verifyTls })),
    version: remembered(() => greetedVersion(home)),
  }));
}

function isCarried({ path }: FrontDoor): boolean {
  return path.endsWith('/api/latchkey');
}

/** Latchkey itself; its clock is compared with those that the others' answers carry. */
export function hereSubject(
  { dataDir, databaseUrl }: Pick<Config, 'dataDir' | 'databaseUrl'>,
  known: Pick<HereSubject, 'running' | 'mode' | 'refused' | 'now' | 'store'>,
  doors: readonly DoorSubject[],
  homes: readonly HomeSubject[],
): HereSubject {
  return {
    ...known,
    name: '',
    free: async () => {
      const { bavail, bsize } = await statfs(dataDir);
      return bavail * bsize;
    },
    ...(databaseUrl === undefined && {
      keyring: () => keyringFile(join(dataDir, 'keyring.json')),
    }),
    async clocks() {
      const asked = [
        // Refusals are kept by no cache, so their Date is of now.
        ...doors.map(({ door, ask }) => clockOf(door.host, ask(mcpPath(door), INITIALIZE))),
        ...homes.map(({ home, ask }) => clockOf('Home Assistant', ask(manifestUrl(home.url)))),
      ];
      return (await Promise.all(asked)).flat();
    },
  };
}

async function clockOf(other: string, asked: Promise<Heard>) {
  const heard = await asked;
  const time = heard.ok ? Date.parse(heard.value.headers.date ?? '') : Number.NaN;
  return Number.isNaN(time) ? [] : [{ other, time }];
}

async function keyringFile(path: string) {
  try {
    return { text: await readFile(path, 'utf8'), mode: (await stat(path)).mode };
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw thrown;
  }
}

/** Asks the same only once: several checks look at one answer. */
function remembered<A extends readonly unknown[], R>(
  work: (...args: A) => Promise<R>,
): (...args: A) => Promise<R> {
  const known = new Map<string, Promise<R>>();
  return (...args) => {
    const key = JSON.stringify(args);
    const before = known.get(key);
    if (before !== undefined) return before;
    const started = work(...args);
    known.set(key, started);
    return started;
  };
}
