import type { Gateway } from './gateway.ts';
import type { OfferedPrompt } from './prompt-entry.ts';
import type { Shelf } from './shelf.ts';
import { type UpstreamPrompt, upstreamPrompt } from './upstream-prompt.ts';
import type { UpstreamResources } from './upstream-resources.ts';
import { scopeOfUpstream } from './upstream-tool.ts';
import { uriThere } from './uri-here.ts';

/** The resources of one upstream as the MCP endpoint decides on them: all or none. */
export interface UpstreamShelfOffer {
  readonly name: string;
  readonly upstream: string;
  readonly scope: `upstream:${string}`;
  readonly reach: 'elsewhere';
  readonly annotations: { readonly readOnlyHint: true };
  readonly resources: UpstreamResources;
}

/** What upstreams offer beside tools. */
export interface HouseOffers {
  /** From memory. */
  prompts(): readonly UpstreamPrompt[];
  resources(): readonly UpstreamShelfOffer[];
  /** Whose a URI, or a template, of this endpoint is, and what it is there. */
  at(uri: string): { readonly offer: UpstreamShelfOffer; readonly uri: string } | undefined;
}

/** The prompts and resources of all upstreams; each shelf's prompts are made once while they last. */
export function houseOffers(gateway: Pick<Gateway, 'shelves'>): HouseOffers {
  const made = new WeakMap<readonly OfferedPrompt[], readonly UpstreamPrompt[]>();

  function promptsOf(shelf: Shelf): readonly UpstreamPrompt[] {
    const known = made.get(shelf.prompts);
    if (known !== undefined) return known;
    const prompts = shelf.prompts.map((prompt) => upstreamPrompt(shelf, prompt));
    made.set(shelf.prompts, prompts);
    return prompts;
  }

  return {
    prompts: () => [...gateway.shelves.values()].flatMap(promptsOf),
    resources: () => Array.from(gateway.shelves.values(), resourcesOf),
    at(uri) {
      const there = uriThere(uri);
      const shelf = there && gateway.shelves.get(there.upstream);
      return shelf && { offer: resourcesOf(shelf), uri: there.uri };
    },
  };
}

function resourcesOf({ upstream: { name }, resources }: Shelf): UpstreamShelfOffer {
  return {
    name: `resources of ${name}`,
    upstream: name,
    scope: scopeOfUpstream(name),
    reach: 'elsewhere',
    annotations: { readOnlyHint: true },
    resources,
  };
}
