import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config.ts';
import type { Clock } from '../core/clock.ts';
import type { HomeConnections } from '../home/connections.ts';
import { OWN_CREDENTIAL, ownAccount } from '../home/own-account.ts';
import type { FrontDoor } from '../net/front-doors.ts';
import type { Store } from '../store/contract.ts';
import type { DoctorContext, HomeSubject } from './check.ts';
import { type Progress, runDoctor } from './doctor.ts';
import type { Finding } from './finding.ts';
import { OWN_REQUEST } from './own-request.ts';
import { type Answer, createOutward, type Outward, type Question } from './probes/ask.ts';
import { doorSubjects, hereSubject, homeSubjects } from './subjects.ts';

/** Looks at everything, or at what is behind the one address that a person gave an assistant. */
export type Doctor = (
  given?: string,
  onProgress?: (progress: Progress) => void,
) => Promise<readonly Finding[]>;

/** What the doctor has of a Latchkey that runs. */
export interface Running {
  readonly app: Pick<FastifyInstance, 'inject'>;
  readonly store: Pick<Store, 'claim'>;
  readonly connections: Pick<HomeConnections, 'for'>;
}

export interface DoctorOptions {
  readonly config: Config;
  readonly clock: Clock;
  /** Absent: none runs, so that only what needs none can be looked at. */
  readonly running?: Running;
  readonly outward?: Outward;
  /** Where Home Assistant may be, when it is not where we look. */
  readonly homePorts?: readonly number[];
  readonly companionVersion?: string;
  readonly onFault?: DoctorContext['onFault'];
}

/** Where Home Assistant listens: by itself, newer installations, and behind a proxy of its own. */
const HOME_PORTS = [8123, 80, 443];

/** A doctor for a Latchkey of this configuration. */
export function createDoctor(options: DoctorOptions): Doctor {
  const { config, clock, running, outward = createOutward(), homePorts = HOME_PORTS } = options;
  return (given, onProgress) => {
    const doors = doorSubjects(config, given, outward, (door, path, question) =>
      running === undefined
        ? Promise.reject(new Error('no Latchkey runs'))
        : ownAnswer(running.app, door, path, question),
    );
    const homes = homeSubjects(config.homes, doors, outward, {
      usualPorts: homePorts,
      companionVersion: options.companionVersion,
      command: ownCommand(config, running),
    });
    const known = { running: running !== undefined, mode: config.mode, now: clock };
    const here = hereSubject(config, { ...known, store: running?.store }, doors, homes);
    const { onFault } = options;
    return runDoctor({ here, doors, homes, ...(onFault && { onFault }) }, onProgress);
  };
}

/** What is found when the settings are refused: that, and nothing else can be looked at. */
export function refusedSettings(reason: string): Promise<readonly Finding[]> {
  const known = { running: false, mode: 'oauth', now: Date.now, refused: reason } as const;
  return runDoctor({ here: hereSubject({ dataDir: '' }, known, [], []), doors: [], homes: [] });
}

/** Asks with Latchkey's own account, where it has one. */
function ownCommand(config: Config, running: Running | undefined): HomeSubject['command'] {
  if (ownAccount(config) === undefined || running === undefined) return undefined;
  return async (message) => (await running.connections.for(OWN_CREDENTIAL)).command(message);
}

/** What we serve at a path of a door: a door's own path is cut off by whoever leads to it. */
async function ownAnswer(
  app: Pick<FastifyInstance, 'inject'>,
  door: FrontDoor,
  path: string,
  { method = 'GET', headers, body }: Question = {},
): Promise<Answer> {
  const isBelow = door.path !== '' && path.startsWith(`${door.path}/`);
  const answer = await app.inject({
    method,
    url: isBelow ? path.slice(door.path.length) : path,
    headers: { ...OWN_REQUEST, ...headers, host: door.host },
    ...(body !== undefined && { payload: body }),
  });
  const kept = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
  return {
    status: answer.statusCode,
    headers: Object.fromEntries(kept),
    body: answer.rawPayload,
  };
}
