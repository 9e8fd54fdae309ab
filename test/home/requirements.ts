import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The parts of Home Assistant that tests use, besides those that it always loads. */
export const COMPONENTS = [
  'api',
  'assist_pipeline',
  'auth',
  'config',
  'conversation',
  'demo',
  'energy',
  'history',
  'isal',
  'local_calendar',
  'local_todo',
  'logbook',
  'mcp',
  'mcp_server',
  'onboarding',
  'recorder',
  'repairs',
  'sun',
  'system_log',
  'template',
  'websocket_api',
];

interface Manifest {
  requirements?: string[];
  dependencies?: string[];
  after_dependencies?: string[];
}

/**
 * What pip must install for these components and all that they need, read from the manifests that
 * Home Assistant ships, as Home Assistant itself would do it at run time.
 *
 * @param home the folder of the installed `homeassistant` package
 */
export async function requirementsOf(home: string, components: string[]): Promise<string[]> {
  const requirements = new Set<string>();
  const seen = new Set(components);
  // The set grows while it is walked: that is the closure.
  for (const component of seen) {
    const manifest = await readManifest(home, component);
    for (const requirement of manifest.requirements ?? []) requirements.add(requirement);
    for (const needed of manifest.dependencies ?? []) seen.add(needed);
    // Some import what they merely load after.
    for (const wanted of manifest.after_dependencies ?? []) seen.add(wanted);
  }
  return [...requirements].sort();
}

async function readManifest(home: string, component: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(home, 'components', component, 'manifest.json'), 'utf8'));
}
