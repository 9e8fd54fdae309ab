import { HOME_NAME } from '../flat/flat.ts';
import type { State } from '../states.ts';
import { type Exchange, sendPlain } from './answer.ts';
import { cameraPicture } from './picture.ts';
import { type AnyView, openView } from './router.ts';

/** Who may see it brings an access token of a person, or the picture's own in the address. */
function refusal(exchange: Exchange, entity: State | undefined): number | undefined {
  const { house, url, request } = exchange;
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const known = bearer !== undefined && house.accounts.signedIn(bearer) !== undefined;
  if (entity === undefined) {
    if (!known) house.loginAttempts.wrong(exchange.address);
    return known ? 404 : 401;
  }
  const token = entity.attributes.access_token;
  if (known || (token !== undefined && url.searchParams.get('token') === token)) return undefined;
  // A wrong bearer is a failed login; a stale picture link only that.
  if (bearer !== undefined) house.loginAttempts.wrong(exchange.address);
  return bearer === undefined ? 403 : 401;
}

function sendPicture(exchange: Exchange, id: string, domain: string): void {
  const entity = id.startsWith(`${domain}.`) ? exchange.house.states.get(id) : undefined;
  const refused = refusal(exchange, entity);
  if (refused !== undefined) {
    sendPlain(exchange, refused);
  } else if (domain === 'camera' && entity?.state === 'idle') {
    // Here a camera that is on streams; in other homes it may idle as well.
    sendPlain(exchange, 503);
  } else {
    const picture = cameraPicture(`${HOME_NAME} ${id}`);
    const headers = { 'content-type': 'image/png', 'content-length': picture.length };
    exchange.response.writeHead(200, headers);
    exchange.response.end(picture);
  }
}

export const PICTURE_VIEWS: readonly AnyView[] = ['camera', 'image'].map((domain) =>
  openView('GET', `/api/${domain}_proxy/:id`, (exchange, { id = '' }) =>
    sendPicture(exchange, id, domain),
  ),
);
