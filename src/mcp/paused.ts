import {
  type CallToolResult,
  ProtocolError,
  ProtocolErrorCode,
  type Server,
} from '@modelcontextprotocol/server';
import type { Principal } from '../access/principal.ts';
import { noteUse } from '../audit/note-use.ts';
import { toolNamed } from './all-tools.ts';
import { type CallDependencies, visibleTools } from './call-tool.ts';
import { listing } from './listing.ts';

const SENTENCE =
  'An administrator of this home has paused this assistant, so nothing was done. They can let it go on under Connected in the settings of Latchkey.';

/** Whether an administrator has paused what this principal stands on. */
export function isPaused(principal: Principal): boolean {
  return principal.kind === 'person' && principal.paused === true;
}

/**
 * What a paused client is served: a protocol server that does nothing. It is no refusal in HTTP,
 * because a client throws its sign-in away after 401 and shows its person only a number after 403;
 * so the tools stay listed, and calling one says in words why nothing happens. Nothing here reaches
 * the home, an upstream or `call-tool.ts`.
 */
export function registerPaused(server: Server, principal: Principal, deps: CallDependencies): void {
  server.setRequestHandler('tools/list', async () => ({
    tools: (await visibleTools(principal, deps)).map(listing),
  }));
  server.setRequestHandler('tools/call', async ({ params }): Promise<CallToolResult> => {
    const tool = toolNamed(params.name, deps)?.name;
    if (tool !== undefined) {
      const detail = { tool, paused: true };
      noteUse(principal, deps.clock(), { kind: 'tool', outcome: 'refused', detail }, deps);
    }
    return { content: [{ type: 'text', text: SENTENCE }], isError: true };
  });
  server.setRequestHandler('prompts/list', async () => ({ prompts: [] }));
  server.setRequestHandler('prompts/get', refuse);
  server.setRequestHandler('resources/list', async () => ({ resources: [] }));
  server.setRequestHandler('resources/templates/list', async () => ({ resourceTemplates: [] }));
  server.setRequestHandler('resources/read', refuse);
  server.setRequestHandler('completion/complete', async () => ({ completion: { values: [] } }));
}

async function refuse(): Promise<never> {
  throw new ProtocolError(ProtocolErrorCode.InvalidRequest, SENTENCE);
}
