import type { Store } from '../../src/store/contract.ts';
import * as sample from './samples.ts';
import { NOW, successor } from './samples.ts';

/** Everything a caller asks with a secret in hand; none may come back as "unknown". */
export function everyQuestion(
  store: Store,
  name: string,
): Readonly<Record<string, () => Promise<unknown>>> {
  const made = { grant: sample.aGrant('new'), answer: 'answer' };
  const { hash } = sample.aRefresh(name);
  return {
    client: () => store.client('client-1'),
    transaction: () => store.transaction(sample.aTransaction(name).id, NOW),
    finish: () => store.finishTransaction(sample.aTransaction(name).id, { outcome: 'o' }, NOW),
    code: () => store.code(sample.aCode(name).hash),
    redeem: () => store.redeemCode(sample.aCode(name).hash, made, NOW),
    refreshToken: () => store.refreshToken(hash),
    rotate: () => store.rotateRefresh(hash, successor(name, 1), 0, NOW),
    grant: () => store.grant(`grant ${name}`),
    grants: () => store.grants(),
    endGrant: () => store.endGrant(`grant ${name}`, 'disconnected', NOW),
    narrowGrant: () => store.narrowGrant(`grant ${name}`, ['home:read']),
    pauseGrant: () => store.pauseGrant(`grant ${name}`, NOW),
    resumeGrant: () => store.resumeGrant(`grant ${name}`),
    credential: () => store.credential(`credential ${name}`),
    person: () => store.person('home', 'person-1'),
    approvedTools: () => store.approvedTools(name),
    claim: () => store.claim('jti', name, NOW + 1, NOW),
    version: () => store.version('home', 'version 1'),
    versions: () => store.versions('home', {}, 1),
  };
}
