import type { Effect } from '../../policy/sensitive.ts';

const MOST_NAMED = 10;

/** What a person is asked, from the home's own names and ours: nothing in it is a model's word. */
export function questionOf(effects: readonly Effect[]): string {
  return `An assistant wants to act in your home:\n${listed(effects)}\nAllow it this once?`;
}

/** What a model is told when nobody could be asked. */
export function nobodyToAsk(effects: readonly Effect[]): string {
  return [
    `Not done, because a person has to allow it first:\n${listed(effects)}`,
    'Nobody could be asked: this assistant cannot show a question, and no phone of that person could be reached.',
    'They can do it in Home Assistant themselves, connect an assistant that shows such questions, or have whoever runs Latchkey allow it without asking.',
  ].join('\n');
}

/** What a model is told when a person said no. */
export function refusedBy(effects: readonly Effect[], why: 'said no' | 'did not answer'): string {
  return `Not done, because the person who was asked ${why}:\n${listed(effects)}\nDo not ask again unless they want it.`;
}

/** What a model is told when a yes was for something else than what would happen now. */
export function changedMeanwhile(effects: readonly Effect[]): string {
  return `Not done: meanwhile it would also mean this, which nobody was asked about:\n${listed(effects)}\nCall it again to ask anew.`;
}

function listed(effects: readonly Effect[]): string {
  const lines = effects.slice(0, MOST_NAMED).map(({ sentence }) => `- ${sentence}`);
  const more = effects.length - lines.length;
  return [...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}
