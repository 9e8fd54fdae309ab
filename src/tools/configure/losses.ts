import { ToolError } from '../errors.ts';

/** What could not be brought back with the rest. */
export class Losses {
  readonly #lost: string[] = [];

  note(lost: string): void {
    this.#lost.push(lost);
  }

  /** Throws a ToolError that says what is missing, when anything is; call it last. */
  report(thing: string): void {
    if (this.#lost.length === 0) return;
    const shown = this.#lost.slice(0, 20).join('; ');
    const more = this.#lost.length > 20 ? '; and more' : '';
    throw new ToolError(`${thing} is back, but not all of it: ${shown}${more}.`);
  }
}
