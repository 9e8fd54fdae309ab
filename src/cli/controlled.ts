import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { ask, NotRunning, type Question } from '../control/ask.ts';
import { ControlRefusal } from '../control/refusal.ts';
import { EXIT, type Shell } from './shell.ts';

/** A command was called in a way that makes no sense; the sentence says what is missing. */
export class Misuse extends Error {}

/** One call of a command that asks the running Latchkey. */
export interface Call {
  readonly words: readonly string[];
  readonly json: boolean;
  /** Whether a flag of the command's own was given. */
  readonly has: (flag: string) => boolean;
  /** What was given with an option of the command's own. */
  readonly value: (option: string) => string | undefined;
  readonly ask: <T>(question: Question) => Promise<T>;
  readonly shell: Shell;
}

export interface ControlledCommand {
  readonly usage: string;
  /** Flags beside --json, --data-dir and --help. */
  readonly flags?: readonly string[];
  /** Options that take a value. */
  readonly options?: readonly string[];
  run(call: Call): Promise<number>;
}

const STARTING = `Latchkey is not running on this data. Start it and try again:
  in Home Assistant      start the app
  from a checkout        npm start (or npm run demo)
Or name the folder of the one you mean with --data-dir.`;

/** Runs a command against the Latchkey of the data folder. Answers with the exit code. */
export async function runControlled(
  argv: readonly string[],
  command: ControlledCommand,
  shell: Shell,
): Promise<number> {
  const parsed = parse(argv, command);
  if (parsed === undefined) {
    shell.complain(`There is an option that this command does not know.\n\n${command.usage}`);
    return EXIT.misused;
  }
  const { values, positionals } = parsed;
  if (values.help) {
    shell.print(command.usage);
    return EXIT.done;
  }
  const json = values.json === true;
  const dataDir = values['data-dir'];
  try {
    return await command.run({
      words: positionals,
      json,
      has: (flag) => values[flag] === true,
      value: (option) => {
        const given = values[option];
        return typeof given === 'string' ? given : undefined;
      },
      ask: async (question) =>
        ask(typeof dataDir === 'string' ? dataDir : await shell.dataDir(), question),
      shell,
    });
  } catch (thrown) {
    return told(thrown, { json, usage: command.usage, shell });
  }
}

function told(
  thrown: unknown,
  { json, usage, shell }: { json: boolean; usage: string; shell: Shell },
): number {
  const tell = (error: string, sentence: string) => {
    if (json) shell.print(JSON.stringify({ error, sentence }));
    else shell.complain(sentence);
  };
  if (thrown instanceof Misuse) {
    if (json) tell('misuse', thrown.message);
    else shell.complain(`${thrown.message}\n\n${usage}`);
    return EXIT.misused;
  }
  if (thrown instanceof NotRunning) {
    tell('not_running', STARTING);
    return EXIT.notRunning;
  }
  if (thrown instanceof ControlRefusal) {
    tell(thrown.error, thrown.sentence);
    return EXIT.failed;
  }
  throw thrown;
}

function parse(argv: readonly string[], { flags = [], options: own = [] }: ControlledCommand) {
  const options: ParseArgsOptionsConfig = {
    json: { type: 'boolean' },
    'data-dir': { type: 'string' },
    help: { type: 'boolean', short: 'h' },
    ...Object.fromEntries(flags.map((flag) => [flag, { type: 'boolean' as const }])),
    ...Object.fromEntries(own.map((option) => [option, { type: 'string' as const }])),
  };
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch {
    return undefined;
  }
}
