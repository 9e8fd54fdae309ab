/** Registries were written when the home was set up; only that they have a date matters. */
const CREATED = Date.UTC(2025, 0, 1) / 1000;

export const REGISTRY_DATES = { created_at: CREATED, modified_at: CREATED } as const;
