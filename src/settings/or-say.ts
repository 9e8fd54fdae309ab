import { ControlRefusal } from '../control/refusal.ts';

/** Does what was asked, or answers with what `say` makes of why it was not done. */
export async function orSay<T>(
  work: () => Promise<T>,
  say: (refusal: ControlRefusal) => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof ControlRefusal)) throw thrown;
    return say(thrown);
  }
}
