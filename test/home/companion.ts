import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type RealHome, type RealHomeOptions, startRealHome } from './real-home.ts';

/** The companion that we ship. */
export const COMPANION = join(
  import.meta.dirname,
  '../../rootfs/usr/share/latchkey/custom_components/latchkey',
);

/** Shown by the companion of these tests. */
export const SECRET = 'kx7Qm2-the-companion-of-this-test-9fWz';

/** One step of a config flow, as Home Assistant's API answers it. */
export interface FlowStep {
  readonly type: string;
  readonly flow_id: string;
  readonly handler: string;
  readonly step_id?: string;
  readonly reason?: string;
  readonly errors?: Readonly<Record<string, string>>;
  readonly result?: { readonly entry_id: string; readonly source: string };
}

/** A real home in which the companion is installed and not set up; one failed login bans. */
export function startHomeWithCompanion(options: RealHomeOptions = {}): Promise<RealHome> {
  return startRealHome({
    ...options,
    components: [COMPANION, ...(options.components ?? [])],
    http: { login_attempts_threshold: 1, ip_ban_enabled: true },
  });
}

/** Asks Home Assistant's REST API as the administrator. */
export async function asAdministrator(
  { url, people }: RealHome,
  path: string,
  { method = 'POST', body }: { readonly method?: string; readonly body?: object } = {},
): Promise<unknown> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${people[0]?.token}`,
      'Content-Type': 'application/json',
      Connection: 'close',
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  assert.equal(answer.status, 200, `${path}: ${text}`);
  return JSON.parse(text);
}

/** Begins a config flow of the companion by hand, or goes on with one. */
export function flow(home: RealHome, at: string | undefined, body: object): Promise<FlowStep> {
  const path = `/api/config/config_entries/flow${at === undefined ? '' : `/${at}`}`;
  const said = at === undefined ? { handler: 'latchkey', ...body } : body;
  return asAdministrator(home, path, { body: said }) as Promise<FlowStep>;
}

/** Adds the companion by hand, for a Latchkey on that port of this machine. */
export async function addByHand(home: RealHome, port: number): Promise<string> {
  const { flow_id } = await flow(home, undefined, {});
  const done = await flow(home, flow_id, { host: '127.0.0.1', port, secret: SECRET });
  assert.equal(done.type, 'create_entry', JSON.stringify(done));
  return done.result?.entry_id ?? '';
}
