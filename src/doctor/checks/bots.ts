import type { Check, DoorSubject } from '../check.ts';
import { problem, SOUND, type Verdict } from '../finding.ts';
import { documentsOf } from '../paths.ts';
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
    const usual = await ask(path);
    const answers = await Promise.all(
      HOSTED.map(async ({ assistant, agent }) => ({
        assistant,
        heard: await ask(path, { headers: { 'User-Agent': agent } }),
      })),
    );
    return judgeBots(usual, answers);
  },
};

export function judgeBots(
  usual: Heard,
  answers: readonly { readonly assistant: string; readonly heard: Heard }[],
): Verdict {
  const expected = usual.ok ? usual.value.status : 0;
  for (const { assistant, heard } of answers) {
    const status = heard.ok ? heard.value.status : 0;
    if (status !== expected) return problem('bots_blocked', { assistant, status });
  }
  return SOUND;
}
