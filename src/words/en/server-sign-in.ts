/** The pages on which a person signs in at another server of the house. */
export const serverSignIn = {
  title: (server: string) => `Sign in at ${server}`,
  forPerson: (server: string, person: string) =>
    `You are signing in at the server ${server}, so that Latchkey can use it for ${person} alone.`,
  forAll: (server: string) =>
    `You are signing in at the server ${server}, so that Latchkey can use it for everybody it lets use that server.`,
  onlyIfPerson: (person: string) =>
    `Go on only if you are ${person} and asked for this a moment ago. Whoever sent you this link would otherwise use your account there.`,
  onlyIfAsked:
    'Go on only if you asked for this a moment ago: the account you sign in with is the one that will be used.',
  goOn: 'Continue',
  taken: (host: string, server: string) =>
    `You are being taken to ${host}, where ${server} lets people sign in. If nothing happens, use the button.`,
  sameBrowser: 'It must open in this browser, within ten minutes.',
  usedLink: {
    title: 'This link has ended',
    happened: 'It was used already, or is older than ten minutes. Nothing was changed.',
    todo: 'Ask for a new link where you got this one.',
  },
  notOurPage: {
    title: 'This did not come from our page',
    happened: 'To protect you it was not used. Nothing was changed.',
    todo: 'Open the link again in a browser that keeps cookies for this address.',
  },
  unknownArrival: {
    title: 'This sign-in is not known here',
    happened:
      'It took longer than ten minutes, was used already, or was started in another browser. Nothing was changed.',
    todo: 'Ask for a new link, and open it in the browser in which you sign in.',
  },
  notSignedIn: (server: string) => `You are not signed in at ${server}`,
  sentBack: 'It sent you back without a reason.',
  /** What it said is the server's own text. */
  sentBackSaying: (said: string) => `It sent you back and said: “${said}”.`,
  again: 'Ask for a new link to try again.',
  signedIn: (server: string) => `You are signed in at ${server}`,
  kept: 'Latchkey keeps what it got, encrypted, and asks the server for its tools now.',
  close: 'You can close this page.',
};
