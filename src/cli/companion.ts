import { parseArgs } from 'node:util';
import { announceCompanion } from '../companion/announce.ts';
import {
  type CompanionPlace,
  type CompanionProblem,
  companionStatus,
  installCompanion,
  removeCompanion,
} from '../companion/folder.ts';
import type { Random } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import type { Supervisor } from '../supervisor/client.ts';
import { EXIT } from './shell.ts';

const USAGE = `Usage: latchkey companion status|install|remove|secret [--config FOLDER]

Nabu Casa leads to Home Assistant's own web server and nowhere else. The companion is a small integration
inside Home Assistant that passes on what arrives there under /api/latchkey to Latchkey.

  status   says whether it is installed, and whether it is the one of this Latchkey
  install  installs or updates it; Home Assistant has to be restarted once afterwards
  remove   removes it again
  secret   prints the secret that Home Assistant asks for when Latchkey is added by hand

--config names Home Assistant's configuration folder, the one with configuration.yaml.

Example:
  latchkey companion install --config /homeassistant
Next: restart Home Assistant, then add Latchkey under Settings, Devices & services.`;

const RESTART = 'Restart Home Assistant once: it loads integrations only when it starts.';

const STATES = {
  absent: 'The companion is not installed. latchkey companion install installs it.',
  stale:
    'The companion that is installed is not the one of this Latchkey. latchkey companion install updates it.',
  current: 'The companion is installed, and it is the one of this Latchkey.',
} as const;

/** What the command has of its surroundings. */
export interface CompanionShell {
  readonly place: CompanionPlace;
  readonly random: Random;
  /** Throws what stands in the way of reading the settings or the file of the secret. */
  readonly secret: () => string;
  readonly port: () => number;
  /** Only inside the app. */
  readonly supervisor: Supervisor | undefined;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** `latchkey companion`: the integration inside Home Assistant. Answers with the exit code. */
export async function companionCommand(argv: string[], shell: CompanionShell): Promise<number> {
  const parsed = parse(argv);
  if (parsed === undefined) {
    shell.complain(USAGE);
    return EXIT.misused;
  }
  const { action, config = shell.place.config } = parsed;
  // The helper knows one folder only; in another we write ourselves.
  const place =
    parsed.config === undefined ? shell.place : { config, shipped: shell.place.shipped };
  switch (action) {
    case 'help':
      shell.print(USAGE);
      return EXIT.done;
    case 'secret':
      shell.print(shell.secret());
      return EXIT.done;
    case 'status':
      return tell(companionStatus(place), ({ state }) => STATES[state]);
    case 'install': {
      const done = await installCompanion(place, shell.random);
      if (done.ok) await announce();
      return tell(done, (changed) => (changed ? installed() : STATES.current));
    }
    default:
      return tell(await removeCompanion(place, shell.random), (was) =>
        was
          ? `The companion is removed. ${RESTART} If Latchkey is still listed under Settings, Devices & services, delete it there.`
          : 'There is no companion to remove.',
      );
  }

  function tell<Value>(
    done: Result<Value, CompanionProblem>,
    words: (value: Value) => string,
  ): number {
    if (done.ok) shell.print(words(done.value));
    else shell.complain(problem(done.error, config));
    return done.ok ? EXIT.done : EXIT.failed;
  }

  function installed(): string {
    const next =
      shell.supervisor === undefined
        ? 'Then add Latchkey under Settings, Devices & services, with the secret that latchkey companion secret prints.'
        : 'Then Home Assistant offers Latchkey under Settings, Devices & services.';
    return `The companion is installed. ${RESTART} ${next}`;
  }

  async function announce(): Promise<void> {
    if (shell.supervisor === undefined) return;
    const said = { port: shell.port(), secret: shell.secret() };
    if ((await announceCompanion(shell.supervisor, said)).ok) return;
    shell.complain(
      'The Supervisor could not be told of it. It is told again when the Latchkey app starts.',
    );
  }
}

function problem(error: CompanionProblem, config: string): string {
  switch (error) {
    case 'no_home':
      return `There is no Home Assistant configuration in ${config}. Name its folder, the one with configuration.yaml, with --config.`;
    case 'not_allowed':
      return `Latchkey may not write into ${config}. Run this as the user who owns that folder, or copy the companion there by hand.`;
    case 'failed':
      return `The files in ${config} could not be changed. Look whether the disk is full, and try again.`;
  }
}

const ACTIONS = ['status', 'install', 'remove', 'secret'] as const;

function parse(argv: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      options: { config: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
    const action = values.help ? 'help' : ACTIONS.find((one) => one === positionals[0]);
    if (action === undefined || positionals.length > 1) return undefined;
    return { action, config: values.config };
  } catch {
    return undefined;
  }
}
