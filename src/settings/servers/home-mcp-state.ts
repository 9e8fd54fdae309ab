import { isHomeCommandError } from '../../home/errors.ts';
import type { Home } from '../../home/home.ts';
import { homeMcpTools } from '../../home/mcp.ts';

/** How Home Assistant's own MCP server is, as far as our own account can tell. */
export type HomeMcpState =
  | { readonly is: 'off' | 'absent' | 'notAdministrator' | 'silent' }
  | { readonly is: 'on'; readonly tools: number };

/** A page is not kept waiting longer for a home that is slow. */
const PATIENCE_MS = 3_000;

/** Asks the home, when it is switched on at all. Never throws. */
export async function homeMcpState(
  on: boolean,
  ownHome: () => Promise<Home>,
): Promise<HomeMcpState> {
  if (!on) return { is: 'off' };
  const late = new Promise<HomeMcpState>((resolve) => {
    setTimeout(() => resolve({ is: 'silent' }), PATIENCE_MS).unref();
  });
  return Promise.race([ask(ownHome), late]);
}

async function ask(ownHome: () => Promise<Home>): Promise<HomeMcpState> {
  try {
    const home = await ownHome();
    if (!home.user.administrator) return { is: 'notAdministrator' };
    return { is: 'on', tools: (await homeMcpTools(home)).length };
  } catch (thrown) {
    return { is: isHomeCommandError(thrown, 'http_404') ? 'absent' : 'silent' };
  }
}
