import assert from 'node:assert/strict';
import { ask } from '../../../src/control/ask.ts';
import type { AttemptAnswer, TimelineAnswer } from '../../../src/doctor/timeline/answer.ts';
import type { LatchkeyUnderTest } from '../../support/latchkey-under-test.ts';

/** The timeline as whoever runs Latchkey is shown it. */
export function timelineOf({
  dataDir,
}: Pick<LatchkeyUnderTest, 'dataDir'>): Promise<TimelineAnswer> {
  return ask<TimelineAnswer>(dataDir, { method: 'GET', path: '/timeline' });
}

/** The attempt with the latest news. */
export async function latest(lk: Pick<LatchkeyUnderTest, 'dataDir'>): Promise<AttemptAnswer> {
  const [attempt] = (await timelineOf(lk)).attempts;
  assert.ok(attempt, 'nobody tried to connect');
  return attempt;
}

/** Its steps, each as `kind result detail`. */
export function stepsOf({ steps }: AttemptAnswer): readonly string[] {
  return steps.map(({ kind, result, detail }) => [kind, result, detail].filter(Boolean).join(' '));
}

/** Looks around as every client does: the 401, then both documents. */
export async function discover(
  { url, base }: Pick<LatchkeyUnderTest, 'url' | 'base'>,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  await fetch(url, { method: 'POST', headers });
  await fetch(`${base}/.well-known/oauth-protected-resource/mcp`, { headers });
  await fetch(`${base}/.well-known/oauth-authorization-server`, { headers });
}
