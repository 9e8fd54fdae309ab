import { HOUR } from '../core/clock.ts';
import { FLAT_ROUTINES } from './flat/routines.ts';
import { contextId, fixedHexId } from './ids.ts';
import type { Trace } from './traces.ts';
import { isoTime } from './wire.ts';

const ERROR = 'Action notify.mobile_app_old_phone not found';

/** What ran before the home started: an automation that failed, so that there is one to find. */
export function pastRuns(startedAt: number): readonly Trace[] {
  const at = startedAt - 3 * HOUR;
  const failed = FLAT_ROUTINES.find(({ entityId }) => entityId === 'automation.leak_alert');
  if (failed?.id === undefined) return [];
  return [
    {
      kind: failed.kind,
      itemId: failed.id,
      runId: fixedHexId('run', failed.id),
      startedAt: at,
      finishedAt: at,
      execution: 'error',
      error: ERROR,
      steps: [
        {
          path: 'trigger',
          timestamp: isoTime(at),
          changed_variables: { trigger: { platform: null } },
        },
        { path: 'action/0', timestamp: isoTime(at), error: ERROR },
      ],
      config: failed.config,
      context: { id: contextId(at), parent_id: null, user_id: null },
    },
  ];
}
