import { parseArgs } from 'node:util';
import type { Config } from '../config/config.ts';
import { ask, NotRunning } from '../control/ask.ts';
import { ControlRefusal } from '../control/refusal.ts';
import { systemClock } from '../core/clock.ts';
import { isLatchkeyError } from '../core/errors.ts';
import { createDoctor, refusedSettings } from '../doctor/create-doctor.ts';
import type { Progress } from '../doctor/doctor.ts';
import type { Finding } from '../doctor/finding.ts';
import { doctorDocument, doctorLines } from './doctor-lines.ts';
import { withProgress } from './progress.ts';
import { EXIT } from './shell.ts';

const USAGE = `Usage: latchkey doctor [--url URL] [--json] [--data-dir DIR]

Looks for what keeps assistants from connecting: the address and its certificate, the proxy or tunnel in
front of Latchkey, Home Assistant, the clock, the disk. It says in one sentence what is wrong and in
another what to do. The exit code is 0 when no problem was found and 1 when there is one.

  --url URL       the address that you gave the assistant, if that one does not work
  --json          one JSON document instead of text
  --data-dir DIR  the data of the Latchkey that is meant, if not where the settings say

Examples:
  latchkey doctor
  latchkey doctor --url https://mcp.example.com/mcp
  latchkey doctor --json | jq .next
Next: do what it says first, then ask it again; docs/troubleshooting.md has all that it can say.`;

/** What the command has of the terminal and the settings. */
export interface DoctorShell {
  /** Throws `config_unsafe`. */
  readonly config: () => Config;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** `latchkey doctor`. Answers with the exit code. */
export async function doctorCommand(argv: readonly string[], shell: DoctorShell): Promise<number> {
  const values = parse(argv);
  if (values === undefined) {
    shell.complain(`There is an option that doctor does not know.\n\n${USAGE}`);
    return EXIT.misused;
  }
  const { url, json = false, help = false, 'data-dir': dataDir } = values;
  if (help) {
    shell.print(USAGE);
    return EXIT.done;
  }
  let progress: Progress | undefined;
  const looked = (now: Progress) => {
    progress = now;
  };
  try {
    const findings = await withProgress(
      examine({ url, dataDir, looked, shell }),
      () => `Looking… ${progress?.done ?? 0} of ${progress?.total ?? 'all'} checks are done.`,
      shell.complain,
    );
    shell.print(
      json ? JSON.stringify(doctorDocument(findings), null, 2) : doctorLines(findings).join('\n'),
    );
    return findings.some(({ status }) => status === 'problem') ? EXIT.failed : EXIT.done;
  } catch (thrown) {
    if (!(thrown instanceof ControlRefusal)) throw thrown;
    const { error, sentence } = thrown;
    if (json) shell.print(JSON.stringify({ error, sentence }));
    else shell.complain(sentence);
    return EXIT.failed;
  }
}

interface Examination {
  readonly url: string | undefined;
  readonly dataDir: string | undefined;
  readonly looked: (progress: Progress) => void;
  readonly shell: DoctorShell;
}

/** By the Latchkey that runs, or without one as far as that goes. */
async function examine(how: Examination): Promise<readonly Finding[]> {
  const { url, looked, shell } = how;
  const settings = settingsOf(shell);
  const dataDir = how.dataDir ?? (settings.ok ? settings.config.dataDir : undefined);
  try {
    if (dataDir !== undefined) return await askRunning(dataDir, url, looked);
  } catch (thrown) {
    if (!(thrown instanceof NotRunning)) throw thrown;
  }
  if (!settings.ok) return refusedSettings(settings.reason);
  const config = { ...settings.config, dataDir: dataDir ?? settings.config.dataDir };
  return createDoctor({ config, clock: systemClock })(url, looked);
}

async function askRunning(
  dataDir: string,
  url: string | undefined,
  looked: (progress: Progress) => void,
): Promise<readonly Finding[]> {
  const { findings } = await ask<{ findings: readonly Finding[] }>(dataDir, {
    method: 'POST',
    path: '/doctor',
    body: { url },
    each: (line) => {
      if ('finding' in line) looked(line as Progress);
    },
  });
  return findings;
}

function settingsOf({ config }: DoctorShell) {
  try {
    return { ok: true, config: config() } as const;
  } catch (thrown) {
    if (!isLatchkeyError(thrown, 'config_unsafe')) throw thrown;
    return { ok: false, reason: thrown.message } as const;
  }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        url: { type: 'string' },
        json: { type: 'boolean' },
        'data-dir': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch {
    return undefined;
  }
}
