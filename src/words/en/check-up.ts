/** The page that finds out why an assistant cannot connect. */
export const checkUp = {
  nav: 'Check-up',
  title: 'Why can an assistant not connect?',
  intro:
    'Latchkey looks at its own address from the outside, at Home Assistant and at itself, as an assistant would. Nothing is changed.',
  look: 'Look now',
  lookAgain: 'Look again',
  looking: (done: number, total: number) => `Looking: ${done} of ${total} done`,
  reload: 'Show what was found so far',
  never: 'Nobody has looked yet.',
  lookedAt: (when: string) => `Looked at on ${when}.`,
  sound: 'Everything is in order',
  soundMeans:
    'If an assistant still cannot connect, start it again and watch below where it stops.',
  problems: (count: number) => (count === 1 ? '1 problem' : `${count} problems`),
  warnings: (count: number) => (count === 1 ? '1 warning' : `${count} warnings`),
  about: {
    door: (address: string) => `About the address ${address}`,
    home: 'About Home Assistant',
    here: 'About Latchkey itself',
  },
  statuses: {
    ok: 'In order',
    warning: 'Warning',
    problem: 'Problem',
    unknown: 'Not looked at',
  },
  all: 'Everything that was looked at',
  timeline: 'How assistants connected',
  timelineIntro:
    'Start the connection in the assistant and watch each step appear here. It is kept in memory only, and no secret is in it.',
  from: (who: string) => `From ${who}`,
  times: (count: number) => `${count} times`,
};
