/** The page of programs that come in without a person: keys, clients, and sign-in services. */
export const machines = {
  nav: 'Programs and keys',
  title: 'Programs and keys',
  intro:
    'Programs that call without a person at the screen, such as n8n, a script or a dashboard, come in with a key of their own. Assistants such as Claude and ChatGPT need none: they sign in.',
  none: 'No program has been let in here.',
  noKeysInThisMode:
    'There are no keys: Latchkey runs in mode none, in which everything on your own network may look at your home. Keys that were made before open nothing in this mode. To use keys, set the mode to oauth or api_key in the configuration of the app.',
  keysOnly:
    'Latchkey runs in mode api_key: whoever has one of these keys gets in, and nobody else does.',
  nobodyToActAs:
    'Before you can let a program in, it needs somebody to act as: connect an assistant and sign in once, then come back.',
  yours: 'Let in here',
  fixed: 'Set in the configuration',
  fixedHint: 'These stand in the configuration of the app and are changed there.',
  kind: { key: 'Key', client: 'Client ID and secret', issuer: 'Sign-in service' },
  may: 'May',
  actsAs: 'Acts as',
  made: 'Made',
  used: 'Last used',
  address: 'Address',
  never: 'Never',
  house: 'The house’s own account',
  permission: {
    look: 'Look',
    control: 'Look and control',
    configure: 'Look, control and configure',
    nothing: 'Nothing of the home',
    energy: 'See energy use',
    server: (name: string) => `Use ${name}`,
  },
  notSignedIn: (person: string) =>
    `It cannot do anything now: ${person} is not signed in. Let ${person} connect any assistant once.`,
  noHouseAccount:
    'It cannot do anything now: there is no HOMEASSISTANT_TOKEN in the configuration any more.',
  notInThisMode: 'It opens nothing in mode api_key, which takes keys only.',
  formerUntil: (time: string) => `The former one works until ${time}.`,
  add: {
    key: 'Make a key',
    client: 'Make a client ID and secret',
    issuer: 'Trust a sign-in service',
  },
  about: {
    key: 'For programs that can send a header. This is what most programs want.',
    client: 'For programs that ask for a client ID, a client secret and a token address.',
    issuer: 'For a house with Authentik, Authelia, Keycloak or the like: whoever it vouches for.',
  },
  form: {
    name: 'Name',
    nameHint: 'What the activity log calls it, such as n8n.',
    permission: 'What it may do',
    choice: {
      look: { label: 'Look', hint: 'See the home: states, history, who is there.' },
      control: {
        label: 'Look and control',
        hint: 'Also switch things. Locks, alarms and garage doors still ask a person.',
      },
      configure: {
        label: 'Look, control and configure',
        hint: 'Also change automations and settings. Only when it acts as an administrator.',
      },
    },
    also: 'It may also',
    actAs: 'Acts as',
    actAsHint:
      'Home Assistant sees it as this person. When they are no longer signed in here, the program can do nothing.',
    administrator: (person: string) => `${person} (administrator)`,
    personOf: (person: string, home: string) => `${person}, ${home}`,
    issuer: 'Address of the sign-in service',
    issuerHint: 'Exactly as its tokens carry it as “iss”, such as https://auth.example.com/home/',
    audience: 'For whom its tokens must be',
    audienceHint:
      'What its tokens carry as “aud”, often a client ID there. One a line. Without it, a token for any other service would open your home.',
    privateAddress: 'It is in my own network',
    privateHint: 'Latchkey reads from addresses inside your house only when you say so here.',
    more: 'More about its tokens',
    algorithms: 'How they may be signed',
    scopeMap: 'Other names for permissions',
    scopeMapHint:
      'Only if the service has names of its own. One a line: its name, =, then look, control, energy, or server and a name. For example: read:energy = energy',
    issuerTest: 'Latchkey reads the keys of the service now, and keeps it only if that works.',
    makeKey: 'Make the key',
    makeClient: 'Make the ID and secret',
    makeIssuer: 'Test and trust it',
    cancel: 'Cancel',
  },
  shown: {
    key: (name: string) => `The key of ${name}`,
    client: (name: string) => `The client ID and secret of ${name}`,
    once: 'Copy it now: *it is shown only once.* Latchkey keeps no copy. If it gets lost, make a new one.',
    secret: 'Key',
    header: 'As a header',
    file: 'For programs that have a file of servers',
    fileHint:
      'Programs call the parts of this file by different names; the address and the header stay.',
    clientId: 'Client ID',
    clientSecret: 'Client secret',
    tokenAddress: 'Token address',
    resource: 'Resource (the address of your home for assistants)',
    form: 'What to ask the token address for',
    mcpAddress: 'Address',
    formerUntil: (time: string) => `The former one works until ${time}. Put the new one in before.`,
    formerEnded: 'The former one does not work any more.',
    back: 'I have copied it',
  },
  rotate: {
    open: 'Replace',
    of: (name: string) => `Replace the secret of ${name}`,
    hint: 'You get a new one, which is shown once.',
    overlap: 'What becomes of the one in use now?',
    day: 'It keeps working for 24 hours, so that nothing stops while you change it.',
    now: 'It ends at once, because somebody else may have it.',
    confirm: (name: string) => `Make a new one for ${name}`,
  },
  remove: {
    open: 'Delete',
    of: (name: string) => `Delete ${name}`,
    hint: 'Its next call is refused. This cannot be taken back.',
    confirm: (name: string) => `Delete ${name}`,
  },
  done: {
    removed: 'Deleted. Its next call is refused.',
    trusted: 'The sign-in service answered, its keys were read, and its tokens work from now on.',
  },
  problems: {
    mode: 'That kind does not work in this mode. Nothing was made.',
    name: 'Give it a name of up to 60 letters, digits and spaces, such as n8n. It has to begin with a letter or a digit.',
    nameTaken:
      'There is one of that name already, here or in the configuration. Choose another name.',
    full: 'There are 200 already, and that is as many as Latchkey keeps. Delete those that nobody needs.',
    account: 'Choose as whom it acts. Whoever you had chosen may not be signed in any more.',
    permission: 'One of those permissions cannot be given any more. Look at them again.',
    administrator:
      'Only a program that acts as an administrator can configure the home. Choose another person, or a smaller permission.',
    gone: 'It was deleted meanwhile. Nothing was changed.',
    changed:
      'Its secret was replaced meanwhile, so nothing was changed. If you sent the form twice, the first one counted; if you did not copy its secret, replace it again.',
    issuerAddress:
      'Write the whole address of the sign-in service, beginning with https://. Only a service in your own network may have http://.',
    issuerOwn: 'That is the address of this Latchkey itself. Write the one of the sign-in service.',
    issuerTaken: 'That sign-in service is trusted already, here or in the configuration.',
    issuerPrivate:
      'That address is in your own network. Say so below the address, and Latchkey will read from it.',
    issuerUnreachable:
      'Nothing answers at that address, so it was not kept. Check the address and that the service is running. If it is in your own network, say so below the address.',
    issuerDocument:
      'Something answers there, but it does not describe a sign-in service of exactly that address, so it was not kept. Compare the address with what the service calls its issuer, to the last slash.',
    issuerKeys:
      'The service answers, but publishes no keys that Latchkey can use, so it was not kept. Give it a signing key (RS256 or ES256).',
    audience: 'Write for whom the tokens must be: at least one line, at most 20.',
    algorithms: 'Choose at least one way in which its tokens may be signed.',
    scopeMap:
      'The other names for permissions cannot be read. Write one a line: its name, =, then look, control, energy, or server and a name.',
  },
};
