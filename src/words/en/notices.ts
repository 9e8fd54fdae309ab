/** What Home Assistant shows on everybody's screen while something needs a person. */
export const notices = {
  door: {
    title: 'Assistants cannot reach your home',
    message:
      'The last check-up of Latchkey found what stops them, and says what to do. Open the settings of Latchkey, then Check-up.',
  },
  companion: {
    title: 'The companion of Latchkey needs an update',
    message:
      'Latchkey was updated, and the integration inside Home Assistant still is the older one. Open the settings of Latchkey to update it; Home Assistant restarts once.',
  },
  signedOut: (names: string) => ({
    title: 'Programs stopped working',
    message: `They act as ${names}, who is no longer signed in. They work again once an assistant is let in for that person anew.`,
  }),
  tools: (names: string) => ({
    title: 'Tools wait for you',
    message: `Other servers behind Latchkey offer new or changed tools: ${names}. Nobody can use them until you have looked at them, in the settings of Latchkey under Other servers.`,
  }),
  signIn: (names: string) => ({
    title: 'Another server needs a sign-in',
    message: `Assistants cannot use these servers until somebody signs in: ${names}. Open the settings of Latchkey, then Other servers.`,
  }),
};
