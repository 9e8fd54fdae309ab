import type { GrantEnd, Store } from './contract.ts';
import { auditTable } from './sqlite/audit.ts';
import { claimTable } from './sqlite/claims.ts';
import { clientTable } from './sqlite/clients.ts';
import { consentTables } from './sqlite/consent.ts';
import { type Database, openDatabase, openReadOnly } from './sqlite/database.ts';
import { grantTable } from './sqlite/grants.ts';
import { groupCommit } from './sqlite/group-commit.ts';
import { machineTable } from './sqlite/machines.ts';
import { namedSecretTable } from './sqlite/named-secrets.ts';
import { peopleTables } from './sqlite/people.ts';
import { purging } from './sqlite/purge.ts';
import { ruleTable } from './sqlite/rules.ts';
import { signInTable } from './sqlite/sign-ins.ts';
import { tokenTables } from './sqlite/tokens.ts';
import { asTrouble } from './sqlite/trouble.ts';
import { upstreamToolTables } from './sqlite/upstream-tools.ts';
import { upstreamTables } from './sqlite/upstreams.ts';
import { versionTable } from './sqlite/versions.ts';
import { writeBehind } from './sqlite/write-behind.ts';

export interface SqliteOptions {
  /** The database file, made when missing; `:memory:` for one that is gone with the process. */
  readonly path: string;
  /** To look at a store that another process may be writing: nothing is made, migrated or changed. */
  readonly readOnly?: boolean;
  /** Hears of trouble that no caller waits for: touches or audit events that could not be written. */
  readonly onError?: (trouble: unknown) => void;
}

/**
 * Opens the store in one SQLite file, readable by its owner only. Several processes may have it
 * open. Throws `store_unavailable` or `disk_full` with a sentence for the operator: the file is
 * damaged, cannot be written, or was made by a newer Latchkey.
 */
export function openSqliteStore(options: SqliteOptions): Store {
  let db: Database | undefined;
  try {
    db = options.readOnly ? openReadOnly(options.path) : openDatabase(options.path);
    return storeOn(db, options);
  } catch (thrown) {
    db?.close();
    throw asTrouble(thrown, options.path);
  }
}

