import { HOUR, MINUTE } from '../core/clock.ts';
import { isoTime, seconds } from './wire.ts';

/** What is wrong in the home from the start, so that there is something to find. */
export class Diagnostics {
  readonly #startedAt: number;

  constructor(startedAt: number) {
    this.#startedAt = startedAt;
  }

  /** The open repair issues. */
  issues(): readonly Record<string, unknown>[] {
    return [
      {
        breaks_in_ha_version: '2027.4.0',
        created: isoTime(this.#startedAt - HOUR),
        dismissed_version: null,
        ignored: false,
        domain: 'shelly',
        is_fixable: true,
        issue_domain: null,
        issue_id: 'old_firmware_kettle',
        learn_more_url: null,
        severity: 'warning',
        translation_key: 'old_firmware',
        translation_placeholders: { device: 'Kettle plug' },
      },
    ];
  }

  /** What was logged above the level of information, newest first. */
  log(): readonly Record<string, unknown>[] {
    const entry = (level: string, age: number, name: string, message: string, exception = '') => ({
      name,
      message: [message],
      level,
      source: ['components/demo/__init__.py', 42],
      timestamp: seconds(this.#startedAt - age),
      exception,
      count: level === 'ERROR' ? 3 : 1,
      first_occurred: seconds(this.#startedAt - 2 * HOUR),
    });
    return [
      entry(
        'ERROR',
        5 * MINUTE,
        'homeassistant.components.roborock.coordinator',
        'Error fetching roborock data: the map could not be read',
        'Traceback (most recent call last):\n  File "map.py", line 7, in read\nValueError: 3 of 8 bytes',
      ),
      entry('WARNING', 9 * MINUTE, 'homeassistant.components.zha', 'A device answers slowly'),
    ];
  }
}

/** The words for the issues above, as the frontend fetches them. */
export const ISSUE_WORDS: Readonly<Record<string, string>> = {
  'component.shelly.issues.old_firmware.title': 'The firmware of {device} is too old',
  'component.shelly.issues.old_firmware.description':
    'Update {device} in the app of its maker, then come back here.',
};
