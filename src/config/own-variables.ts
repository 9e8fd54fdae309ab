import { NAMES } from './names.ts';

/** What the Supervisor hands to its apps: whoever has it is the app. */
const SUPERVISOR = ['SUPERVISOR_TOKEN', 'HASSIO_TOKEN'];

/** Read by name in the old ways of saying things. */
const FORMER = ['MCP_INTERNAL_TOKEN'];

const OWN = new Set([
  ...Object.values(NAMES).flatMap(({ env, oldNames }) => [env, ...oldNames]),
  ...SUPERVISOR,
  ...FORMER,
]);

/** Whether a variable of the environment says something to Latchkey itself: those hold its secrets. */
export function isOwnVariable(name: string): boolean {
  return OWN.has(name);
}
