/** What the Supervisor refuses to look at, in path or query, however often it is encoded. */
const FILTERS = [
  /proc\/self\/environ/i,
  /<.*script.*>/i,
  /\.\.\//,
  /[a-z0-9_]=\/([a-z0-9_.]\/)+/i,
  /union.*select.*\(/i,
  /union.*all.*select/i,
  /concat.*\(/i,
];

/** Every app may ask these, whatever its role. */
const OPEN_TO_APPS =
  /^(\/addons\/self\/(?!security|update)[^/]+|\/addons\/self\/options\/config|\/info|\/services.*|\/discovery.*)$/;

/** All that the role `default` may ask besides. */
const DEFAULT_ROLE = /^\/.+\/info$/;

/** What no app passes on to Home Assistant's REST API: that of the Supervisor itself. */
const BLOCKED_API = /^\/core\/api\/hassio(\/|_|$)/;

/** Types of the websocket that only Home Assistant itself may send to the Supervisor. */
const BLOCKED_TYPE = /^(supervisor|hassio)\//;

/** Whether a path with its query looks like an attack. */
export function isFiltered(target: string): boolean {
  const plain = wholly(target);
  return FILTERS.some((filter) => filter.test(plain));
}

/** Whether an app of the role `default` may ask the Supervisor this. */
export function mayAsk(path: string): boolean {
  return OPEN_TO_APPS.test(path) || DEFAULT_ROLE.test(path);
}

export function isBlockedApi(path: string): boolean {
  return BLOCKED_API.test(path);
}

export function isBlockedType(type: unknown): boolean {
  return typeof type === 'string' && BLOCKED_TYPE.test(type);
}

function wholly(text: string): string {
  try {
    const decoded = decodeURIComponent(text);
    return decoded === text ? text : wholly(decoded);
  } catch {
    return text;
  }
}
