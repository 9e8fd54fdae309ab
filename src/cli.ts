#!/usr/bin/env node
import type { ControlledCommand } from './cli/controlled.ts';
import { startRefusedMessage } from './config/messages.ts';
import { systemClock } from './core/clock.ts';
import { LatchkeyError } from './core/errors.ts';
import { systemRandom } from './core/ids.ts';

/** One command: what help says of it, and what it does. It answers with the exit code. */
interface Command {
  readonly summary: string;
  run(args: string[]): Promise<number>;
}

/** In the order in which help lists them. Each loads its part of the code only when it is called. */
const COMMANDS: Readonly<Record<string, Command>> = {
  serve: {
    summary: 'Start Latchkey (the same as npm start).',
    run: async () => {
      await (await import('./main.ts')).main();
      return 0;
    },
  },
  demo: {
    summary: 'Start Latchkey with a demo home, to try it without Home Assistant.',
    run: async () => (await import('./cli/demo.ts')).demoCommand(process.env),
  },
  selftest: {
    summary: 'Go through a Latchkey as a client does: selftest --url URL [--token TOKEN].',
    run: async (args) => (await import('./doctor/selftest/command.ts')).selftestCommand(args),
  },
  doctor: {
    summary: 'Find out why an assistant cannot connect: doctor [--url URL] [--json].',
    run: doctor,
  },
  audit: {
    summary: 'Print who did what: audit [--json] [--since 7d]; audit --help says more.',
    run: audit,
  },
  grants: {
    summary: 'Show which assistants are connected; pause or disconnect them: grants --help.',
    run: async (args) => control(args, (await import('./cli/grants.ts')).grants),
  },
  clients: {
    summary: 'Show which assistants and programs are known, or forget one: clients [remove ID].',
    run: async (args) => control(args, (await import('./cli/clients.ts')).clients),
  },
  connections: {
    summary: 'Show the other servers, let their tools in, sign in to them; connections --help.',
    run: async (args) => control(args, (await import('./cli/connections.ts')).connections),
  },
  refresh: {
    summary: 'Connect and sign in to the other servers anew: refresh [NAME].',
    run: async (args) => control(args, (await import('./cli/refresh.ts')).refresh),
  },
  debug: {
    summary: 'Log for 15 minutes how signing in goes: debug on|off|status.',
    run: async (args) => control(args, (await import('./cli/debug.ts')).debug),
  },
  timeline: {
    summary: 'Show how the last assistants connected, step by step: timeline [--follow] [--json].',
    run: async (args) => control(args, (await import('./cli/timeline.ts')).timeline),
  },
  secrets: {
    summary: 'Keep secrets that the file of other servers refers to: secrets set|list|remove.',
    run: async (args) => control(args, (await import('./cli/secrets.ts')).secrets),
  },
  machines: {
    summary: 'Programs with a key of their own: machines list|add-key|rotate|remove.',
    run: async (args) => control(args, (await import('./cli/machines.ts')).machines),
  },
  keys: {
    summary: "Latchkey's own keys: since when they are in use; keys rotate signing|encryption.",
    run: async (args) => control(args, (await import('./cli/keys.ts')).keys),
  },
  companion: {
    summary: 'Install the door for Nabu Casa in Home Assistant: companion status|install|remove.',
    run: companion,
  },
  'generate-key': {
    summary: 'Print a new encryption key for OAUTH_ENCRYPTION_KEY.',
    run: async () => {
      console.log((await import('./keys/fernet.ts')).generateKey(systemRandom));
      return 0;
    },
  },
};

/** A command that asks the Latchkey that runs. */
async function control(args: string[], command: ControlledCommand): Promise<number> {
  const { runControlled } = await import('./cli/controlled.ts');
  return runControlled(args, command, {
    dataDir: async () => (await import('./main.ts')).readSettings().config.dataDir,
    print: console.log,
    complain: console.error,
    prompt: (text) => void process.stderr.write(text),
    input: process.stdin,
  });
}

async function doctor(args: string[]): Promise<number> {
  const { doctorCommand } = await import('./cli/doctor.ts');
  const { readSettings } = await import('./main.ts');
  return doctorCommand(args, {
    config: () => readSettings().config,
    print: console.log,
    complain: console.error,
  });
}

async function companion(args: string[]): Promise<number> {
  const { companionCommand } = await import('./cli/companion.ts');
  const { COMPANION, ourSupervisor, readSettings, secretOf } = await import('./main.ts');
  return companionCommand(args, {
    place: COMPANION,
    random: systemRandom,
    secret: () => secretOf(readSettings().config),
    port: () => readSettings().config.port,
    supervisor: ourSupervisor(),
    print: console.log,
    complain: console.error,
  });
}

async function audit(args: string[]): Promise<number> {
  const { auditCommand } = await import('./audit/command.ts');
  const { printTo } = await import('./audit/print.ts');
  const { readSettings } = await import('./main.ts');
  return auditCommand(args, {
    place: () => readSettings().config,
    clock: systemClock,
    print: printTo(process.stdout),
    complain: console.error,
  });
}

function help(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  return [
    'Usage: latchkey COMMAND [options]',
    '',
    ...Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'From a checkout, write npm run latchkey -- COMMAND.',
  ].join('\n');
}

async function run(name: string | undefined, args: string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    console.log(help());
    return 0;
  }
  const command = COMMANDS[name];
  if (command === undefined) {
    console.error(`There is no command of that name.\n\n${help()}`);
    return 2;
  }
  return command.run(args);
}

run(process.argv[2], process.argv.slice(3)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (!(error instanceof LatchkeyError)) throw error;
    console.error(startRefusedMessage(error));
    process.exitCode = 1;
  },
);
