import type { CryptoKey, JWK } from 'jose';
import { sharedAfter } from '../core/after.ts';
import type { Clock } from '../core/clock.ts';
import { isLatchkeyError, LatchkeyError } from '../core/errors.ts';
import { type Random, randomId } from '../core/ids.ts';
import {
  decrypt,
  encrypt,
  type FernetKey,
  generateKey,
  parseKey,
  rotate,
  sealedUnreadable,
} from './fernet.ts';
import { filesIn, type Keeper, type KeptState } from './kept-state.ts';
import { isKeyringState, type KeyringState, type StoredEncryptionKey } from './keyring-state.ts';
import {
  importSecrets,
  importStoredKeys,
  makeSigningKey,
  publicPart,
  type SigningAlgorithm,
  type SigningKey,
} from './signing-keys.ts';

/** Everything that seals, opens and signs. */
export interface Keyring {
  /** Seals a secret for one record of one purpose; what comes out is a Fernet token. */
  seal(purpose: string, recordId: string, plaintext: string): string;
  /**
   * Opens what was sealed for exactly this purpose and record, so that swapped rows are found out.
   * Throws `sealed_unreadable`, the same for every reason.
   */
  open(purpose: string, recordId: string, sealed: string): string;
  /** Whether something was sealed with the newest key, so that it need not be sealed anew. */
  isNewest(sealed: string): boolean;
  /** The same secret sealed with the newest key, after a rotation. Throws `sealed_unreadable`. */
  reseal(purpose: string, recordId: string, sealed: string): string;
  /** The key new access tokens are signed with. */
  signingKey(): SigningKey;
  /** The key of that name, if it is of that algorithm and still verifies (RFC 8725 section 3.1). */
  verificationKey(kid: string, alg: string): CryptoKey | undefined;
  /** What `/jwks` shows (RFC 7517 section 5): public keys only; none with HS256. */
  jwks(): { keys: JWK[] };
  /**
   * Signs with a new key from now on; the old one verifies for as long as a token it signed can
   * live. Throws `config_unsafe` when the operator's own secret signs, and `disk_full`.
   */
  rotateSigningKey(): Promise<void>;
  /**
   * Seals with a new key from now on; older ones still open. Throws `config_unsafe` when the
   * operator's own key seals, and `disk_full`.
   */
  rotateEncryptionKey(): void;
  /**
   * Drops every key of our own but the newest: only after everything sealed was sealed again, as
   * the rest is lost. Throws `disk_full`.
   */
  forgetOldEncryptionKeys(): void;
  /** Since when the keys are in use; nothing of the keys themselves. */
  inUse(): KeysInUse;
  /**
   * Reads the keys again, after another process rotated one: whatever was there when this was called
   * counts afterwards. Throws `keyring_unreadable` and `store_unavailable`.
   */
  reload(): Promise<void>;
}

/** A key that the operator set, by the name of the setting. */
interface Configured {
  readonly by: 'configuration';
  readonly setting: string;
}

/** Whose the keys are and since when they are in use, in milliseconds since the epoch. */
export interface KeysInUse {
  readonly signing:
    | Configured
    | {
        readonly by: 'latchkey';
        readonly since: number;
        /** Until when each former key is accepted. */
        readonly formerUntil: readonly number[];
      };
  readonly encryption: Configured | { readonly by: 'latchkey'; readonly since: number };
}

export interface KeyringOptions {
  readonly dataDir: string;
  /** Where the keys are kept; absent: `keyring.json` in the data folder. */
  readonly keeper?: Keeper;
  readonly clock: Clock;
  readonly random: Random;
  /** The operator's Fernet keys, newest first: they seal, and our own still open older things. */
  readonly encryptionKeys: readonly string[];
  /** The operator's HS256 secrets, newest first; with any, they alone sign and verify. */
  readonly signingSecrets: readonly string[];
  /** How long an access token lives, in milliseconds. */
  readonly accessTokenMs: number;
  /** False when sealed things exist already, so that a lost keyring is not replaced by a new one. */
  readonly mayCreate?: boolean;
}

