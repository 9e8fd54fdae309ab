/** One step of a selftest, as it went. */
export interface StepReport {
  readonly name: string;
  readonly status: 'ok' | 'failed';
  readonly ms: number;
  /** What was found, or why it failed, in one sentence; never a token. */
  readonly detail: string;
  /** What to do about it, when it failed. */
  readonly todo?: string;
}

/** A whole selftest: `stopped` means that all is well as far as one gets without a token. */
export interface SelftestReport {
  readonly url: string;
  readonly outcome: 'passed' | 'stopped' | 'failed';
  readonly steps: readonly StepReport[];
  readonly next: string;
}

/** What a step found, and the value that later steps stand on. */
export interface Found<T> {
  readonly value: T;
  readonly detail: string;
}

/** A step that did not work: why in one sentence, and what to do about it in another. */
export class StepFailure extends Error {
  readonly todo: string;

  constructor(why: string, todo: string) {
    super(why);
    this.name = 'StepFailure';
    this.todo = todo;
  }
}

/** The line a person sees when a step is over. */
export function stepLine({ name, status, ms, detail, todo }: StepReport): string {
  return status === 'ok'
    ? `ok      ${name.padEnd(14)} ${detail}  ${ms} ms`
    : `FAILED  ${name}: ${detail}\n        ${todo ?? ''}`.trimEnd();
}
