/** The page on which a person lets an assistant in. Names come into it as they are or in bold. */
export const consent = {
  title: (client: string) => `${client} wants to use your home`,
  problem: (title: string) => `Problem: ${title}`,
  publishedBy: 'Published by',
  returnsTo: 'Returns to',
  home: 'Home',
  returnsHere:
    'This app runs on the computer you are using now. Go on only if you started connecting it yourself a moment ago.',
  anyName:
    'Any app can give itself this name. Go on only if you are connecting it now and know the address it returns to.',
  may: 'What it may do',
  energy: 'Energy use and its history are included.',
  others: (servers: string) =>
    `Also use: ${servers}. These are other servers that the operator of this house connected.`,
  signIn: 'Sign in with Home Assistant',
  or: 'or use a token',
  token: 'Your Home Assistant token',
  tokenHelp:
    'To make one: in Home Assistant, open your profile, then *Security*, then *Create token* under Long-lived access tokens.',
  tokenKept: (client: string) => `It is kept here, encrypted; ${client} never sees it.`,
  allow: 'Allow',
  deny: 'Deny',
  choices: {
    look: { label: 'Look', hint: 'See the home: states, history, who is there.' },
    control: {
      label: 'Look and control',
      hint: 'Also switch things: lights, heating, covers, locks.',
    },
    configure: {
      label: 'Look, control and configure',
      hint: 'Also change automations and settings. For administrators only.',
    },
  },
  /** Why a token did not work: what happened and what to do, and nothing of what was typed. */
  refusals: {
    empty: 'The token field is empty. Paste a long-lived access token from Home Assistant.',
    malformed:
      'That is not a long-lived access token. Copy the whole token, from the first letter to the last, and paste it again.',
    expired: 'This token has expired. Make a new one in Home Assistant and paste it here.',
    refused:
      'Home Assistant did not accept this token. It may have been deleted, or belong to another home. Make a new one and paste it here.',
    unreachable:
      'Home Assistant does not answer right now. Nothing was lost: wait a minute and press Allow again.',
    banned:
      'Home Assistant has blocked this app after too many failed sign-ins. An administrator can unblock it: remove its address from ip_bans.yaml and restart Home Assistant.',
    too_many:
      'Too many tokens were refused. To keep Home Assistant from blocking this app, wait ten minutes and try again.',
  },
  /** Why signing in at the home did not work. */
  signInProblems: {
    denied: 'Home Assistant did not sign you in. Try again, or use a token.',
    again: 'That sign-in was used already or took too long. Press the button once more.',
    refused:
      'Home Assistant did not accept the sign-in that came back. Press the button once more, or use a token.',
    unreachable:
      'Home Assistant does not answer Latchkey right now. Nothing was lost: wait a minute and press the button again.',
    banned:
      'Home Assistant has blocked this app after too many failed sign-ins. An administrator can unblock it: remove its address from ip_bans.yaml and restart Home Assistant.',
    too_many:
      'Too many sign-ins were refused. To keep Home Assistant from blocking this app, wait ten minutes and try again.',
    no_login: 'This home has no sign-in page that a browser reaches. Use a token for it.',
  },
  leaving: {
    allowed: (client: string) => `${client} may use your home`,
    denied: 'You said no',
    signedIn: (person: string) => `Signed in as ${person}.`,
    granted: {
      nothing: (client: string) => `${client} may do nothing yet.`,
      look: (client: string) => `${client} may now look.`,
      control: (client: string) => `${client} may now look and control.`,
      configure: (client: string) => `${client} may now look, control and configure.`,
    },
    energy: 'It may read energy use.',
    others: (servers: string) => `It may use ${servers}.`,
    notLetIn: (client: string) => `${client} was not let in. Nothing was shared.`,
    takenBack: (place: string) =>
      `You are being taken back to ${place}. If nothing happens, use the button.`,
    goOn: 'Continue',
    endsByLoggingOut:
      'To end this later: in Home Assistant, open your profile, then *Security*, and delete this address under *Refresh tokens*.',
    endsByDeletingToken:
      'To end this later, delete the token in Home Assistant, where you made it.',
  },
  signingIn: {
    taken: (home: string) =>
      `You are being taken to ${home}, your Home Assistant. If nothing happens, use the button.`,
    sameBrowser: 'It must open in this browser. If it does not, go back and use a token.',
  },
  expired: {
    title: 'This sign-in has ended',
    happened: 'The page was open for too long, or was already used. Nothing was changed.',
    todo: 'Go back to your assistant and connect again; a fresh page will open.',
  },
  otherBrowser: {
    title: 'This sign-in belongs to another browser',
    happened: 'It was started elsewhere, or this browser does not keep cookies for this page.',
    todo: 'Allow cookies for this address, go back to your assistant and connect again from here.',
  },
  otherDoor: {
    title: 'This sign-in belongs to another address',
    happened: 'It was started under another address of this house. Nothing was changed.',
    todo: 'Go back to your assistant and connect again.',
  },
  notOurForm: {
    title: 'This answer did not come from our page',
    happened: 'To protect you it was not used. Nothing was changed.',
    todo: 'Go back to your assistant and connect again.',
  },
  answered: {
    title: 'You have already answered',
    happened: 'Your answer was kept and your assistant was told.',
    todo: 'You can close this page. If the assistant is not connected, connect again from there.',
  },
  tooMany: {
    title: 'Too many sign-ins at once',
    happened: 'Far more requests arrive here than a household makes. Nothing was changed.',
    todo: (seconds: number) => `Wait ${seconds} seconds and load this page again.`,
  },
  /** Requests of an assistant that cannot be trusted; the reason stays in English, for its makers. */
  unknownAssistant: {
    title: 'This assistant is not known here any more',
    happened: 'Its registration was never used, or was removed. Nothing was shared.',
    todo: 'In the assistant, remove this connection and add it again.',
  },
  unreadDocument: {
    title: 'We cannot check who this assistant is',
    happened: (reason: string) => `It says so in a document of its own, but ${reason}.`,
    todo: 'See that this house is online, wait a minute and connect again. If it stays, tell its makers.',
  },
  badRequest: {
    title: 'This sign-in cannot go on',
    happened: (reason: string) => `The assistant sent a request we cannot trust: ${reason}.`,
    todo: 'In the assistant, remove this connection and add it again. If it stays, tell its makers.',
  },
};
