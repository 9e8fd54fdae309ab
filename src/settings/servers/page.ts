import type { SettingsPage } from '../pages.ts';
import { entryRoutes } from './entry-routes.ts';
import { listRoutes } from './list-routes.ts';
import { toolRoutes } from './tool-routes.ts';

/** The other servers of the house: the gateway's face. */
export const serversPage: SettingsPage = {
  path: 'servers',
  name: ({ servers }) => servers.nav,
  routes(app, deps) {
    listRoutes(app, deps);
    entryRoutes(app, deps);
    toolRoutes(app, deps);
  },
};
