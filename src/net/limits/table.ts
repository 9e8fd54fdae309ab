import type { Rate } from './buckets.ts';

export type LimitName =
  | 'register'
  | 'authorize'
  | 'consent'
  | 'token'
  | 'revoke'
  | 'introspect'
  | 'mcp'
  | 'metadata';

/** What strangers may ask of one kind of route. */
export interface Limit {
  /**
   * `all` counts every request before its body is read. `refused` counts only what was refused
   * after its proof was looked at, so that nothing strangers do delays a valid request.
   */
  readonly counts: 'all' | 'refused';
  /** For one address; not for one that everybody may stand behind. */
  readonly address: Rate;
  readonly everyone: Rate;
  /**
   * Beyond those, for each form or grant that a request shows to be about by naming what only its
   * owner knows: an honest answer is always left for the household itself.
   */
  readonly reserve?: Rate;
}

export type Limits = Readonly<Record<LimitName, Limit>>;

/**
 * Every limit and its reason. Each has a budget of its own, so a flood of one route leaves the
 * others where they were. Through a tunnel that MCP_TRUST_PROXY does not name all callers share one
 * address, and only `everyone` applies.
 */
export const LIMITS: Limits = {
  // One address: an assistant registers once, a developer some times in a row. All: 100 clients that
  // nobody allowed are kept, so one outlives the ten minutes of its consent form under any flood.
  register: {
    counts: 'all',
    address: { atOnce: 20, perMinute: 1 },
    everyone: { atOnce: 50, perMinute: 5 },
  },
  // All: 1,000 forms are kept open for ten minutes, so a flood pushes out none that is being read.
  authorize: {
    counts: 'all',
    address: { atOnce: 30, perMinute: 10 },
    everyone: { atOnce: 300, perMinute: 60 },
  },
  // A page is drawn for each. Whoever has the form in their browser draws on the form's reserve.
  consent: {
    counts: 'all',
    address: { atOnce: 60, perMinute: 30 },
    everyone: { atOnce: 300, perMinute: 300 },
    reserve: { atOnce: 60, perMinute: 30 },
  },
  // A refusal costs some reads; a client that is refused 50 times in a row is broken.
  token: {
    counts: 'refused',
    address: { atOnce: 50, perMinute: 4 },
    everyone: { atOnce: 500, perMinute: 300 },
    reserve: { atOnce: 30, perMinute: 10 },
  },
  // An unknown token is answered 200, so every request counts; who names a live one goes through.
  revoke: {
    counts: 'all',
    address: { atOnce: 30, perMinute: 30 },
    everyone: { atOnce: 300, perMinute: 300 },
    reserve: { atOnce: 10, perMinute: 10 },
  },
  introspect: {
    counts: 'refused',
    address: { atOnce: 30, perMinute: 30 },
    everyone: { atOnce: 300, perMinute: 300 },
    reserve: { atOnce: 10, perMinute: 10 },
  },
  // Every connection begins with a 401 here, and each hour brings one more; a signature that does
  // not hold costs a Raspberry Pi about a millisecond.
  mcp: {
    counts: 'refused',
    address: { atOnce: 120, perMinute: 60 },
    everyone: { atOnce: 2_000, perMinute: 6_000 },
    reserve: { atOnce: 60, perMinute: 30 },
  },
  // Constant documents that several clients cannot do without: a fraction of what can be served.
  metadata: {
    counts: 'all',
    address: { atOnce: 300, perMinute: 300 },
    everyone: { atOnce: 3_000, perMinute: 12_000 },
  },
};

const BY_ROUTE: Readonly<Record<string, LimitName>> = {
  'POST /register': 'register',
  'GET /authorize': 'authorize',
  'POST /authorize': 'authorize',
  'GET /consent': 'consent',
  'POST /consent': 'consent',
  'POST /token': 'token',
  'POST /revoke': 'revoke',
  'POST /introspect': 'introspect',
  'POST /mcp': 'mcp',
  'GET /mcp': 'mcp',
  'DELETE /mcp': 'mcp',
  'POST /': 'mcp',
  'GET /': 'mcp',
  'DELETE /': 'mcp',
  'GET /jwks': 'metadata',
  'GET /upstream/client.json': 'metadata',
  'GET /upstream/start/:ticket': 'consent',
  'POST /upstream/start/:ticket': 'consent',
  'GET /upstream/callback': 'consent',
};

/** The limit of a route, by its method and the path it is registered under. */
export function limitOf(method: string, url: string): LimitName | undefined {
  const verb = method === 'HEAD' ? 'GET' : method;
  if (verb === 'GET' && url.includes('/.well-known/')) return 'metadata';
  if (url.startsWith('/signin/')) return 'consent';
  return BY_ROUTE[`${verb} ${url.replace(/^\/oauth\//, '/')}`];
}