const LOSS = 'everyone has to connect and sign in again, and upstreams need their secrets again';

/**
 * Opens `keyring.json` in the data folder, making it with new keys on the first start; two
 * processes that start at once end up with the same one. Throws `key_malformed` for a key of the
 * operator, `keyring_unreadable` rather than ever replacing a keyring, and `disk_full`.
 */
export async function openKeyring(options: KeyringOptions): Promise<Keyring> {
  const { clock, random, keeper = filesIn(options.dataDir) } = options;
  const operatorKeys = options.encryptionKeys.map(parseKey);
  const file = await keeper.open({ name: 'keyring', isState: isKeyringState, loss: LOSS });
  if (file.state() === undefined) {
    if (options.mayCreate === false) throw missing(file.path);
    await file.create(await firstState(options));
  }

  let sealingKeys = readSealingKeys(file, operatorKeys);
  let signingKeys = await readSigningKeys(file, options.signingSecrets);

  /** Importing takes a moment, in which a second rotation may have made the result stale. */
  async function takeSigningKeys(): Promise<void> {
    const state = file.state();
    const keys = await readSigningKeys(file, options.signingSecrets);
    if (state === file.state()) signingKeys = keys;
  }

  /** Never of instances that share their keys: those seal with the operator's. */
  function writeEncryption(encryption: KeyringState['encryption']): void {
    void file.write({ ...stateOf(file), encryption });
    sealingKeys = readSealingKeys(file, operatorKeys);
  }

  return {
    seal(purpose, recordId, plaintext) {
      const labelled = JSON.stringify({ purpose, record: recordId, secret: plaintext });
      return encrypt(sealingKeys[0], Buffer.from(labelled, 'utf8'), clock(), random);
    },
    open(purpose, recordId, sealed) {
      return openLabelled(sealingKeys, purpose, recordId, sealed, clock());
    },
    isNewest(sealed) {
      try {
        decrypt([sealingKeys[0]], sealed, { now: clock() });
        return true;
      } catch (error) {
        if (isLatchkeyError(error, 'sealed_unreadable')) return false;
        throw error;
      }
    },
    reseal(purpose, recordId, sealed) {
      openLabelled(sealingKeys, purpose, recordId, sealed, clock());
      return rotate(sealingKeys, sealed, random);
    },

    signingKey: () => signingKeys.signing,
    verificationKey(kid, alg) {
      const now = clock();
      return signingKeys.verification.find(
        (key) => key.kid === kid && key.alg === alg && now < key.until,
      )?.key;
    },
    jwks() {
      const now = clock();
      return {
        keys: signingKeys.published
          .filter(({ until }) => now < until)
          .map(({ jwk }) => ({ ...jwk })),
      };
    },

    async rotateSigningKey() {
      if (options.signingSecrets.length > 0) throw operatorDecides('MCP_SIGNING_KEY');
      const now = clock();
      const signing = await makeSigningKey(now);
      await file.reload();
      const { signing: old, retiredSigning, ...rest } = stateOf(file);
      const retired = {
        kid: old.kid,
        publicJwk: publicPart(old.privateJwk),
        verifiesUntil: now + options.accessTokenMs + keeper.settlesMs,
      };
      const stillVerifying = retiredSigning.filter((key) => now < key.verifiesUntil);
      await file.write({ ...rest, signing, retiredSigning: [retired, ...stillVerifying] });
      await takeSigningKeys();
    },
    rotateEncryptionKey() {
      if (operatorKeys.length > 0) throw operatorDecides('OAUTH_ENCRYPTION_KEY');
      void file.reload();
      writeEncryption([newEncryptionKey(options), ...stateOf(file).encryption]);
    },
    forgetOldEncryptionKeys() {
      if (operatorKeys.length > 0) throw operatorDecides('OAUTH_ENCRYPTION_KEY');
      void file.reload();
      writeEncryption(stateOf(file).encryption.slice(0, 1));
    },
    inUse() {
      const { encryption, signing, retiredSigning } = stateOf(file);
      const now = clock();
      return {
        signing:
          options.signingSecrets.length > 0
            ? { by: 'configuration', setting: 'MCP_SIGNING_KEY' }
            : {
                by: 'latchkey',
                since: signing.createdAt,
                formerUntil: retiredSigning
                  .map(({ verifiesUntil }) => verifiesUntil)
                  .filter((until) => now < until),
              },
        encryption:
          operatorKeys.length > 0
            ? { by: 'configuration', setting: 'OAUTH_ENCRYPTION_KEY' }
            : { by: 'latchkey', since: encryption[0]?.createdAt ?? now },
      };
    },
    reload: sharedAfter(async () => {
      const before = file.state();
      await file.reload();
      if (file.state() === before) return;
      sealingKeys = readSealingKeys(file, operatorKeys);
      await takeSigningKeys();
    }),
  };
}

