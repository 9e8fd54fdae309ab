#!/usr/bin/env node
import { join } from 'node:path';
import { pino } from 'pino';
import { startRefusedMessage } from './config/messages.ts';
import { readConfig } from './config/read-config.ts';
import { systemClock } from './core/clock.ts';
import { LatchkeyError } from './core/errors.ts';
import { systemRandom } from './core/ids.ts';
import { stopOnSignal } from './stop-on-signal.ts';

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
    run: demo,
  },
  selftest: {
    summary: 'Go through a Latchkey as a client does: selftest --url URL [--token TOKEN].',
    run: async (args) => (await import('./doctor/selftest/command.ts')).selftestCommand(args),
  },
  audit: {
    summary: 'Print who did what: audit [--json] [--since 7d]; audit --help says more.',
    run: audit,
  },
  'generate-key': {
    summary: 'Print a new encryption key for OAUTH_ENCRYPTION_KEY.',
    run: async () => {
      console.log((await import('./keys/fernet.ts')).generateKey(systemRandom));
      return 0;
    },
  },
};

async function audit(args: string[]): Promise<number> {
  const { auditCommand } = await import('./audit/command.ts');
  const { printTo } = await import('./audit/print.ts');
  const { readSettings } = await import('./main.ts');
  return auditCommand(args, {
    dataDir: () => readSettings().config.dataDir,
    clock: systemClock,
    print: printTo(process.stdout),
    complain: console.error,
  });
}

async function demo(): Promise<number> {
  const { runDemo } = await import('./demo/run-demo.ts');
  const port = process.env.MCP_PORT ?? '8086';
  const homePort = process.env.DEMO_HOME_PORT ?? '8123';
  const { config, warnings } = readConfig({
    env: {
      MCP_BASE_URL: `http://localhost:${port}`,
      MCP_HOST: '127.0.0.1',
      HOMEASSISTANT_URL: `http://127.0.0.1:${homePort}`,
      LOG_LEVEL: 'warn',
      ...process.env,
    },
    defaultDataDir: join(import.meta.dirname, '..', '.data'),
  });
  const log = pino({ level: config.logLevel });
  for (const warning of warnings) log.warn(warning);

  const running = await runDemo(config, Number(homePort), log, process.env);
  console.log(running.text);
  stopOnSignal(() => running.stop());
  return 0;
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
