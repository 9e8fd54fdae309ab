import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import type { TestCertificate } from '../support/certificate.ts';
import { eventually } from '../support/eventually.ts';
import { type Ending, lastly } from '../support/lastly.ts';
import { freePort } from '../support/latchkey-under-test.ts';
import { tempDir } from '../support/temp.ts';

const PROGRAMS = '/usr/lib/postgresql/*/bin/postgres';
const READY_WITHIN_MS = 30_000;

/** A PostgreSQL of the test's own, in a folder that is gone afterwards. */
export interface PostgresServer {
  /** Makes an empty database and says where it is. */
  database(): Promise<string>;
  /** Runs statements as the superuser, in the database of that address or in its own. */
  sql(text: string, url?: string): Promise<readonly Record<string, unknown>[]>;
  /** Stops it: `fast` ends every connection cleanly, `immediate` is a crash. */
  stop(how: 'fast' | 'immediate'): Promise<void>;
  start(): Promise<void>;
  readonly port: number;
  /** From now on it speaks TLS with this certificate to whoever wants it. */
  encrypt(certificate: TestCertificate): Promise<void>;
  /**
   * Makes a standby that has everything before this one says that it is kept. Promoted, it takes
   * changes under the same names at a port of its own.
   */
  standby(): Promise<{ readonly port: number; promote(): Promise<void> }>;
}

/** Where PostgreSQL's programs are; root on Debian installs them when they are missing. */
function programs(): string {
  const found = globSync(PROGRAMS).sort().at(-1);
  if (found !== undefined) return dirname(found);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update', '-qq'], { env, stdio: 'inherit' });
  const install = ['install', '-y', '-qq', '--no-install-recommends', 'postgresql'];
  execFileSync('apt-get', install, { env, stdio: 'inherit' });
  return programs();
}

/** PostgreSQL refuses to run as root, so root lends it the user that Debian made for it. */
function asWhom(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const line = readFileSync('/etc/passwd', 'utf8').match(/^postgres:[^:]*:(\d+):(\d+):/m);
  if (line === null) throw new Error('this machine has no user postgres');
  return { uid: Number(line[1]), gid: Number(line[2]) };
}

/** Starts a PostgreSQL of the machine's own version on a port of its own. */
export async function startPostgres(t: Ending): Promise<PostgresServer> {
  const bin = programs();
  const user = asWhom();
  const folder = tempDir(t);
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const init = [
    '--no-sync',
    '--pgdata',
    data,
    '--username=postgres',
    '--auth=trust',
    '--encoding=UTF8',
  ];
  execFileSync(join(bin, 'initdb'), [...init, '--locale=C.UTF-8'], { ...user, cwd: folder });
  const port = await freePort();
  const address = (name: string) => `postgres://postgres@127.0.0.1:${port}/${name}`;
  let running: ChildProcess | undefined;
  let made = 0;

  function run(where: string, at: number): ChildProcess {
    const settings = ['-p', String(at), '-h', '127.0.0.1', '-k', folder];
    const options = { ...user, cwd: folder, stdio: 'ignore' } as const;
    return spawn(join(bin, 'postgres'), ['-D', where, ...settings], options);
  }

  async function sql(text: string, url = address('postgres')) {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  }

  async function ready(process = running, url = address('postgres')): Promise<void> {
    const until = Date.now() + READY_WITHIN_MS;
    for (;;) {
      try {
        await sql('select', url);
        return;
      } catch (error) {
        if (Date.now() > until || process?.exitCode !== null) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }

  async function start(): Promise<void> {
    running = run(data, port);
    await ready();
  }

  async function stop(how: 'fast' | 'immediate'): Promise<void> {
    const process = running;
    running = undefined;
    if (process !== undefined) await end(process, how === 'fast' ? 'SIGINT' : 'SIGQUIT');
  }

  async function standby() {
    const at = await freePort();
    const copy = join(folder, `standby-${at}`);
    const from = ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-D', copy];
    const how = ['--write-recovery-conf', '--no-sync', '--checkpoint=fast'];
    execFileSync(join(bin, 'pg_basebackup'), [...from, ...how], { ...user, cwd: folder });
    const process = run(copy, at);
    lastly(t, () => end(process, 'SIGQUIT'));
    const url = `postgres://postgres@127.0.0.1:${at}/postgres`;
    await ready(process, url);
    await sql("alter system set synchronous_standby_names = '*'");
    await sql('select pg_reload_conf()');
    return {
      port: at,
      promote: async () => {
        await sql('alter system reset synchronous_standby_names', url);
        await sql('select pg_reload_conf()', url);
        await sql('select pg_promote(wait => true)', url);
      },
    };
  }

  async function encrypt({ cert, key }: TestCertificate): Promise<void> {
    for (const [name, text] of [
      ['server.crt', cert],
      ['server.key', key],
    ] as const) {
      const file = join(data, name);
      writeFileSync(file, text, { mode: 0o600 });
      if (user.uid !== undefined && user.gid !== undefined) chownSync(file, user.uid, user.gid);
    }
    await sql('alter system set ssl = on');
    await sql('select pg_reload_conf()');
    // Whoever is connected to next is told by a server that has read it.
    await eventually(async () => (await sql('show ssl'))[0]?.ssl === 'on');
  }

  await start();
  lastly(t, () => stop('immediate'));
  return {
    port,
    encrypt,
    standby,
    async database() {
      made += 1;
      const name = `test_${made}`;
      await sql(`create database ${name}`);
      return address(name);
    },
    sql,
    stop,
    start,
  };
}

async function end(process: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const over = once(process, 'exit');
  process.kill(signal);
  await over;
}
