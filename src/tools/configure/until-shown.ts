import type { Mirror } from '../../home/mirror.ts';

/** Registries reach the mirror within half a second of a change; this is far beyond it. */
const BOUND_MS = 2_000;
const LOOK_EVERY_MS = 20;

/**
 * Resolves once the mirror shows a change, so that the next call finds it; or after two seconds,
 * because what was changed stays changed. Registries tell nobody when they were read anew, so this
 * looks again and again.
 */
export async function untilShown(
  mirror: Mirror,
  shows: (mirror: Mirror) => boolean,
): Promise<void> {
  const giveUp = performance.now() + BOUND_MS;
  while (!shows(mirror) && performance.now() < giveUp) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
