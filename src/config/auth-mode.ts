import type { AuthMode } from './config.ts';
import { NAMES } from './names.ts';
import type { Said, Sources } from './sources.ts';
import { unsafe } from './unsafe.ts';
import { readBoolean } from './values.ts';

const MODES: readonly AuthMode[] = ['oauth', 'api_key', 'none'];

/** Switches of other servers that meant OAuth when on. */
const OLD_OAUTH_SWITCHES = ['MCP_AUTH_ENABLED', 'USE_OAUTH2'];
const OLD_OPEN_SWITCH = 'MCP_ALLOW_UNAUTHENTICATED';

/** A mode, and the assignment that chose it; undefined when nothing did and it is the default. */
export interface ChosenMode {
  readonly mode: AuthMode;
  /** Such as `MCP_AUTH_ENABLED=true`. */
  readonly saidBy: string | undefined;
  /** Said in the environment, so it is meant: the app's options say something by default. */
  readonly meant: boolean;
}

/** A line that chooses a mode. */
interface Claim {
  readonly mode: AuthMode;
  readonly by: Said;
}

/**
 * Who may call: `oauth` unless said otherwise, or `api_key` when a key is all that was given. No
 * authentication at all is never concluded: it takes a line that says so. Throws `config_unsafe`
 * when two lines disagree.
 */
export function readMode(
  sources: Sources,
  given: { readonly apiKey: boolean; readonly baseUrl: boolean },
): ChosenMode {
  const byName = sources.find(NAMES.mode);
  const switches = OLD_OAUTH_SWITCHES.flatMap((line) => sources.environment(line) ?? []);
  const open = sources.environment(OLD_OPEN_SWITCH);
  const [off, ...moreOff] = switches.filter((said) => !readBoolean(said));

  const claims: Claim[] = [];
  if (byName !== undefined) claims.push({ mode: modeNamed(byName), by: byName });
  for (const by of switches.filter(readBoolean)) claims.push({ mode: 'oauth', by });
  if (open !== undefined && readBoolean(open)) claims.push({ mode: 'none', by: open });
  if (off !== undefined && moreOff.length > 0 && !given.apiKey) {
    claims.push({ mode: 'none', by: off });
  }
  for (const { line } of [...switches, ...(open === undefined ? [] : [open])]) {
    sources.warn(`${line} is an old name: it still works, please write MCP_AUTH_MODE instead.`);
  }

  const claim = theOneClaim(claims);
  if (claim?.mode === 'oauth' && off !== undefined && claim.by.byEnvironment) {
    throw disagreement(claim.by, off);
  }
  if (claim !== undefined) {
    return { mode: claim.mode, saidBy: assignment(claim.by), meant: claim.by.byEnvironment };
  }
  if (given.apiKey && (!given.baseUrl || off !== undefined)) {
    return { mode: 'api_key', saidBy: undefined, meant: false };
  }
  if (off !== undefined) {
    sources.warn(
      `${assignment(off)} alone does not switch authentication off: write MCP_AUTH_MODE=none if that is meant.`,
    );
  }
  return { mode: 'oauth', saidBy: undefined, meant: false };
}

/** What the environment says goes before the options; lines of the same standing must agree. */
function theOneClaim(claims: readonly Claim[]): Claim | undefined {
  const meant = claims.filter(({ by }) => by.byEnvironment);
  const [first, ...others] = meant.length > 0 ? meant : claims;
  const other = others.find(({ mode }) => mode !== first?.mode);
  if (first !== undefined && other !== undefined) throw disagreement(first.by, other.by);
  return first;
}

function disagreement(one: Said, other: Said): Error {
  return unsafe(`${assignment(one)} and ${assignment(other)} disagree: remove one of them`);
}

function modeNamed(said: Said): AuthMode {
  const word = said.value.toLowerCase().replace('-', '_');
  const mode = MODES.find((known) => known === word);
  if (mode !== undefined) return mode;
  throw unsafe(`Set ${said.line} to ${MODES.join(', ')}`);
}

function assignment({ line, value }: Said): string {
  return `${line}=${value}`;
}
