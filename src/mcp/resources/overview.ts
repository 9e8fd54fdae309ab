import { HOME_READ } from '../../policy/scopes.ts';
import { homeOverview } from '../../tools/reading/home-overview.ts';
import { READS_ENTITIES } from '../offers.ts';
import type { Resource } from './resource.ts';

const URI = 'latchkey://home/overview';

/** What `home_overview` answers, for whoever attaches it to a conversation instead of calling it. */
export const overviewResource: Resource = {
  name: 'home_overview',
  title: 'Home overview',
  description: 'The home at a glance, as home_overview answers it.',
  mimeType: 'application/json',
  uri: URI,
  template: false,
  scope: HOME_READ,
  ...READS_ENTITIES,
  match: (uri) => (uri === URI ? {} : undefined),
  read: async (_values, context) =>
    JSON.stringify((await homeOverview.run({}, context)).structured, undefined, 1),
};
