import { isHomeCommandError } from '../../home/errors.ts';
import type { Commander } from '../../home/link.ts';
import { ToolError } from '../errors.ts';
import { type EntityWire, entityEntries } from './entries.ts';
import type { HelperDomain } from './helper-kinds.ts';

/** A helper as its kind's `list` shows it. */
export interface HelperItem {
  readonly id: string;
  readonly name: string;
  readonly [setting: string]: unknown;
}

/** The helpers of a kind that Home Assistant keeps, without those defined in YAML. */
export async function helperItems(
  home: Commander,
  domain: HelperDomain,
): Promise<readonly HelperItem[]> {
  return ask(home, domain, 'list', {});
}

export async function createHelper(
  home: Commander,
  domain: HelperDomain,
  settings: Readonly<Record<string, unknown>>,
): Promise<HelperItem> {
  return ask(home, domain, 'create', settings);
}

/** Replaces all settings of a helper. */
export async function replaceHelper(
  home: Commander,
  domain: HelperDomain,
  { id, ...settings }: HelperItem,
): Promise<HelperItem> {
  return ask(home, domain, 'update', { [`${domain}_id`]: id, ...settings });
}

export async function deleteHelper(
  home: Commander,
  domain: HelperDomain,
  id: string,
): Promise<void> {
  await ask(home, domain, 'delete', { [`${domain}_id`]: id });
}

/** The registry entry of a helper's entity; its unique id is the helper's id. */
export async function entryOfHelper(
  home: Commander,
  domain: HelperDomain,
  id: string,
): Promise<EntityWire | undefined> {
  const entries = await entityEntries(home);
  return entries.find((entry) => entry.platform === domain && entry.unique_id === id);
}

async function ask<T>(
  home: Commander,
  domain: HelperDomain,
  verb: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<T> {
  try {
    return await home.command<T>({ ...fields, type: `${domain}/${verb}` });
  } catch (thrown) {
    if (!isHomeCommandError(thrown, 'unknown_command')) throw thrown;
    throw new ToolError(
      `This home has not loaded ${domain}. Add "${domain}:" or "default_config:" to configuration.yaml and restart it.`,
    );
  }
}
