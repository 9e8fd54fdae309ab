import { DAY } from '../../core/clock.ts';
import { localTime } from '../local-time.ts';
import type { Ask, Finding } from './findings.ts';

const OLD_BACKUP_MS = 14 * DAY;

interface BackupInfo {
  readonly backups: readonly { readonly date: string }[];
  readonly last_attempted_automatic_backup: string | null;
  readonly last_completed_automatic_backup: string | null;
}

/** Whether there is a backup that is worth having. */
export async function backupFindings(
  ask: Ask,
  timeZone: string,
  now: number,
): Promise<readonly Finding[]> {
  const info = await ask<BackupInfo>({ type: 'backup/info' });
  const attempted = Date.parse(info.last_attempted_automatic_backup ?? '');
  const completed = Date.parse(info.last_completed_automatic_backup ?? '');
  const failed = attempted > (Number.isNaN(completed) ? 0 : completed);
  const newest = Math.max(...info.backups.map(({ date }) => Date.parse(date)));
  const about = { severity: 'problem', kind: 'backup' } as const;
  return [
    ...(failed
      ? [
          {
            ...about,
            title: `The automatic backup of ${localTime(attempted, timeZone)} did not succeed`,
            fix: 'Check the backup settings, or make one with create_backup.',
          },
        ]
      : []),
    ...(info.backups.length === 0
      ? [{ ...about, title: 'There is no backup', fix: 'Make one with create_backup.' }]
      : []),
    ...(now - newest > OLD_BACKUP_MS && Number.isFinite(newest)
      ? [
          {
            ...about,
            title: `The newest backup is of ${localTime(newest, timeZone)}`,
            fix: 'Make one with create_backup, and set up automatic backups.',
          },
        ]
      : []),
  ];
}
