import { entityResource } from './entity.ts';
import { overviewResource } from './overview.ts';
import type { Resource } from './resource.ts';

/** Every resource and template, in the order clients see them. */
export const RESOURCES: readonly Resource[] = [overviewResource, entityResource];

/** The resource that a URI names, whether or not anything is there. */
export function resourceAt(uri: string): Resource | undefined {
  return RESOURCES.find((one) => one.match(uri) !== undefined);
}
