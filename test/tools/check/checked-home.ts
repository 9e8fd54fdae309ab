import assert from 'node:assert/strict';
import { DAY } from '../../../src/core/clock.ts';
import type { Home } from '../../../src/home/home.ts';
import { checkHome } from '../../../src/tools/check/check-home.ts';
import { contextOf } from '../../support/tool-context.ts';
import { NOW, smallHome, type Thing } from '../small-home.ts';

/** A home that answers these commands, each healthy unless told otherwise. */
export function home(
  things: readonly Thing[],
  answers: Readonly<Record<string, unknown>> = {},
): Home {
  const all: Record<string, unknown> = {
    'repairs/list_issues': { issues: [] },
    'frontend/get_translations': { resources: {} },
    'config_entries/get': [],
    'trace/list': [],
    'backup/info': {
      backups: [{ date: new Date(NOW - DAY).toISOString() }],
      last_attempted_automatic_backup: null,
      last_completed_automatic_backup: null,
    },
    'recorder/info': { recording: true, thread_running: true },
    'system_log/list': [],
    ...answers,
  };
  return {
    ...smallHome(things),
    async command<T>({ type }: { type: string }) {
      if (all[type] instanceof Error) throw all[type];
      assert.ok(type in all, type);
      return all[type] as T;
    },
  };
}

export async function check(place: Home, args: Record<string, unknown> = {}) {
  const answer = await checkHome.call(args, contextOf(place, NOW));
  assert.equal(answer.isError, undefined, answer.content[0].text);
  return {
    ...checkHome.output.parse(answer.structuredContent),
    text: answer.content[0].text,
  };
}

export async function titles(place: Home, args?: Record<string, unknown>) {
  const { findings } = await check(place, args);
  return findings.map(({ severity, kind, title }) => `${severity} ${kind}: ${title}`);
}
