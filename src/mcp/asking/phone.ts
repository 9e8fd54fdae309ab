import { SECOND } from '../../core/clock.ts';
import { isLatchkeyError } from '../../core/errors.ts';
import { type Random, randomId } from '../../core/ids.ts';
import { messages } from '../../home/commands.ts';
import type { Home } from '../../home/home.ts';
import type { Said } from '../../upstreams/asking/caller-side.ts';
import { PUT_AWAY } from './said.ts';

/** Clients give a call up after a minute, as the SDK does; the answer has to come before. */
const WAIT_MS = 50 * SECOND;
const MOST_PHONES = 3;

/** What the app tells the home when a button of a notification was pressed. */
const PRESSED = 'mobile_app_notification_action';

/**
 * Asks on the person's own phones: a notification of the Home Assistant app with two buttons. Home
 * Assistant tells only administrators which button was pressed, so nobody else can be asked this way.
 * Undefined when there is no phone, or no way to hear the answer.
 */
export async function askOnPhone(
  home: Home,
  message: string,
  random: Random,
  signal: AbortSignal | undefined,
  waitMs = WAIT_MS,
): Promise<Said | undefined> {
  const phones = phonesOf(home);
  if (phones.length === 0 || !home.user.administrator) return undefined;
  // The buttons' names are the proof: nobody but the phone that got them knows them.
  const id = randomId(random, 16);
  const [yes, no] = [`LATCHKEY_ALLOW_${id}`, `LATCHKEY_REFUSE_${id}`];
  const pressed = home
    .awaitEvent(
      messages.subscribeEvents(PRESSED),
      ({ data }: PressedEvent): Said | undefined => {
        if (data?.action === yes) return { action: 'accept' };
        return data?.action === no ? { action: 'decline' } : undefined;
      },
      { timeoutMs: waitMs },
    )
    .catch(whyNot);
  const sent = await notify(home, phones, message, {
    tag: id,
    ttl: 0,
    priority: 'high',
    timeout: waitMs / SECOND,
    push: { 'interruption-level': 'time-sensitive' },
    actions: [
      { action: yes, title: 'Allow', authenticationRequired: true },
      { action: no, title: 'Refuse', destructive: true },
    ],
  });
  if (!sent) return undefined;
  const answer = await Promise.race([pressed, whenGivenUp(signal)]);
  // What was answered on one phone, or too late, must not linger as a button on another.
  void notify(home, phones, 'clear_notification', { tag: id });
  return answer;
}

interface PressedEvent {
  readonly data?: { readonly action?: unknown };
}

/** Nobody pressed anything in time; or there is no way to hear of it. */
function whyNot(thrown: unknown): Said | undefined {
  if (isLatchkeyError(thrown, 'home_timeout')) return PUT_AWAY;
  if (isLatchkeyError(thrown)) return undefined;
  throw thrown;
}

function whenGivenUp(signal: AbortSignal | undefined): Promise<Said> {
  return new Promise((resolve) => {
    const giveUp = () => resolve(PUT_AWAY);
    if (signal?.aborted) giveUp();
    signal?.addEventListener('abort', giveUp, { once: true });
  });
}

/** Whether the message left for at least one of them. */
async function notify(
  home: Home,
  phones: readonly string[],
  message: string,
  data: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const sent = await Promise.allSettled(
    phones.map((service) =>
      home.callService({
        domain: 'notify',
        service,
        data: { title: 'Latchkey', message, data },
      }),
    ),
  );
  return sent.some(({ status }) => status === 'fulfilled');
}

/** The notify services of the phones that a person carries, as the app names them. */
export function phonesOf({ user, mirror }: Pick<Home, 'user' | 'mirror'>): readonly string[] {
  const trackers = mirror
    .entities()
    .filter(({ domain, state }) => domain === 'person' && state.attributes.user_id === user.id)
    .flatMap(({ state }) => state.attributes.device_trackers)
    .map(String);
  const names = trackers.flatMap((tracker) => {
    const deviceId = mirror.entity(tracker)?.deviceId;
    const device = deviceId === undefined ? undefined : mirror.devices.get(deviceId);
    return device === undefined ? [] : [device.name, device.ownName ?? device.name];
  });
  const services = names.map((name) => `mobile_app_${slug(name)}`);
  return [...new Set(services)]
    .filter((service) => mirror.service('notify', service) !== undefined)
    .slice(0, MOST_PHONES);
}

/** A name as Home Assistant makes a service's of it. */
function slug(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
}
