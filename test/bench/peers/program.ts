import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Starting may install compiled files and read many modules on a machine that is busy. */
const ANSWERING_WITHIN_MS = 120_000;

export interface Program {
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts a program and waits until it answers at this address, whatever it answers. */
export async function startProgram(
  command: readonly string[],
  env: NodeJS.ProcessEnv,
  url: string,
): Promise<Program> {
  // It dies with us, however we end.
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...command], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    complaints = (complaints + part).slice(-2_000);
  });
  let ended = false;
  const closed = once(child, 'close').finally(() => {
    ended = true;
  });
  const stop = async () => {
    child.kill('SIGKILL');
    await closed;
  };
  const deadline = Date.now() + ANSWERING_WITHIN_MS;
  while (!(await answers(url))) {
    if (ended) throw new Error(`it ended before it answered: ${complaints.trim()}`);
    if (Date.now() > deadline) {
      await stop();
      throw new Error(`it did not answer in time: ${complaints.trim()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { pid: child.pid ?? 0, stop };
}

async function answers(url: string): Promise<boolean> {
  try {
    await (await fetch(url)).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
