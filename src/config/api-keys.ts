import { tokenHash } from '../keys/token-hash.ts';
import type { ApiKey } from './config.ts';
import { asHash, type Entry, isJson, readEntries, refuseTwice, textIn } from './entries.ts';
import { readMandate } from './mandate.ts';
import { NAMES } from './names.ts';
import { checkApiKey } from './secrets.ts';
import type { Said, Sources } from './sources.ts';
import { unsafe } from './unsafe.ts';
import { commaList } from './values.ts';

const FIELDS = ['name', 'key', 'key_hash', 'scopes', 'act_as'];

/**
 * All API keys: named ones from a JSON list, and plain ones from wherever they stand, which are
 * called api-key-1 and so on. Only their hashes are kept. Throws `config_unsafe`.
 */
export function readApiKeys(sources: Sources): readonly ApiKey[] {
  const former = sources.environment('MCP_INTERNAL_TOKEN');
  if (former !== undefined) {
    sources.warn(
      `${former.line} is an old name of MCP_API_KEYS: it still works, please rename it.`,
    );
  }
  const list = sources.find(NAMES.apiKeys);
  const hasNames = list !== undefined && isJson(list);
  const named = hasNames ? readNamedKeys(list) : [];
  const plain = [sources.find(NAMES.apiKey), hasNames ? undefined : list, former];
  const taken = named.map(({ hash }) => hash);
  const hashes = [...new Set(plain.flatMap(readPlainKeys))].filter((one) => !taken.includes(one));
  return [...named, ...hashes.map((hash, index) => ({ name: `api-key-${index + 1}`, hash }))];
}

function readPlainKeys(said: Said | undefined): readonly string[] {
  if (said === undefined) return [];
  return commaList(said.value).map((key) => {
    checkApiKey(key, said.line);
    return tokenHash(key);
  });
}

function readNamedKeys(said: Said): readonly ApiKey[] {
  const keys = readEntries(said, FIELDS).map((entry) => ({
    name: readName(entry),
    hash: readHash(entry),
    ...readMandate(entry),
  }));
  refuseTwice(
    said.line,
    'name',
    keys.map(({ name }) => name),
  );
  refuseTwice(
    said.line,
    'key',
    keys.map(({ hash }) => hash),
  );
  return keys;
}

/** A name as it stands in the audit log. */
function readName(entry: Entry): string {
  const name = textIn(entry, 'name');
  if (name !== undefined && /^[\w][\w .-]{0,39}$/.test(name) && !/^api-key-\d+$/.test(name)) {
    return name;
  }
  throw unsafe(`Set ${entry.called}.name to a name of letters and digits, such as n8n`);
}

function readHash(entry: Entry): string {
  const key = textIn(entry, 'key');
  const hash = textIn(entry, 'key_hash');
  if (key !== undefined && hash === undefined) {
    checkApiKey(key, `${entry.called}.key`);
    return tokenHash(key);
  }
  if (hash !== undefined && key === undefined) return asHash(hash, `${entry.called}.key_hash`);
  throw unsafe(`Give ${entry.called} either a key or a key_hash`);
}
