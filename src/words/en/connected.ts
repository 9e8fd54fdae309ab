/** The page of what is connected. */
export const connected = {
  nav: 'Connected',
  title: 'What is connected',
  intro:
    'These assistants may reach your home now, each for the person who let it in. A change takes effect with the very next thing that the assistant does.',
  none: 'Nothing is connected yet.',
  noneTodo: 'The address that assistants are given is on the first page.',
  toStart: 'Connect an assistant',
  unknownAssistant: 'An assistant that is no longer known',
  ownName: 'It chose this name itself; nobody vouches for it.',
  vouched: (host: string) => `Published by ${host}`,
  forPerson: (person: string) => `For ${person}`,
  unknownPerson: 'somebody who is no longer known',
  paused: 'Paused',
  pausedSince: (time: string) =>
    `Paused since ${time}. It stays signed in, and is told that an administrator has paused it.`,
  facts: {
    home: 'Home',
    door: 'Through',
    may: 'It may',
    since: 'Since',
    used: 'Last used',
    from: 'From',
  },
  notUsed: 'Not used yet',
  justNow: 'just now',
  fromUnknown: 'Not known',
  fromUnknownHint: 'It came through a tunnel or proxy, or from your own network.',
  lowered: 'An administrator took some of it away.',
  nothingInHome: { label: 'Nothing in the home', hint: 'Only what is chosen below.' },
  energy: 'Energy use',
  server: (name: string) => `Other server: ${name}`,
  lower: 'Take something away',
  lowerOf: (assistant: string, person: string) =>
    `Take something away: what ${assistant} may do for ${person}`,
  lowerHint: 'It can only get less here. To give more, disconnect it and let it sign in again.',
  inTheHome: 'In the home',
  besides: 'Besides',
  keep: 'Save',
  keepOf: (assistant: string, person: string) => `Save what ${assistant} may do for ${person}`,
  pause: 'Pause',
  pauseOf: (assistant: string, person: string) => `Pause ${assistant} for ${person}`,
  resume: 'Let it go on',
  resumeOf: (assistant: string, person: string) => `Let it go on: ${assistant} for ${person}`,
  disconnect: 'Disconnect',
  disconnectOf: (assistant: string, person: string) => `Disconnect ${assistant} for ${person}`,
  everything: {
    title: 'Disconnect everything',
    happens: (count: number) =>
      count === 1
        ? 'The one connection ends at once. To use the assistant again, its person has to let it in anew.'
        : `All ${count} connections end at once, for everybody. To use an assistant again, each person has to let it in anew.`,
    confirm: 'Yes, disconnect everything',
  },
  ended: {
    title: 'Ended in the last seven days',
    line: (assistant: string, person: string) => `${assistant}, for ${person}`,
    reasons: {
      revoked_by_client: 'The assistant signed out by itself.',
      code_replayed:
        'Its sign-in was used a second time, as a thief would, so it was ended to be safe.',
      refresh_replayed:
        'Its key was used a second time, as a thief would, so it was ended to be safe.',
      credential_refused:
        'Home Assistant no longer accepted the sign-in: it was logged out there, or the token was deleted.',
      disconnected: 'An administrator disconnected it.',
      expired: 'It was not used for a long time.',
    },
  },
  gone: 'That was not done: it has ended or changed meanwhile. What is shown now is how it is.',
  nothingLeft: 'Nothing would be left that it may do. Disconnect it instead.',
  done: {
    lowered: 'Saved. It may do less from now on.',
    paused: 'Paused. It can do nothing until you let it go on.',
    resumed: 'It may go on.',
    disconnected: 'Disconnected. Its next call is refused.',
    everything: 'Everything is disconnected.',
  },
};
