import type { Effect } from '../policy/sensitive.ts';

/**
 * A person has to say yes before this is done; nothing of it was sent. No tool has to know: whoever
 * runs the tool asks, and runs it again.
 */
export class NeedsYes extends Error {
  readonly effects: readonly Effect[];

  constructor(effects: readonly Effect[]) {
    super(`A person has to allow this first: ${effects.map((one) => one.sentence).join('; ')}.`);
    this.name = 'NeedsYes';
    this.effects = effects;
  }
}
