import assert from 'node:assert/strict';
import type { Home } from '../../../src/home/home.ts';
import { manageAreas } from '../../../src/tools/configure/manage-areas.ts';
import { restoreVersion } from '../../../src/tools/configure/restore-version.ts';
import type { Tool } from '../../../src/tools/tool.ts';
import { eventually } from '../../support/eventually.ts';
import type { Stage } from './stage.ts';

export const LAMP = 'light.kitchen';

/** What the tools that configure answer, each with some of it. */
interface Answer {
  readonly id: string;
  readonly entity_id: string;
  readonly device_id: string;
  readonly changes: readonly { field: string; before: unknown; after: unknown }[];
  readonly held: readonly string[];
  readonly changed: readonly string[];
  readonly exposed: readonly string[];
  readonly note?: string;
  readonly version: string;
}

type Answering = Tool & { readonly output: { parse(value: unknown): unknown } };

/** What the tests of tools that configure have in common: using them, and taking it back. */
export function hands(stage: () => Stage) {
  const ada = () => stage().ada;
  const ask = async (tool: Tool, args: unknown, home: Home = ada()) => {
    const answer = await stage().use(tool, args, home);
    const [{ text }] = answer.content;
    return { text, failed: answer.isError === true, answer: answer.structuredContent };
  };
  /** Uses a tool as the administrator; it has to work and to answer as it says it does. */
  const use = async (tool: Answering, args: unknown) => {
    const { text, failed, answer } = await ask(tool, args);
    assert.equal(failed, false, text);
    return { ...(tool.output.parse(answer) as Answer), text };
  };
  const refused = async (tool: Tool, args: unknown, why: RegExp, home: Home = ada()) => {
    const { text, failed } = await ask(tool, args, home);
    assert.equal(failed, true, text);
    assert.match(text, why);
  };
  const restore = async (version: string) => {
    const { text, failed } = await ask(restoreVersion, { version });
    if (failed) throw new Error(text);
  };
  const lamp = () => ada().mirror.entity(LAMP);
  const place = async (what: 'area' | 'floor' | 'label', name: string, more: object = {}) =>
    (await use(manageAreas, { action: 'create', kind: what, name, ...more })).id;
  const drop = async (what: 'area' | 'floor' | 'label', id: string) =>
    use(manageAreas, { action: 'delete', kind: what, id });
  return { ada, use, refused, restore, place, drop, lamp };
}

/** Waits until an assertion holds; fails as it does when it never did. */
export async function soon(assertion: () => void): Promise<void> {
  const holds = async () => {
    try {
      assertion();
      return true;
    } catch {
      return false;
    }
  };
  await eventually(holds).catch(assertion);
}
