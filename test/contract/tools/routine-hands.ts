import assert from 'node:assert/strict';
import type { Home } from '../../../src/home/home.ts';
import type { Tool } from '../../../src/tools/tool.ts';
import { eventually } from '../../support/eventually.ts';
import type { Stage } from './stage.ts';

export const LIGHT = 'light.kitchen';

/** The hash of nothing that exists. */
export const NO_HASH = '0123456789abcdef';

export type Config = Readonly<Record<string, unknown>>;

export const switching = (service: 'turn_on' | 'turn_off') => ({
  action: `light.${service}`,
  target: { entity_id: LIGHT },
});

/** An automation that nothing triggers but its service. */
export const automation = (service: 'turn_on' | 'turn_off', more: Config = {}): Config => ({
  alias: 'Late snack',
  triggers: [{ trigger: 'event', event_type: 'late_snack' }],
  actions: [switching(service)],
  ...more,
});

/** What the tests of automations, scripts and scenes do again and again, as the administrator. */
export function routineHands(stage: () => Stage) {
  async function done(tool: Tool, args: unknown): Promise<Config> {
    const answer = await stage().use(tool, args, stage().ada);
    assert.equal(answer.isError, undefined, answer.content[0].text);
    return answer.structuredContent ?? {};
  }

  async function refused(tool: Tool, args: unknown, by: Home = stage().ada): Promise<string> {
    const answer = await stage().use(tool, args, by);
    assert.equal(answer.isError, true, JSON.stringify(answer.structuredContent));
    return answer.content[0].text;
  }

  async function light(state: 'on' | 'off'): Promise<void> {
    const { ada } = stage();
    if (ada.mirror.entity(LIGHT)?.state.state === state) return;
    await ada.callService(
      { domain: 'light', service: `turn_${state}`, target: { entity_id: [LIGHT] } },
      { waitFor: [LIGHT] },
    );
  }

  /** Runs it while the light is in one state, and sees it in the other. */
  async function works(entityId: unknown, makes: 'on' | 'off'): Promise<void> {
    const { ada } = stage();
    const id = String(entityId);
    const [domain = ''] = id.split('.');
    await light(makes === 'on' ? 'off' : 'on');
    const service = domain === 'automation' ? 'trigger' : 'turn_on';
    await ada.callService({ domain, service, target: { entity_id: [id] } }, { waitFor: [LIGHT] });
    await eventually(async () => ada.mirror.entity(LIGHT)?.state.state === makes);
  }

  async function inFile(kind: string, id: unknown): Promise<unknown> {
    const { bytes } = await stage().ada.rest({
      method: 'GET',
      path: ['config', kind, 'config', String(id)],
    });
    return JSON.parse(bytes.toString());
  }

  const exists = (entityId: unknown) => stage().ada.mirror.entity(String(entityId)) !== undefined;

  return { done, refused, works, inFile, exists };
}
