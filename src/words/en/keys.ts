/** The page of Latchkey's own keys. */
export const keys = {
  nav: 'Keys',
  title: 'Keys of Latchkey',
  intro:
    'Latchkey has two kinds of keys of its own. They look after themselves; change one when you think that somebody has seen it.',
  since: (when: string) => `In use since ${when}.`,
  configured: (setting: string) =>
    `Set in the configuration (${setting}). To change it, put a new one in front of the old one there and restart Latchkey; take the old one away a day later.`,
  signing: {
    title: 'The key that signs',
    means:
      'It signs what assistants show each time they come. Nobody notices a change: what the old key signed stays good until it expires by itself.',
    change: 'Sign with a new key',
    ends: (when: string) => `A former key is still accepted until ${when}.`,
  },
  encryption: {
    title: 'The key that locks up secrets',
    means:
      'It locks up the sign-ins of people and the secrets of other servers on the disk. After a change everything is locked up anew at once, and the former key is thrown away.',
    change: 'Lock up everything with a new key',
    sure: 'Somebody who is signing in just now has to start again. Backups that were made before stay readable, since each holds its own keys.',
    goOn: 'Go on',
  },
  lost: (count: number) =>
    count === 1
      ? 'One secret could not be read before, and still cannot: sign in there again.'
      : `${count} secrets could not be read before, and still cannot: sign in there again.`,
  done: {
    signing: 'A new key signs from now on.',
    encryption: 'Everything is locked up with a new key, and the former one is gone.',
  },
  refused: 'The keys are set in the configuration, so they are changed there. Nothing was changed.',
  backup: {
    title: 'Backups',
    means:
      'Latchkey is restored whole: its database and its keys (keyring.json) belong together, and a backup of the app holds both. Whoever has such a backup can act in your home as the people who signed in, so keep it as safe as your passwords. Without the keys, everybody has to sign in again.',
  },
};
