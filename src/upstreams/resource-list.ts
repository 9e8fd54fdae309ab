import type { Client } from '@modelcontextprotocol/client';
import { textsOf } from './answer.ts';
import { uriHere } from './uri-here.ts';

const MOST = 1_000;
const LARGEST = 1_024 * 1_024;

/** A resource of an upstream as it is listed here; nothing of it is taken but what is named here. */
export interface ListedResource {
  readonly uri: string;
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly mimeType?: string;
}

/** A family of resources, likewise. */
export interface ListedTemplate extends Omit<ListedResource, 'uri'> {
  readonly uriTemplate: string;
}

export interface ResourceList {
  readonly resources: readonly ListedResource[];
  readonly templates: readonly ListedTemplate[];
}

export const NO_RESOURCES: ResourceList = { resources: [], templates: [] };

/** Asks an upstream what resources it has, page by page, and keeps what is of a reasonable size. */
export async function readResourceList(
  client: Client,
  upstream: string,
  timeout: number,
): Promise<ResourceList> {
  if (client.getServerCapabilities()?.resources === undefined) return NO_RESOURCES;
  const options = { timeout, cacheMode: 'refresh' } as const;
  const { resources } = await client.listResources(undefined, options);
  const { resourceTemplates } = await client.listResourceTemplates(undefined, options);
  return listedHere(upstream, resources, resourceTemplates);
}

interface Named {
  readonly name: string;
}

/** The first that fit, by their URIs here. Not pinned: a resource is data, and changes by nature. */
export function listedHere(
  upstream: string,
  resources: readonly (Named & { readonly uri: string })[],
  templates: readonly (Named & { readonly uriTemplate: string })[],
): ResourceList {
  return {
    resources: bounded(
      resources.map((one) => ({ uri: uriHere(upstream, one.uri), ...described(one) })),
    ),
    templates: bounded(
      templates.map((one) => ({
        uriTemplate: uriHere(upstream, one.uriTemplate),
        ...described(one),
      })),
    ),
  };
}

function described(one: Named) {
  const { name } = one;
  return { name, ...textsOf({ ...one }, ['title', 'description', 'mimeType']) };
}

function bounded<T>(given: readonly T[]): readonly T[] {
  let room = LARGEST;
  return given.slice(0, MOST).filter((one) => {
    const size = JSON.stringify(one).length;
    if (size > room) return false;
    room -= size;
    return true;
  });
}