/** The store on a database that is open already; `openSqliteStore` is the way in. */
export function storeOn(db: Database, { path, onError }: SqliteOptions): Store {
  const clients = clientTable(db);
  const people = peopleTables(db);
  const consent = consentTables(db, clients, people);
  const signIns = signInTable(db);
  const grants = grantTable(db);
  const tokens = tokenTables(db, grants);
  const rules = ruleTable(db);
  const machines = machineTable(db);
  const claims = claimTable(db);
  const versions = versionTable(db);
  const upstreamTools = upstreamToolTables(db);
  const namedSecrets = namedSecretTable(db);
  const upstreams = upstreamTables(db);
  const audit = auditTable(db);
  const purge = purging(db);
  const writes = groupCommit(db);
  const later = writeBehind(db, grants, machines, audit, (thrown) =>
    onError?.(asTrouble(thrown, path)),
  );

  /** Every answer passes here, so that no driver error gets out under its own name. */
  async function answer<T>(work: () => T): Promise<T> {
    try {
      return work();
    } catch (thrown) {
      throw asTrouble(thrown, path);
    }
  }

  /** Likewise for what changes something, answered when it is on the disk. */
  async function write<T>(work: () => T): Promise<T> {
    try {
      return await writes.write(work);
    } catch (thrown) {
      throw asTrouble(thrown, path);
    }
  }

  function touchGrant(id: string, now: number, from?: string): void {
    grants.touch(id, now, from);
    later.soon(1);
  }

  function endAll(ids: readonly string[], reason: GrantEnd, now: number): void {
    for (const id of ids) grants.end(id, reason, now);
  }

  /** Inside the caller's step. */
  function removeClient(id: string, now: number): readonly string[] | undefined {
    const ended = grants.liveOfClient(id);
    endAll(ended, 'disconnected', now);
    consent.dropOfClient(id);
    machines.remove(id);
    return clients.remove(id) || ended.length > 0 ? ended : undefined;
  }

  return {
    putClient: (client, unapprovedLimit) => write(() => clients.put(client, unapprovedLimit)),
    client: (id) => answer(() => clients.find(id)),
    clients: () => answer(clients.all),
    removeClient: (id, now) => write(() => db.atomically(() => removeClient(id, now))),

    putTransaction: (transaction, limit) => write(() => consent.put(transaction, limit)),
    transaction: (id, now) => answer(() => consent.get(id, now)),
    finishTransaction: (id, given, now) => write(() => consent.finish(id, given, now)),

    putSignIn: (signIn) => write(() => signIns.put(signIn)),
    signIn: (id, now) => answer(() => signIns.get(id, now)),
    takeSignIn: (id, now) => write(() => signIns.take(id, now)),

    code: (hash) => answer(() => consent.code(hash)),
    redeemCode: (hash, made, now) => write(() => tokens.redeemCode(hash, made, now)),

    refreshToken: (hash) => answer(() => tokens.refreshToken(hash)),
    async rotateRefresh(oldHash, next, graceMs, now) {
      const outcome = await write(() => tokens.rotateRefresh(oldHash, next, graceMs, now));
      // The use of the grant is written with the next batch: in this step it would cost a page.
      if (outcome.status === 'rotated') touchGrant(next.refresh.grantId, now);
      return outcome;
    },

    grant: (id) => answer(() => grants.find(id)),
    grants: () => answer(grants.all),
    countLiveGrants: () => answer(grants.countLive),
    hasLiveGrants: () => answer(grants.hasLive),
    touchGrant,
    narrowGrant: (id, scope) => write(() => grants.narrow(id, scope)),
    pauseGrant: (id, now) => write(() => grants.pause(id, now)),
    resumeGrant: (id) => write(() => grants.resume(id)),
    endGrant: (id, reason, now) => write(() => grants.end(id, reason, now)),
    endCredential: (credentialId, reason, now) =>
      write(() =>
        db.atomically(() => {
          const ended = grants.liveOfCredential(credentialId);
          endAll(ended, reason, now);
          consent.dropOfCredential(credentialId);
          people.forgetCredential(credentialId, reason);
          return ended;
        }),
      ),

    person: (home, id) => answer(() => people.person(home, id)),
    putPerson: (person) => write(() => people.putPerson(person)),
    liveGrantsOf: (who) =>
      answer(() =>
        grants.liveOfPerson(who).flatMap((grant) => {
          const person = people.read(grant.home, grant.personId);
          return person === undefined ? [] : { person, grant };
        }),
      ),
    credential: (id) => answer(() => people.credential(id)),
    credentialByFingerprint: (home, personId, fingerprint) =>
      answer(() => people.credentialByFingerprint(home, personId, fingerprint)),
    unusedCredentials: (now) => answer(() => people.unusedCredentials(now)),
    credentials: () => answer(people.credentials),
    resealCredential: (id, from, to) => write(() => people.reseal(id, from, to)),

    rule: (home, subject, id) => answer(() => rules.of(home, subject, id)),
    rules: () => answer(rules.all),
    putRule: (home, subject, id, rule) => write(() => rules.put(home, subject, id, rule)),

    machines: () => answer(machines.all),
    addMachine: (machine, limit, client) =>
      write(() =>
        db.atomically(() => {
          const outcome = machines.add(machine, limit);
          if (outcome === 'kept' && client !== undefined) clients.keep(client);
          return outcome;
        }),
      ),
    rotateMachineKey: (id, from, to, previousEndsAt) =>
      write(() => machines.rotate(id, from, to, previousEndsAt)),
    removeMachine: (id, now) =>
      write(() =>
        db.atomically(() => {
          const had = machines.remove(id);
          if (had) removeClient(id, now);
          return had;
        }),
      ),
    touchMachine(id, now) {
      machines.touch(id, now);
      later.soon(1);
    },
    machineUses: () => answer(machines.uses),

    approvedTools: (upstream) => answer(() => upstreamTools.approved(upstream)),
    approveTools: (upstream, tools, now) =>
      write(() => upstreamTools.approve(upstream, tools, now)),
    withdrawTool: (upstream, name) => write(() => upstreamTools.withdraw(upstream, name)),
    forgetUpstream: (upstream) =>
      write(() =>
        db.atomically(() => {
          upstreamTools.forget(upstream);
          upstreams.forget(upstream);
        }),
      ),
    forgetUpstreamsBut: (kept) =>
      write(() =>
        db.atomically(() => {
          upstreamTools.forgetAllBut(kept);
          upstreams.forgetAllBut(kept);
        }),
      ),

    namedSecrets: () => answer(namedSecrets.all),
    putNamedSecret: (secret, limit) => write(() => namedSecrets.put(secret, limit)),
    removeNamedSecret: (name) => write(() => namedSecrets.remove(name)),

    claim: (kind, name, expiresAt, now) => write(() => claims.claim(kind, name, expiresAt, now)),
    claimed: (kind, name, now) => answer(() => claims.claimed(kind, name, now)),

    keepVersion: (version, limits) => write(() => versions.keep(version, limits)),
    version: (home, id) => answer(() => versions.get(home, id)),
    versions: (home, of, limit) => answer(() => versions.find(home, of, limit)),
    putUpstreamSecret: (secret) => write(() => upstreams.putSecret(secret)),
    upstreamSecrets: (upstream) => answer(() => upstreams.secrets(upstream)),
    resealUpstreamSecret: (secret, to) => write(() => upstreams.resealSecret(secret, to)),
    dropUpstreamSecrets: (which) => write(() => upstreams.dropSecrets(which)),
    putUpstreamSignIn: (signIn) => write(() => upstreams.putSignIn(signIn)),
    takeUpstreamSignIn: (id, browserHash, now) =>
      write(() => upstreams.takeSignIn(id, browserHash, now)),

    appendAudit: (event) => later.soon(audit.append(event)),
    auditWaiting: audit.waiting,
    auditEvents: (limit) =>
      answer(() => {
        later.flush();
        return audit.newest(limit);
      }),

    auditPage: (query) =>
      answer(() => {
        later.flush();
        return audit.page(query);
      }),

    searchAudit: (query) =>
      answer(() => {
        later.flush();
        return audit.search(query);
      }),
    countCalls: (from, until) =>
      answer(() => {
        later.flush();
        return audit.countCalls(from, until);
      }),

    purge: (now, keep) =>
      answer(() => {
        writes.flush();
        later.flush();
        const ended = purge(now, keep);
        grants.forgetRemembered();
        clients.forgetRemembered();
        return ended;
      }),
    close: () =>
      answer(() => {
        writes.flush();
        later.flush();
        db.close();
      }),
  };
}
