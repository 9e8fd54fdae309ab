import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';

/** oidc-provider with what Latchkey does, on SQLite: `oidc-provider-server.mjs PROGRAM PORT DATABASE`. */
const [program, port, file] = process.argv.slice(2);
const { default: Provider } = await import(program);

const db = new DatabaseSync(file);
db.exec('pragma journal_mode = wal');
db.exec('pragma synchronous = full');
db.exec(`create table kept (
  model text, id text, payload text not null, expires integer,
  grant_id text, uid text, user_code text, primary key (model, id)
) without rowid;
create index by_grant on kept (grant_id) where grant_id is not null;
create index by_uid on kept (model, uid) where uid is not null;
create index by_user_code on kept (model, user_code) where user_code is not null`);
const put = db.prepare(`insert into kept values (?, ?, ?, ?, ?, ?, ?)
  on conflict do update set payload = excluded.payload, expires = excluded.expires`);
const byId = db.prepare('select payload, expires from kept where model = ? and id = ?');
const byUid = db.prepare('select payload, expires from kept where model = ? and uid = ?');
const byUserCode = db.prepare(
  'select payload, expires from kept where model = ? and user_code = ?',
);
const consume = db.prepare(
  "update kept set payload = json_set(payload, '$.consumed', ?) where model = ? and id = ?",
);
const remove = db.prepare('delete from kept where model = ? and id = ?');
const removeGrant = db.prepare('delete from kept where grant_id = ?');

const now = () => Math.floor(Date.now() / 1_000);
const alive = (row) =>
  row !== undefined && (row.expires === null || row.expires > now())
    ? JSON.parse(row.payload)
    : undefined;

class Adapter {
  constructor(model) {
    this.model = model;
  }

  async upsert(id, payload, expiresIn) {
    const expires = expiresIn === undefined ? null : now() + expiresIn;
    const { grantId = null, uid = null, userCode = null } = payload;
    put.run(this.model, id, JSON.stringify(payload), expires, grantId, uid, userCode);
  }

  async find(id) {
    return alive(byId.get(this.model, id));
  }

  async findByUid(uid) {
    return alive(byUid.get(this.model, uid));
  }

  async findByUserCode(code) {
    return alive(byUserCode.get(this.model, code));
  }

  async consume(id) {
    consume.run(now(), this.model, id);
  }

  async destroy(id) {
    remove.run(this.model, id);
  }

  async revokeByGrantId(grantId) {
    removeGrant.run(grantId);
  }
}

const base = `http://127.0.0.1:${port}`;
const resource = `${base}/mcp`;
const scope = 'home:read home:control';
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const provider = new Provider(base, {
  adapter: Adapter,
  jwks: {
    keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: 'key' }],
  },
  cookies: { keys: [randomBytes(32).toString('base64url')] },
  scopes: scope.split(' '),
  clientDefaults: { id_token_signed_response_alg: 'ES256' },
  pkce: { required: () => true },
  rotateRefreshToken: true,
  issueRefreshToken: async () => true,
  findAccount: async (_context, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
  interactions: { url: (_context, { uid }) => `/allow/${uid}` },
  ttl: {
    AccessToken: 3_600,
    AuthorizationCode: 300,
    Grant: 2_592_000,
    Interaction: 600,
    RefreshToken: 2_592_000,
    Session: 3_600,
  },
  features: {
    devInteractions: { enabled: false },
    registration: { enabled: true, issueRegistrationAccessToken: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: async () => resource,
      useGrantedResource: async () => true,
      getResourceServerInfo: async () => ({
        scope,
        audience: resource,
        accessTokenTTL: 3_600,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
});

/** A person who says yes to everything. */
provider.use(async (context, next) => {
  if (!context.path.startsWith('/allow/')) return next();
  const { params } = await provider.interactionDetails(context.req, context.res);
  const grant = new provider.Grant({ accountId: 'ada', clientId: params.client_id });
  grant.addOIDCScope(scope);
  grant.addResourceScope(resource, scope);
  const consent = { grantId: await grant.save() };
  const result = { login: { accountId: 'ada' }, consent };
  context.respond = false;
  await provider.interactionFinished(context.req, context.res, result);
});

provider.listen(Number(port), '127.0.0.1');
