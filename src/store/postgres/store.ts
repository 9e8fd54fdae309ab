import type { GrantEnd, Store } from '../contract.ts';
import { AuditLog } from './audit.ts';
import { countCalls, searchAudit } from './audit-search.ts';
import { claimTable } from './claims.ts';
import { clientTable } from './clients.ts';
import { consentTables } from './consent.ts';
import type { Database, Queries } from './database.ts';
import { grantTable } from './grants.ts';
import { machineTable } from './machines.ts';
import { namedSecretTable } from './named-secrets.ts';
import { peopleTables } from './people.ts';
import { purging } from './purge.ts';
import { ruleTable } from './rules.ts';
import { signInTable } from './sign-ins.ts';
import { tokenTables } from './tokens.ts';
import { GrantTouches, MachineTouches } from './touches.ts';
import { answering, asTrouble } from './trouble.ts';
import { upstreamToolTables } from './upstream-tools.ts';
import { upstreamTables } from './upstreams.ts';
import { versionTable } from './versions.ts';
import { writeBehind } from './write-behind.ts';

/**
 * The store on a database that is open. `where` names it in sentences, `onError` hears of trouble that
 * no caller waits for, and `alsoStop` is run when the store is closed.
 */
export function storeOn(
  db: Database,
  where: string,
  onError?: (trouble: unknown) => void,
  alsoStop: () => Promise<void> = async () => {},
): Store {
  const answer = answering(where);
  const grantTouches = new GrantTouches();
  const machineTouches = new MachineTouches();
  const clients = clientTable(db);
  const people = peopleTables(db);
  const consent = consentTables(db, clients, people);
  const signIns = signInTable(db);
  const grants = grantTable(db, grantTouches);
  const tokens = tokenTables(db, grants, (id, now) => touchGrant(id, now));
  const rules = ruleTable(db);
  const machines = machineTable(db);
  const claims = claimTable(db);
  const versions = versionTable(db);
  const upstreamTools = upstreamToolTables(db);
  const namedSecrets = namedSecretTable(db);
  const upstreams = upstreamTables(db);
  const audit = new AuditLog(db);
  const purge = purging(db);
  const later = writeBehind(db, [grantTouches, machineTouches, audit], (thrown) =>
    onError?.(asTrouble(thrown, where)),
  );

  function touchGrant(id: string, now: number, from?: string): void {
    grantTouches.note(id, now, from);
    later.soon(1);
  }

  /** What is read is whole: what waits is written first. */
  const answerWritten = <T>(work: () => Promise<T>): Promise<T> =>
    answer(async () => {
      await later.flush();
      return work();
    });

  /**
   * Inside the caller's step. What could still become a grant goes first: whoever makes one at this
   * moment is waited for, and what they made is ended.
   */
  async function removeClient(step: Queries, id: string, now: number) {
    await consent.dropOfClient(step, id);
    const ended = await grants.endAllOf(step, { clientId: id }, 'disconnected', now);
    await machines.remove(step, id);
    const had = await clients.remove(step, id);
    return had || ended.length > 0 ? ended : undefined;
  }

  /** Likewise. */
  async function endCredential(step: Queries, id: string, reason: GrantEnd, now: number) {
    await people.holdCredential(step, id);
    await consent.dropOfCredential(step, id);
    const ended = await grants.endAllOf(step, { credentialId: id }, reason, now);
    await people.forgetCredential(step, id, reason);
    return ended;
  }

  return {
    putClient: (client, unapprovedLimit) => answer(() => clients.put(client, unapprovedLimit)),
    client: (id) => answer(() => clients.get(id)),
    clients: () => answer(clients.all),
    removeClient: (id, now) => answer(() => db.atomically((step) => removeClient(step, id, now))),

    putTransaction: (transaction, limit) => answer(() => consent.put(transaction, limit)),
    transaction: (id, now) => answer(() => consent.get(id, now)),
    finishTransaction: (id, given, now) => answer(() => consent.finish(id, given, now)),

    putSignIn: (signIn) => answer(() => signIns.put(signIn)),
    signIn: (id, now) => answer(() => signIns.get(id, now)),
    takeSignIn: (id, now) => answer(() => signIns.take(id, now)),

    code: (hash) => answer(() => consent.code(hash)),
    redeemCode: (hash, made, now) => answer(() => tokens.redeemCode(hash, made, now)),

    refreshToken: (hash) => answer(() => tokens.refreshToken(hash)),
    rotateRefresh: (oldHash, next, graceMs, now) =>
      answer(() => tokens.rotateRefresh(oldHash, next, graceMs, now)),

    grant: (id) => answer(() => grants.find(id)),
    grants: () => answer(grants.all),
    countLiveGrants: () => answer(grants.countLive),
    hasLiveGrants: () => answer(grants.hasLive),
    touchGrant,
    narrowGrant: (id, scope) => answer(() => grants.narrow(id, scope)),
    pauseGrant: (id, now) => answer(() => grants.pause(id, now)),
    resumeGrant: (id) => answer(() => grants.resume(id)),
    endGrant: (id, reason, now) => answer(() => grants.end(db, id, reason, now)),
    endCredential: (id, reason, now) =>
      answer(() => db.atomically((step) => endCredential(step, id, reason, now))),

    person: (home, id) => answer(() => people.person(home, id)),
    putPerson: (person) => answer(() => people.putPerson(db, person)),
    liveGrantsOf: (who) => answer(() => grants.liveOf(who)),
    credential: (id) => answer(() => people.credential(id)),
    credentialByFingerprint: (home, personId, fingerprint) =>
      answer(() => people.credentialByFingerprint(home, personId, fingerprint)),
    unusedCredentials: (now) => answer(() => people.unusedCredentials(now)),
    credentials: () => answer(people.credentials),
    resealCredential: (id, from, to) => answer(() => people.reseal(id, from, to)),

    rule: (home, subject, id) => answer(() => rules.of(home, subject, id)),
    rules: () => answer(rules.all),
    putRule: (home, subject, id, rule) => answer(() => rules.put(home, subject, id, rule)),

    machines: () => answer(machines.all),
    addMachine: (machine, limit, client) =>
      answer(() =>
        db.atomically(async (step) => {
          const outcome = await machines.add(step, machine, limit);
          if (outcome === 'kept' && client !== undefined) await clients.keep(step, client);
          return outcome;
        }),
      ),
    rotateMachineKey: (id, from, to, previousEndsAt) =>
      answer(() => machines.rotate(id, from, to, previousEndsAt)),
    removeMachine: (id, now) =>
      answer(async () => {
        const had = await db.atomically(async (step) => {
          if (!(await machines.remove(step, id))) return false;
          await removeClient(step, id, now);
          return true;
        });
        machineTouches.forget(id);
        return had;
      }),
    touchMachine(id, now) {
      machineTouches.note(id, now);
      later.soon(1);
    },
    machineUses: () => answer(() => machineTouches.uses(db)),

    approvedTools: (upstream) => answer(() => upstreamTools.approved(upstream)),
    approveTools: (upstream, tools, now) =>
      answer(() => upstreamTools.approve(upstream, tools, now)),
    withdrawTool: (upstream, name) => answer(() => upstreamTools.withdraw(upstream, name)),
    forgetUpstream: (upstream) =>
      answer(() =>
        db.atomically(async (step) => {
          await upstreamTools.forget(step, upstream);
          await upstreams.forget(step, upstream);
        }),
      ),
    forgetUpstreamsBut: (kept) =>
      answer(() =>
        db.atomically(async (step) => {
          await upstreamTools.forgetAllBut(step, kept);
          await upstreams.forgetAllBut(step, kept);
        }),
      ),

    namedSecrets: () => answer(namedSecrets.all),
    putNamedSecret: (secret, limit) => answer(() => namedSecrets.put(secret, limit)),
    removeNamedSecret: (name) => answer(() => namedSecrets.remove(name)),

    claim: (kind, name, expiresAt, now) => answer(() => claims.claim(kind, name, expiresAt, now)),
    claimed: (kind, name, now) => answer(() => claims.claimed(kind, name, now)),

    keepVersion: (version, limits) => answer(() => versions.keep(version, limits)),
    version: (home, id) => answer(() => versions.get(home, id)),
    versions: (home, of, limit) => answer(() => versions.find(home, of, limit)),
    putUpstreamSecret: (secret) => answer(() => upstreams.putSecret(secret)),
    upstreamSecrets: (upstream) => answer(() => upstreams.secrets(upstream)),
    resealUpstreamSecret: (secret, to) => answer(() => upstreams.resealSecret(secret, to)),
    dropUpstreamSecrets: (which) => answer(() => upstreams.dropSecrets(which)),
    putUpstreamSignIn: (signIn) => answer(() => upstreams.putSignIn(signIn)),
    takeUpstreamSignIn: (id, browserHash, now) =>
      answer(() => upstreams.takeSignIn(id, browserHash, now)),

    appendAudit: (event) => later.soon(audit.append(event)),
    auditWaiting: () => audit.size,
    auditEvents: (limit) => answerWritten(() => audit.newest(limit)),
    auditPage: (query) => answerWritten(() => audit.page(query)),
    searchAudit: (query) => answerWritten(() => searchAudit(db, query)),
    countCalls: (from, until) => answerWritten(() => countCalls(db, from, until)),

    purge: (now, keep) => answerWritten(() => purge(now, keep)),
    close: () =>
      answer(async () => {
        await alsoStop();
        await later.flush();
        await db.close();
      }),
  };
}