async function firstState(options: KeyringOptions): Promise<KeyringState> {
  return {
    version: 1,
    encryption: [newEncryptionKey(options)],
    signing: await makeSigningKey(options.clock()),
    retiredSigning: [],
  };
}

function newEncryptionKey({ clock, random }: KeyringOptions): StoredEncryptionKey {
  return { id: randomId(random, 6), key: generateKey(random), createdAt: clock() };
}

function openLabelled(
  keys: readonly FernetKey[],
  purpose: string,
  recordId: string,
  sealed: string,
  now: number,
): string {
  const label = readLabel(decrypt(keys, sealed, { now }).toString('utf8'));
  if (label?.purpose !== purpose || label.record !== recordId) throw sealedUnreadable();
  return label.secret;
}

/** Undefined for a Fernet token that our key made and somebody else filled. */
function readLabel(
  text: string,
): { readonly purpose: string; readonly record: string; readonly secret: string } | undefined {
  try {
    const label: unknown = JSON.parse(text);
    if (typeof label !== 'object' || label === null) return undefined;
    if (!('purpose' in label && 'record' in label && 'secret' in label)) return undefined;
    const { purpose, record, secret } = label;
    if (typeof purpose !== 'string' || typeof record !== 'string') return undefined;
    return typeof secret === 'string' ? { purpose, record, secret } : undefined;
  } catch {
    return undefined;
  }
}

function readSealingKeys(
  file: KeptState<KeyringState>,
  operatorKeys: readonly FernetKey[],
): readonly [FernetKey, ...FernetKey[]] {
  try {
    const own = stateOf(file).encryption.map(({ key }) => parseKey(key));
    const [first, ...others] = [...operatorKeys, ...own];
    if (first !== undefined) return [first, ...others];
  } catch (error) {
    throw damaged(file.path, error);
  }
  throw damaged(file.path);
}

async function readSigningKeys(file: KeptState<KeyringState>, secrets: readonly string[]) {
  const [first, ...others] = secrets;
  if (first !== undefined) return importSecrets([first, ...others]);
  try {
    return await importStoredKeys(stateOf(file));
  } catch (error) {
    throw damaged(file.path, error);
  }
}

function stateOf(file: KeptState<KeyringState>): KeyringState {
  const state = file.state();
  if (state === undefined) throw missing(file.path);
  return state;
}

function missing(file: string): LatchkeyError {
  return new LatchkeyError(
    'keyring_unreadable',
    `${file} is missing, though secrets were sealed with it: put it back from a backup; or remove the database as well, and then ${LOSS}`,
  );
}

function damaged(file: string, cause?: unknown): LatchkeyError {
  return new LatchkeyError(
    'keyring_unreadable',
    `${file} holds a key that cannot be used: put the file back from a backup; or move it and its .bak away, and then ${LOSS}`,
    { cause },
  );
}

function operatorDecides(name: string): LatchkeyError {
  return new LatchkeyError(
    'config_unsafe',
    `${name} is set, so it decides: put a new key in front of its list, and restart`,
  );
}

export type { SigningAlgorithm, SigningKey };
