import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A script beside this file in a process of its own, which answers messages one at a time. */
export class Child {
  readonly #process: ChildProcess;
  readonly #exit: Promise<unknown>;

  private constructor(child: ChildProcess) {
    this.#process = child;
    this.#exit = once(child, 'exit');
  }

  /** Starts it; resolves with its first message. */
  static async start<T>(
    script: string,
    env: Readonly<Record<string, string>> = {},
  ): Promise<{ child: Child; said: T }> {
    const child = new Child(
      fork(join(import.meta.dirname, script), {
        env: { ...process.env, ...env },
        execArgv: ['--expose-gc'],
        serialization: 'advanced',
      }),
    );
    return { child, said: await child.#message<T>() };
  }

  ask<T>(question: object): Promise<T> {
    const answer = this.#message<T>();
    this.#process.send(question);
    return answer;
  }

  get ended(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  async stop(): Promise<void> {
    if (this.#process.connected) this.#process.disconnect();
    await this.#exit;
  }

  async #message<T>(): Promise<T> {
    const first = await Promise.race([once(this.#process, 'message'), this.#exit]);
    if (this.ended) throw new Error('the process under test has ended');
    return (first as [T])[0];
  }
}
