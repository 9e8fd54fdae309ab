import { ok, type Result } from '../core/result.ts';
import { askSupervisor, type Supervisor, type SupervisorTrouble } from '../supervisor/client.ts';
import { announce, selfInfo } from '../supervisor/questions.ts';

const SERVICE = 'latchkey';

/**
 * Tells Home Assistant, by the Supervisor's discovery, where this app is and which secret the
 * companion must show, so that nobody has to type it. The Supervisor keeps it for when Home
 * Assistant starts; saying the same again changes nothing, and another port or secret updates the
 * entry there is.
 */
export async function announceCompanion(
  supervisor: Supervisor,
  said: { readonly port: number; readonly secret: string },
): Promise<Result<undefined, SupervisorTrouble>> {
  const self = await askSupervisor(supervisor, selfInfo(said.port));
  if (!self.ok) return self;
  const config = { host: self.value.hostname, port: said.port, secret: said.secret };
  const sent = await askSupervisor(supervisor, announce(SERVICE, config));
  return sent.ok ? ok(undefined) : sent;
}
