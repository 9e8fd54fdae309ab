import type { Clock } from '../core/clock.ts';
import { Accounts } from './auth/accounts.ts';
import { Codes } from './auth/codes.ts';
import { LoginAttempts } from './auth/login-attempts.ts';
import { Backups } from './backups.ts';
import { Agenda } from './behaviour/agenda.ts';
import type { Service } from './behaviour/service.ts';
import { SERVICES } from './behaviour/services.ts';
import { ShoppingList } from './behaviour/shopping-list.ts';
import { Diagnostics } from './diagnostics.ts';
import { EntityRegistry } from './flat/entity-registry.ts';
import { type Flat, freshFlat, friendlyName } from './flat/flat.ts';
import { Helpers } from './helpers/helpers.ts';
import { freshHexId } from './ids.ts';
import type { Integrations } from './integrations.ts';
import { Notifications } from './notifications.ts';
import { pastRuns } from './past-runs.ts';
import { Recorder } from './recorder.ts';
import { Routines } from './routines.ts';
import { type HomeEvent, Listeners, newContext, States } from './states.ts';
import { modelled } from './statistics/live.ts';
import { Timers } from './timers.ts';
import { Traces } from './traces.ts';
import { stateChangedEvent } from './wire.ts';

export const HA_VERSION = '2026.11.0';

export interface AskedCommand {
  readonly type: string;
  readonly personId: string;
  readonly message: Readonly<Record<string, unknown>>;
}

export interface HouseOptions {
  readonly clock: Clock;
  readonly dataDir: string | undefined;
  readonly loginAttemptsThreshold: number;
}

/** Everything that is in the home: what the websocket, the REST API and the login page act on. */
export interface House {
  readonly clock: Clock;
  readonly startedAt: number;
  readonly accounts: Accounts;
  readonly loginAttempts: LoginAttempts;
  readonly codes: Codes;
  /** Logins that were begun at the login flow and not finished, with their code challenge. */
  readonly loginFlows: Map<string, string | undefined>;
  readonly notifications: Notifications;
  readonly flat: Flat;
  readonly entities: EntityRegistry;
  readonly helpers: Helpers;
  /** What somebody showed to Home Assistant's own assistant, or took from it. */
  readonly exposure: Map<string, boolean>;
  readonly states: States;
  readonly events: Listeners<HomeEvent>;
  readonly recorder: Recorder;
  readonly shopping: ShoppingList;
  readonly agenda: Agenda;
  readonly routines: Routines;
  readonly traces: Traces;
  /** They come and go with scripts. */
  readonly services: Service[];
  readonly timers: Timers;
  readonly backups: Backups;
  readonly diagnostics: Diagnostics;
  readonly integrations: Integrations;
  readonly asked: AskedCommand[];
  /** Where browsers and the app reach it; known once it listens. */
  url: string;
  dropConnections(): void;
}

const TICK_MS = 60_000;

function refreshModelled(house: House): void {
  const context = newContext(house.clock);
  for (const { id, state, attributes } of modelled(house.clock())) {
    const known = house.states.get(id);
    if (known === undefined) continue;
    house.states.set(id, state ?? known.state, { ...known.attributes, ...attributes }, context);
  }
}

function furnish(house: House): void {
  const context = newContext(house.clock);
  for (const entity of house.entities.all()) {
    const attributes = { ...entity.attributes, friendly_name: friendlyName(house.flat, entity) };
    house.states.set(entity.id, entity.state, attributes, context);
  }
  for (const { entityId, state, attributes } of house.states.all()) {
    if (attributes.access_token === undefined) continue;
    const token = freshHexId() + freshHexId();
    const picture = `${attributes.entity_picture}?token=${token}`;
    const own = { ...attributes, access_token: token, entity_picture: picture };
    house.states.set(entityId, state, own, context);
  }
  for (const { username, id } of house.accounts.people) {
    const person = house.states.get(`person.${username}`);
    if (person === undefined) continue;
    const attributes = { ...person.attributes, user_id: id };
    house.states.set(person.entityId, person.state, attributes, context);
  }
  refreshModelled(house);
}

/** Builds the home and furnishes it; nothing listens yet. */
export function buildHouse(options: HouseOptions): House {
  const { clock } = options;
  const notifications = new Notifications(clock);
  const states = new States(clock);
  const events = new Listeners<HomeEvent>();
  const startedAt = clock();
  const timers = new Timers();
  const house: House = {
    clock,
    startedAt,
    accounts: new Accounts(clock, options.dataDir),
    loginAttempts: new LoginAttempts(options.loginAttemptsThreshold, notifications),
    codes: new Codes(clock),
    loginFlows: new Map(),
    notifications,
    flat: freshFlat(),
    entities: new EntityRegistry(),
    helpers: new Helpers(),
    exposure: new Map(),
    states,
    events,
    recorder: new Recorder(startedAt, states),
    shopping: new ShoppingList(),
    agenda: new Agenda(startedAt),
    routines: new Routines(),
    traces: new Traces(pastRuns(startedAt)),
    services: [...SERVICES],
    timers,
    backups: new Backups(clock, timers),
    diagnostics: new Diagnostics(startedAt),
    integrations: new Map(),
    asked: [],
    url: '',
    dropConnections: () => {},
  };
  furnish(house);
  states.changes.add((change) => events.tell(stateChangedEvent(change)));
  house.recorder.start();
  house.timers.every(TICK_MS, () => refreshModelled(house));
  return house;
}
