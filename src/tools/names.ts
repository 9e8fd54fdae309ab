import { z } from 'zod';

/** Home Assistant's pattern for entity ids without its lookarounds, which not every client can read. */
export const ENTITY_ID = /^[a-z0-9_]+\.[a-z0-9_]+$/;

/** Domains, services, and the ids of areas, floors and labels; nothing that could be a template. */
export const SLUG = /^[a-z0-9_]+$/;

export const entityId = z
  .string()
  .max(255)
  .regex(ENTITY_ID, 'must be an entity id such as light.kitchen');

export const slug = z.string().max(255).regex(SLUG, 'must be lower case letters, digits and _');

/** One or several of something. */
export function oneOrMany<T extends z.ZodType>(item: T, most: number) {
  return z.union([item, z.array(item).min(1).max(most)], {
    error: `must be one, or a list of at most ${most}`,
  });
}

/** The list of one or several, each once. */
export function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? [...new Set<T>(value)] : [value as T];
}

/**
 * A list of ids that are looked up before they go anywhere. A lone one is taken too, and listed
 * schemas stay short.
 */
export function idList(most: number) {
  return z.preprocess(
    (value) => (typeof value === 'string' ? [value] : value),
    z
      .array(z.string())
      .refine((ids) => ids.length > 0 && ids.length <= most, `must be 1 to ${most} of them`),
  );
}
