import { frontDoor } from '../../net/front-doors.ts';
import type { Words } from '../../words/words.ts';
import type { SettingsDependencies } from '../dependencies.ts';

/** What the page needs to let somebody choose the addresses of the home. */
export function choosing(
  {
    addresses,
    config,
    offers,
    surroundings,
  }: Pick<SettingsDependencies, 'addresses' | 'config' | 'offers' | 'surroundings'>,
  { start }: Words,
) {
  const { self } = surroundings.found;
  const own = self && frontDoor(`http://${self.hostname}:${config.port}`).resource;
  return {
    offers: offers().map(({ url, way, needs }) => ({
      url,
      way: start.choose.ways[way],
      needs: needs && start.choose.needs[needs],
      companion: needs === 'companion',
    })),
    own: own && start.choose.own(own),
    chosen: addresses.chosen,
    offersWatchdog: self?.watchdog === false,
  };
}
