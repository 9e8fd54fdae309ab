import type { ReadResourceResult } from '@modelcontextprotocol/client';
import type { Gateway } from './gateway.ts';
import { ownShelves, type WhoAsks } from './own-shelf.ts';
import type { OfferedPrompt } from './prompt-entry.ts';
import { NO_RESOURCES, type ResourceList } from './resource-list.ts';
import type { UpdateListener } from './resource-updates.ts';
import type { Shelf } from './shelf.ts';
import { type UpstreamPrompt, upstreamPrompt } from './upstream-prompt.ts';
import { scopeOfUpstream, type UpstreamCall } from './upstream-tool.ts';
import { uriThere } from './uri-here.ts';

/**
 * The resources of one upstream as the MCP endpoint decides on them: all or none. They are the
 * caller's own where people sign in for themselves.
 */
export interface UpstreamShelfOffer {
  readonly name: string;
  readonly upstream: string;
  readonly scope: `upstream:${string}`;
  readonly reach: 'elsewhere';
  readonly annotations: { readonly readOnlyHint: true };
  /** Nothing for somebody who would have to sign in there first. Never throws. */
  list(person: WhoAsks): Promise<ResourceList>;
  /** Reads one by its own URI. Throws `upstream_unreachable`, and what the upstream answered. */
  read(uri: string, call: UpstreamCall): Promise<ReadResourceResult>;
  /**
   * Listens for changes of one, by its own URI, until what comes back is called. Throws likewise, and
   * `upstream_silent` when it tells of none.
   */
  watch(uri: string, listener: UpdateListener, person: WhoAsks): Promise<() => void>;
  /** What a variable of a template may be; throws likewise. */
  complete(
    uri: string,
    argument: { readonly name: string; readonly value: string },
    others: Readonly<Record<string, string>>,
    person: WhoAsks,
  ): Promise<readonly string[]>;
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
export function houseOffers(
  gateway: Pick<Gateway, 'shelves' | 'shelfFor' | 'isPerPerson' | 'isSignedIn'>,
): HouseOffers {
  const ownShelf = ownShelves(gateway);
  const made = new WeakMap<readonly OfferedPrompt[], readonly UpstreamPrompt[]>();

  function promptsOf(shelf: Shelf): readonly UpstreamPrompt[] {
    const known = made.get(shelf.prompts);
    if (known !== undefined) return known;
    const prompts = shelf.prompts.map((prompt) => upstreamPrompt(shelf, prompt, ownShelf));
    made.set(shelf.prompts, prompts);
    return prompts;
  }

  function resourcesOf(shelf: Shelf): UpstreamShelfOffer {
    const { name } = shelf.upstream;
    const own = async (person: WhoAsks) => (await ownShelf(shelf, person)).resources;
    return {
      name: `resources of ${name}`,
      upstream: name,
      scope: scopeOfUpstream(name),
      reach: 'elsewhere',
      annotations: { readOnlyHint: true },
      async list(person) {
        // A list of many upstreams must not make a link to sign in with at each of them.
        const signedIn = !gateway.isPerPerson(name) || (await gateway.isSignedIn(name, person));
        return signedIn ? (await own(person)).list() : NO_RESOURCES;
      },
      read: async (uri, { person, ...options }) => (await own(person)).read(uri, options),
      watch: async (uri, listener, person) => (await own(person)).updates.listen(uri, listener),
      complete: async (uri, argument, others, person) =>
        (await own(person)).complete(uri, argument, others),
    };
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
