import { sentenceOf } from './failures.ts';
import type { Gateway } from './gateway.ts';
import { ownShelves } from './own-shelf.ts';
import type { Shelf } from './shelf.ts';
import { type UpstreamTool, upstreamTool } from './upstream-tool.ts';

/**
 * The one tool of an upstream where people sign in for themselves and nobody has yet: its own tools
 * are not known before, and without any to call the first person would never be told the link.
 */
export function signInTool(
  gateway: Pick<Gateway, 'shelfFor' | 'isPerPerson' | 'isSignedIn'>,
  shelf: Shelf,
): UpstreamTool {
  const { name } = shelf.upstream;
  const ownShelf = ownShelves(gateway);
  const tool = upstreamTool(shelf, {
    name: 'sign_in',
    title: `Sign in at ${name}`,
    description: `Gives the person the link with which they sign in at ${name}, another server of their house. Use it when they want something of ${name}. Show them the link; its own tools are listed once they have signed in.`,
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: {
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: true,
    },
  });
  return {
    ...tool,
    async call(_args, { person } = {}) {
      const text = (said: string) => [{ type: 'text' as const, text: said }];
      try {
        await (await ownShelf(shelf, person)).refresh();
        return { content: text(`The person is signed in at ${name}. List the tools again.`) };
      } catch (thrown) {
        const linked =
          (await person?.()) !== undefined && !(await gateway.isSignedIn(name, person));
        return { content: text(sentenceOf(thrown, name)), ...(!linked && { isError: true }) };
      }
    },
  };
}
