import type { FastifyInstance } from 'fastify';
import type { Words } from '../words/words.ts';
import { activityPage } from './activity/page.ts';
import { companionPage } from './companion/page.ts';
import { connectedPage } from './connected/page.ts';
import type { SettingsDependencies } from './dependencies.ts';
import { doctorPage } from './doctor/page.ts';
import { keysPage } from './keys/page.ts';
import { machinesPage } from './machines/page.ts';
import { permissionsPage } from './permissions/page.ts';
import { serversPage } from './servers/page.ts';
import { startPage } from './start/page.ts';

/** One page of the settings with the changes that can be made on it. */
export interface SettingsPage {
  /** Its path below the settings, and below that those of its changes; empty for the first page. */
  readonly path: string;
  /** What the menu calls it. */
  readonly name: (words: Words) => string;
  readonly routes: (app: FastifyInstance, deps: SettingsDependencies) => void;
}

/** Every page, in the order of the menu. */
export const PAGES: readonly SettingsPage[] = [
  startPage,
  connectedPage,
  permissionsPage,
  serversPage,
  machinesPage,
  activityPage,
  companionPage,
  doctorPage,
  keysPage,
];
