import { isLatchkeyError } from '../core/errors.ts';
import type { ApprovedTools } from './approved-tools.ts';
import type { UpstreamEntry } from './entries.ts';
import { Gateway, type GatewayDependencies } from './gateway.ts';
import type { OfferedTool } from './offer.ts';
import { isAboutUs } from './problem.ts';

/** What became of trying an entry. */
export type Trial =
  | { readonly is: 'answered'; readonly tools: number }
  /** It answers, and wants to know who asks: somebody has to sign in first. */
  | { readonly is: 'needs sign-in' }
  | { readonly is: 'failed'; readonly problem: string };

/** No entry can be called that, so nothing that was kept for one is used or touched. */
const NAME = '(tried)';

/**
 * Connects to an upstream once and counts its tools. Nothing is kept of it, and nothing approved;
 * `secrets` are those that the entry refers to and that are not kept yet.
 */
export async function tryUpstream(
  entry: UpstreamEntry,
  secrets: ReadonlyMap<string, string>,
  deps: Omit<GatewayDependencies, 'store' | 'log'>,
): Promise<Trial> {
  const { values } = deps;
  const gateway = new Gateway({
    ...deps,
    store: nothingKept(),
    values: {
      variable: (name) => values.variable(name),
      secret: (name) => secrets.get(name) ?? values.secret(name),
    },
    log: () => {},
  });
  try {
    await gateway.keep([{ ...entry, name: NAME, perPerson: false }]);
    const shelf = gateway.shelves.get(NAME);
    if (shelf === undefined) return failed(gateway.report()[0]?.problem);
    try {
      await shelf.refresh();
      return { is: 'answered', tools: shelf.waiting.length };
    } catch (thrown) {
      if (entry.auth.method === 'oauth' && isAboutUs(thrown)) return { is: 'needs sign-in' };
      return isLatchkeyError(thrown, 'upstream_unreachable')
        ? failed(shelf.upstream.state.problem)
        : failed('It answered, but did not say what tools it has.');
    }
  } finally {
    await gateway.close();
  }
}

/** With our own words only: a server's could repeat what it was sent. */
function failed(problem = 'It does not answer.'): Trial {
  return { is: 'failed', problem };
}

/** Counts as asked before, so that not even in memory anything is approved. */
function nothingKept(): ApprovedTools {
  return {
    approvedTools: async () => new Map<string, OfferedTool>(),
    approveTools: async () => {},
    withdrawTool: async () => {},
    forgetUpstream: async () => {},
    forgetUpstreamsBut: async () => {},
  };
}
