import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { decrypt, encrypt, generateKey, parseKey, rotate } from '../../src/keys/fernet.ts';

const CACHE =
  process.env.LATCHKEY_TEST_CACHE ||
  join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'latchkey');
const VENV = join(CACHE, 'python-cryptography');
const PYTHON = join(VENV, 'bin', 'python');

const SCRIPT = `
import json, sys
from cryptography.fernet import Fernet, MultiFernet
ask = json.load(sys.stdin)
keys = MultiFernet([Fernet(key) for key in ask["keys"]])
texts = [keys.decrypt(token.encode()).decode() for token in ask["open"]]
tokens = [keys.encrypt_at_time(text.encode(), ask["seconds"]).decode() for text in ask["seal"]]
rotated = [keys.rotate(token.encode()).decode() for token in ask["open"]]
stamps = [keys.extract_timestamp(token.encode()) for token in ask["open"]]
json.dump({"key": Fernet.generate_key().decode(), "texts": texts, "tokens": tokens,
           "rotated": rotated, "stamps": stamps}, sys.stdout)
`;

interface Answer {
  readonly key: string;
  readonly texts: readonly string[];
  readonly tokens: readonly string[];
  readonly rotated: readonly string[];
  readonly stamps: readonly number[];
}

function python(ask: object): Answer {
  const input = JSON.stringify({ open: [], seal: [], seconds: 0, ...ask });
  return JSON.parse(
    execFileSync(PYTHON, ['-c', SCRIPT], { input, encoding: 'utf8', stdio: 'pipe' }),
  );
}

function run(what: string, command: string, args: readonly string[]): void {
  try {
    execFileSync(command, args, { stdio: 'pipe' });
  } catch (error) {
    throw new Error(`This test needs ${what}; "${command} ${args.join(' ')}" failed`, {
      cause: error,
    });
  }
}

describe("Fernet against Python's cryptography", () => {
  const texts = ['', 'hello', 'x'.repeat(16), 'Grüße ☕', 't'.repeat(183), 'k'.repeat(5_000)];
  const seconds = 1_700_000_000;

  before(() => {
    if (!existsSync(PYTHON)) run('python3 with its venv module', 'python3', ['-m', 'venv', VENV]);
    try {
      python({ keys: [generateKey(randomBytes)] });
    } catch {
      run('network to install it', PYTHON, ['-m', 'pip', 'install', '--quiet', 'cryptography']);
    }
  });

  it('opens there what was sealed here, with our key and our time', () => {
    const key = generateKey(randomBytes);
    const sealed = texts.map((text) =>
      encrypt(parseKey(key), Buffer.from(text), seconds * 1_000, randomBytes),
    );
    const answer = python({ keys: [key], open: sealed });
    assert.deepEqual(answer.texts, texts);
    assert.deepEqual(new Set(answer.stamps), new Set([seconds]));
  });

  it('opens here what was sealed there, with their key and their time', () => {
    const { key } = python({ keys: [generateKey(randomBytes)] });
    const { tokens } = python({ keys: [key], seal: texts, seconds });
    const time = { now: seconds * 1_000, ttlSeconds: 0 };
    const opened = tokens.map((token) => decrypt([parseKey(key)], token, time).toString('utf8'));
    assert.deepEqual(opened, texts);
  });

  it('rotates to the same key and the same time on both sides', () => {
    const [newest, older] = [generateKey(randomBytes), generateKey(randomBytes)];
    const sealed = encrypt(parseKey(older), Buffer.from('kept'), seconds * 1_000, randomBytes);
    const ours = rotate([parseKey(newest), parseKey(older)], sealed, randomBytes);
    assert.deepEqual(python({ keys: [newest], open: [ours] }).stamps, [seconds]);
    const [theirs = ''] = python({ keys: [newest, older], open: [sealed] }).rotated;
    const time = { now: seconds * 1_000, ttlSeconds: 0 };
    assert.equal(decrypt([parseKey(newest)], theirs, time).toString(), 'kept');
  });
});
