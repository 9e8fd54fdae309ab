import type { WaitingWhole } from '../control/answers.ts';
import { ControlRefusal } from '../control/refusal.ts';
import { count, wholeTool } from './connection-lines.ts';
import type { Call } from './controlled.ts';
import { withProgress } from './progress.ts';
import { answerLine } from './prompts.ts';
import { EXIT } from './shell.ts';

/**
 * Shows what waiting tools say and approves them when a person says yes. What is approved is exactly
 * the wording that was shown: one that changes meanwhile is refused.
 */
export async function approve(call: Call, name: string, tools: readonly string[]): Promise<number> {
  const { ask, json, shell } = call;
  const path = `/connections/${encodeURIComponent(name)}`;
  const { waiting } = await withProgress(
    ask<{ waiting: WaitingWhole[] }>({ method: 'GET', path: `${path}/waiting` }),
    () => `Asking ${name} for its tools…`,
    shell.complain,
  );
  const chosen = tools.length === 0 ? waiting : chosenOf(waiting, tools, name);
  if (chosen.length === 0) {
    if (json) shell.print(JSON.stringify({ waiting: [], approved: [] }));
    else shell.print(`No tool of ${name} waits.`);
    return EXIT.done;
  }
  if (!json) shell.print(`${chosen.map(wholeTool).join('\n\n')}\n`);
  if (!call.has('yes') && !(await saysYes(call, chosen.length))) {
    if (json) shell.print(JSON.stringify({ waiting: chosen, approved: [] }, null, 2));
    shell.complain('Nothing was approved.');
    return shell.input.isTTY ? EXIT.done : EXIT.misused;
  }
  const { approved } = await ask<{ approved: string[] }>({
    method: 'POST',
    path: `${path}/approve`,
    body: { tools: chosen.map(({ tool, pin }) => ({ name: tool.name, pin })) },
  });
  if (json) shell.print(JSON.stringify({ approved }));
  else shell.print(`Approved ${count(approved.length, 'tool')}: assistants can use them now.`);
  return EXIT.done;
}

function chosenOf(
  waiting: readonly WaitingWhole[],
  tools: readonly string[],
  name: string,
): readonly WaitingWhole[] {
  if (tools.some((tool) => !waiting.some((one) => one.name === tool))) {
    throw new ControlRefusal(
      'not_waiting',
      `Not all of these tools of ${name} wait: ${tools.join(', ')}.`,
    );
  }
  return waiting.filter((one) => tools.includes(one.name));
}

async function saysYes({ shell, json }: Call, number: number): Promise<boolean> {
  if (!shell.input.isTTY || json) {
    shell.complain('Add --yes to approve what is shown.');
    return false;
  }
  shell.prompt(
    `Let assistants use ${number === 1 ? 'this tool' : `these ${number} tools`}? [y/N] `,
  );
  return /^y(es)?$/i.test((await answerLine(shell.input)).trim());
}
