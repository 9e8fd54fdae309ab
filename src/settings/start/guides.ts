import type { Words } from '../../words/words.ts';
import type { Address } from './addresses.ts';

/** How to connect one assistant. */
export interface Guide {
  readonly id: keyof Words['start']['guides'];
  readonly name: string;
  /** Whether it runs on the internet, so that an address of the house is of no use to it. */
  readonly hosted: boolean;
  readonly steps: readonly string[];
  /** What is to be pasted, and at which of the steps; empty when there is nothing to. */
  readonly code: string;
  readonly codeAt: number;
}

/**
 * How to connect each assistant, in the order in which people have them: those of the internet at
 * the public address, when there is one. Home Assistant has an address of its own (`forHome`).
 */
export function guides(
  addresses: readonly Address[],
  forHome: string | undefined,
  { start }: Words,
): readonly Guide[] {
  const { guides: steps } = start;
  const address = addresses[0]?.url ?? '';
  const everywhere = addresses.find(({ reach }) => reach === 'everywhere')?.url ?? address;
  const entry = (type: object) => JSON.stringify(type, undefined, 2);
  return [
    {
      id: 'claude',
      name: 'Claude',
      hosted: true,
      steps: steps.claude,
      code: everywhere,
      codeAt: 1,
    },
    {
      id: 'chatgpt',
      name: 'ChatGPT',
      hosted: true,
      steps: steps.chatgpt,
      code: everywhere,
      codeAt: 1,
    },
    {
      id: 'claudeCode',
      name: 'Claude Code',
      hosted: false,
      steps: steps.claudeCode,
      codeAt: 0,
      code: `claude mcp add --transport http home ${address}`,
    },
    {
      id: 'vscode',
      name: 'VS Code',
      hosted: false,
      steps: steps.vscode,
      codeAt: 0,
      code: entry({ servers: { home: { type: 'http', url: address } } }),
    },
    {
      id: 'cursor',
      name: 'Cursor',
      hosted: false,
      steps: steps.cursor,
      codeAt: 0,
      code: entry({ mcpServers: { home: { url: address } } }),
    },
    {
      id: 'gemini',
      name: 'Gemini CLI',
      hosted: false,
      steps: steps.gemini,
      codeAt: 0,
      code: `gemini mcp add --transport http home ${address}`,
    },
    {
      id: 'homeAssistant',
      name: 'Home Assistant',
      hosted: false,
      steps: steps.homeAssistant,
      code: forHome ?? '',
      codeAt: 1,
    },
  ];
}
