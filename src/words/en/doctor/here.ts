import type { Advice } from './advice.ts';

/** Of Latchkey itself and the machine that it runs on, and of looking at all. */
export const ofHere = {
  sound: (): Advice => ({ sentence: 'All is well here.', fix: '' }),
  waits: ({ after }: { after: string }): Advice => ({
    sentence: `This could not be looked at: it waits for "${after}".`,
    fix: 'See to that first, then ask the doctor again.',
  }),
  took_too_long: ({ seconds }: { seconds: number }): Advice => ({
    sentence: `Looking at this took longer than ${seconds} seconds.`,
    fix: 'Try again; if it stays, something on the way is very slow.',
  }),
  could_not_look: (): Advice => ({
    sentence: 'This could not be looked at.',
    fix: "Try again; if it stays, Latchkey's log says more.",
  }),
  not_running: (): Advice => ({
    sentence: 'Latchkey is not running, so nobody can connect.',
    fix: 'Start it: in Home Assistant start the app, from a checkout run npm start.',
  }),
  settings_refused: ({ reason }: { reason: string }): Advice => ({
    sentence: `Latchkey does not start with these settings: ${reason}.`,
    fix: 'Change the setting that it names, then start Latchkey.',
  }),
  mode_none: (): Advice => ({
    sentence: 'Authentication is off: everything on this network can look into the home.',
    fix: 'Set MCP_AUTH_MODE to oauth, and start Latchkey again.',
  }),
  disk_full: ({ megabytes }: { megabytes: number }): Advice => ({
    sentence: `The disk is full (${megabytes} MB are free), so nobody can sign in and changes are refused.`,
    fix: 'Make room on the disk that holds the data of Latchkey: old backups are the usual reason.',
  }),
  disk_low: ({ megabytes }: { megabytes: number }): Advice => ({
    sentence: `Only ${megabytes} MB are free on the disk that holds the data of Latchkey.`,
    fix: 'Make room before it is full: old backups are the usual reason.',
  }),
  store_failed: ({ reason }: { reason: string }): Advice => ({
    sentence: `Latchkey cannot write down what it has to keep: ${reason}`,
    fix: 'Check that the data folder belongs to the user whom Latchkey runs as and that its disk is not read-only.',
  }),
  keyring_missing: (): Advice => ({
    sentence: 'The file of keys (keyring.json) is gone from the data folder.',
    fix: 'Put keyring.json back from a backup before Latchkey restarts: without it everybody has to sign in again.',
  }),
  keyring_unreadable: (): Advice => ({
    sentence: 'The file of keys (keyring.json) cannot be read.',
    fix: 'Put keyring.json back from a backup, and make it belong to the user whom Latchkey runs as.',
  }),
  keyring_open: (): Advice => ({
    sentence: 'Other users of this machine can read the file of keys (keyring.json).',
    fix: 'Take that away from them: chmod 600 keyring.json in the data folder.',
  }),
  clock_off: ({ minutes, other }: { minutes: number; other: string }): Advice => ({
    sentence: `The clock of this machine and the clock of ${other} are ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} apart, so sign-ins that are new look expired.`,
    fix: 'Let this machine set its clock by the internet (NTP), and then restart Latchkey.',
  }),
  clock_unknown: (): Advice => ({
    sentence: 'Nobody answered whose clock could be compared with ours.',
    fix: 'See to what else was found first, then ask the doctor again.',
  }),
};
