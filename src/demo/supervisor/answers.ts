import { randomId } from '../../core/ids.ts';

/** What the Supervisor knows of the app and of Home Assistant; tests change it as they go. */
export interface SupervisorState {
  hostname: string;
  /** The port of the machine that leads to each of the app's; null: none does. */
  network: Record<string, number | null>;
  watchdog: boolean;
  core: { port: number; ssl: boolean };
  /** What apps were let announce in their `discovery:` list. */
  readonly services: readonly string[];
  readonly announced: Map<string, { readonly service: string; config: unknown }>;
  /** Other apps that are installed, by slug; their options are shown to nobody. */
  readonly apps: Map<string, { readonly ip_address: string }>;
  /** How often the app had itself restarted. */
  restarts: number;
}

/** What is answered, in the Supervisor's envelope or as a bare status. */
export type SupervisorAnswer =
  | { readonly status: number; readonly data: Readonly<Record<string, unknown>> }
  | { readonly status: number; readonly message: string };

const fine = (data: Readonly<Record<string, unknown>> = {}) => ({ status: 200, data });
const wrong = (message: string) => ({ status: 400, message });

/** Answers what an app may ask of the Supervisor itself. */
export function supervisorAnswer(
  state: SupervisorState,
  method: string,
  path: string,
  body: unknown,
): SupervisorAnswer {
  switch (`${method} ${path}`) {
    case 'GET /addons/self/info':
      return fine({
        slug: state.hostname.replaceAll('-', '_'),
        hostname: state.hostname,
        network: state.network,
        watchdog: state.watchdog,
        state: 'started',
      });
    case 'GET /core/info':
      return fine({ ...state.core, ip_address: '172.30.32.1', version: '2026.11.0' });
    case 'GET /network/info':
    case 'GET /host/info':
    case 'GET /info':
      return fine({ supervisor: '2026.10.5', arch: 'aarch64' });
    case 'POST /addons/self/options':
      return setOptions(state, body);
    case 'POST /addons/self/restart':
      state.restarts += 1;
      return fine();
    case 'POST /discovery':
      return announced(state, body);
    default:
      break;
  }
  const app = /^\/addons\/([a-z0-9_]+)\/info$/.exec(path)?.[1];
  if (method === 'GET' && app !== undefined) {
    const there = state.apps.get(app);
    return there === undefined ? wrong('App is not installed') : fine({ slug: app, ...there });
  }
  const id = /^\/discovery\/([0-9a-f]+)$/.exec(path)?.[1];
  if (method === 'DELETE' && id !== undefined) {
    return state.announced.delete(id) ? fine() : wrong('Discovery message not found');
  }
  return { status: 404, message: 'Not found' };
}

function setOptions(state: SupervisorState, body: unknown): SupervisorAnswer {
  const known = ['boot', 'network', 'auto_update', 'watchdog', 'ingress_panel', 'options'];
  if (!isObject(body) || Object.keys(body).some((name) => !known.includes(name))) {
    return wrong('extra keys not allowed');
  }
  if (typeof body.watchdog === 'boolean') state.watchdog = body.watchdog;
  return fine();
}

/** The same service again keeps its id and takes the newer words. */
function announced(state: SupervisorState, body: unknown): SupervisorAnswer {
  const { service, config } = isObject(body) ? body : {};
  if (typeof service !== 'string' || !isObject(config)) return wrong('required key not provided');
  if (!state.services.includes(service)) {
    return wrong(`App wants to use ${service} for discovery, but does not list it`);
  }
  const before = [...state.announced].find(([, one]) => one.service === service);
  const uuid = before?.[0] ?? Buffer.from(randomId(undefined, 16)).toString('hex').slice(0, 32);
  state.announced.set(uuid, { service, config });
  return fine({ uuid });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
