import {
  covers,
  ENERGY_READ,
  HOME_CONFIGURE,
  HOME_CONTROL,
  HOME_READ,
  HOME_SCOPES,
} from '../policy/scopes.ts';
import type { Config } from './config.ts';
import type { Said } from './sources.ts';
import { unsafe } from './unsafe.ts';

const UPSTREAM = /^upstream:[a-z0-9][a-z0-9_-]*$/i;

/** What other servers called these scopes, so that their configuration still reads. */
const OLD_SCOPES = new Map<string, readonly string[]>([
  ['ha:read', [HOME_READ]],
  ['ha:control', [HOME_CONTROL]],
  ['ha:admin', [HOME_CONFIGURE]],
  ['read:data', [HOME_READ]],
  ['write:data', [HOME_CONTROL]],
  ['admin', [HOME_CONFIGURE]],
  ['read:energy', [ENERGY_READ]],
  ['read:heatpump', [ENERGY_READ]],
  ['homeassistant', HOME_SCOPES],
  ['mcp', HOME_SCOPES],
]);

/** Scopes offered and scopes without which `/mcp` answers nobody. Throws `config_unsafe`. */
export function readScopes(
  offered: Said | undefined,
  required: Said | undefined,
): Pick<Config, 'scopes' | 'everyUpstream' | 'requiredScopes'> {
  const scopes = offered === undefined ? HOME_SCOPES : readScopeList(offered);
  const everyUpstream = offered === undefined;
  if (required === undefined) {
    return {
      scopes,
      everyUpstream,
      requiredScopes: covers(scopes, [HOME_READ]) ? [HOME_READ] : [],
    };
  }
  const requiredScopes = readScopeList(required);
  if (!covers(scopes, requiredScopes)) {
    throw unsafe(
      `${required.line} asks for a scope that ${offered?.line ?? 'MCP_SCOPES'} does not offer: add it there, or remove it here`,
    );
  }
  return { scopes, everyUpstream, requiredScopes };
}

/** Scopes separated by spaces or commas, those of other servers translated. Throws `config_unsafe`. */
export function readScopeList(said: Pick<Said, 'value' | 'line'>): readonly string[] {
  const words = said.value.split(/[\s,]+/).filter((word) => word !== '');
  return [...new Set(words.flatMap((word) => readScope(word, said.line)))];
}

function readScope(word: string, line: string): readonly string[] {
  if (HOME_SCOPES.some((scope) => scope === word) || UPSTREAM.test(word)) return [word];
  const translated = OLD_SCOPES.get(word);
  if (translated !== undefined) return translated;
  throw unsafe(
    `${line} names an unknown scope: use ${HOME_SCOPES.join(', ')} or upstream: with the upstream's name`,
  );
}
