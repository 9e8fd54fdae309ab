import type { Check, DoorSubject } from '../check.ts';
import { problem, SOUND, type Verdict } from '../finding.ts';
import { documentsOf, INITIALIZE, mcpPath } from '../paths.ts';
import type { Heard } from '../probes/ask.ts';

/** How hosted assistants name themselves when they come. */
const HOSTED = [
  { assistant: 'Claude.ai', agent: 'Claude-User' },
  { assistant: 'Claude.ai', agent: 'python-httpx/0.28.1' },
  {
    assistant: 'ChatGPT',
    agent:
      'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot',
  },
] as const;

/** Whether hosted assistants are let through where others are. */
export const bots: Check<DoorSubject> = {
  id: 'bots',
  about: 'door',
  after: ['documents'],
  async run({ door, ask }) {
    const [path = ''] = documentsOf(door);
    // What forbids only one of reading and posting is as much in the way.
    const asked = [{ path }, { path: mcpPath(door), question: INITIALIZE }];
    const tried = asked.flatMap(({ path, question }) =>
      HOSTED.map(async ({ assistant, agent }) => {
        const headers = { ...question?.headers, 'User-Agent': agent };
        const heard = await ask(path, { ...question, headers });
        return { assistant, usual: await ask(path, question), heard };
      }),
    );
    return judgeBots(await Promise.all(tried));
  },
};

/** What one of them was answered, beside what others are. */
export interface Tried {
  readonly assistant: string;
  readonly usual: Heard;
  readonly heard: Heard;
}

export function judgeBots(tried: readonly Tried[]): Verdict {
  for (const { assistant, usual, heard } of tried) {
    const status = heard.ok ? heard.value.status : 0;
    if (usual.ok && status !== usual.value.status) {
      return problem('bots_blocked', { assistant, status });
    }
  }
  return SOUND;
}
