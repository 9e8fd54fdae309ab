/** The page of the other servers: the list, adding one, its tools, secrets and the sign-in log. */
export const servers = {
  nav: 'Other servers',
  title: 'Other servers',
  intro:
    'Assistants can use other MCP servers through Latchkey: one address and one sign-in for all of them. An assistant may use a server once a person has allowed that on the page where they connect it.',
  empty: 'There is no other server yet.',
  add: 'Add a server',

  state: {
    connected: 'Connected',
    asleep: 'Ready',
    connecting: 'Connecting',
    failed: 'Cannot be reached',
    disabled: 'Not used',
    'needs sign-in': 'Needs a sign-in',
    off: 'Switched off',
    on: 'On',
  },
  stateMeans: {
    asleep: 'Latchkey connects to it when it is used.',
    failed:
      'Check that it is running and that its address is right, then press “Connect anew”. What was approved of it stays approved.',
    connecting: 'Latchkey is connecting to it now. Reload the page in a moment.',
    'needs sign-in': 'Somebody has to sign in there before assistants can use it.',
    off: 'Whoever wrote it down has switched it off there, so it is not used.',
  },

  facts: {
    address: 'Address',
    reached: 'Reached',
    signsIn: 'Proves itself',
    whose: 'Used as',
    tools: 'In use',
    tokenEnds: 'Sign-in renewed by',
    protocol: 'MCP version',
    written: 'Written in',
  },
  reached: {
    http: 'over the network',
    sse: 'over the network, the older way (SSE)',
    stdio: 'as a program that Latchkey starts',
  },
  signsIn: {
    none: 'not at all',
    bearer: 'with a token',
    headers: 'with headers of its own',
    environment: 'with variables of its own',
    oauth: 'with a sign-in there',
    client_credentials: 'with a client id and secret',
  },
  whose: { household: 'the household', person: 'each person themselves' },
  written: { here: 'these settings', file: 'the file of servers', options: 'the app’s options' },
  changeThere: 'It can be changed only where it is written.',
  tools: (count: number): string => (count === 1 ? '1 tool' : `${count} tools`),
  leftOut: (count: number): string =>
    count === 1
      ? 'One tool is left out: it is too large, or there are too many.'
      : `${count} tools are left out: they are too large, or too many.`,
  waiting: (count: number): string =>
    count === 1
      ? 'One tool is new or has changed. It is not used until you have read and approved it.'
      : `${count} tools are new or have changed. They are not used until you have read and approved them.`,
  askFirst:
    'None of its tools is in use yet. Read them and approve what assistants may use: nothing of it is used before.',
  askFirstSignIn: 'After the sign-in, read its tools and approve what assistants may use.',
  perPersonTools:
    'Each person signs in there for themselves, when they first use it; their assistant gives them the link. What it offers to the first of them is approved with that. What it adds or changes later is not used; to take that up, remove the server and add it again.',

  readTools: 'Read and approve',
  seeTools: 'See its tools',
  refresh: 'Connect anew',
  signIn: 'Sign in there',
  change: 'Change',
  remove: 'Remove',
  removeSure: (name: string): string =>
    `Assistants can no longer use ${name}. What was approved of it, its sign-ins and the secrets that were typed in for it are forgotten.`,
  removeYes: 'Yes, remove it',
  of: (action: string, name: string): string => `${action}: ${name}`,

  faultsTitle: 'What cannot be used as it is written',

  haMcp: {
    title: 'ha-mcp is installed',
    means:
      'The app Home Assistant MCP Server (ha-mcp) runs on this machine. Assistants can use it through Latchkey, behind the same sign-in. It acts as its own administrator account, whoever calls it, so approve only what everybody who may use it should be able to do.',
    address: 'Its address',
    hint: 'Open its log in Home Assistant, copy what stands there as “Secret Path”, and put it at the end in place of the last slash.',
    add: 'Add ha-mcp',
  },

  homeMcp: {
    title: 'Home Assistant’s own server',
    name: 'homeassistant',
    builtIn: 'built in',
    means:
      'Home Assistant has an MCP server of its own. Its tools are for administrators only and go by what Assist is shown, not by the rules of Latchkey.',
    off: 'It is switched off. To offer it, set the option home_mcp (MCP_HOME_MCP) to true and restart Latchkey.',
    on: (count: number): string =>
      count === 1 ? 'It answers and offers 1 tool.' : `It answers and offers ${count} tools.`,
    absent:
      'It does not answer. Add the integration Model Context Protocol Server in Home Assistant.',
    notAdministrator:
      'It is offered to administrators. Latchkey’s own account is none, so its state cannot be told here.',
    silent: 'Home Assistant does not answer right now.',
  },

  secrets: {
    title: 'Secrets',
    means: `Tokens and keys for other servers, kept encrypted. A server refers to one as $\{secret:NAME}. Once kept, a value is never shown again.`,
    empty: 'There is no secret yet.',
    changed: (when: string): string => `Last changed ${when}`,
    unreadable: 'It cannot be opened any more, because its key is gone. Set it again.',
    usedBy: (names: string): string => `Used by ${names}.`,
    removeSure: 'A server that refers to it can no longer be used.',
    set: 'Set a secret',
    name: 'Name',
    nameHint: 'Letters, digits, dots, hyphens and _. An existing one of that name is replaced.',
    value: 'Value',
    keep: 'Keep it',
  },

  debug: {
    title: 'When a sign-in does not work',
    means:
      'For 15 minutes Latchkey can write into its log how signing in goes: what assistants ask of Latchkey, and what Latchkey asks of other servers. Tokens, codes and secrets never get into it. Switch it on, try once more, then look at the Log tab of the app.',
    isOn: (until: string): string => `It is on until ${until}.`,
    isOff: 'It is off.',
    on: 'Switch it on for 15 minutes',
    off: 'Switch it off',
  },

  form: {
    addTitle: 'Add a server',
    changeTitle: (name: string): string => `Change ${name}`,
    intro:
      'Only servers with an address can be added here. A program that Latchkey starts has to be written into the file of servers, because it could do anything on this machine.',
    name: 'Name',
    nameHint:
      'Small letters, digits and hyphens, at most 24. Its tools are called after it, such as notes__search.',
    url: 'Address',
    urlHint:
      'It often ends in /mcp or /sse. A key that is part of it is kept encrypted, and not shown again.',
    private: 'This is a device in my own network',
    privateHint:
      'Tick this for addresses such as 192.168.1.20 or nas.local. Without it, Latchkey never connects to anything in your network, wherever an address leads.',
    older: 'It speaks the older way (SSE)',
    olderHint: 'For older servers, whose address often ends in /sse.',
    signIn: 'How does it know who asks?',
    kinds: {
      none: { label: 'It does not ask', hint: 'Anybody who reaches it may use it.' },
      token: {
        label: 'With a token',
        hint: 'One that you got from it: an API key or access token.',
      },
      headers: { label: 'With headers', hint: 'Such as X-Api-Key. Up to three.' },
      oauth: {
        label: 'You sign in there, for the household',
        hint: 'Everybody uses it with that one sign-in. After adding it, press “Sign in there”.',
      },
      person: {
        label: 'Each person signs in there for themselves',
        hint: 'Their assistant gives them the link when they first use it. What the server offers to the first of them is approved with that, because nobody can look at it before.',
      },
      machine: {
        label: 'With a client id and secret',
        hint: 'For servers that give programs an account of their own (client_credentials).',
      },
    },
    token: 'Token',
    header: (row: number): string => `Name of header ${row}`,
    value: (row: number): string => `Value of header ${row}`,
    clientId: 'Client id',
    clientSecret: 'Client secret',
    clientHint: 'Only if it gave you one. Most servers need nothing here.',
    machineId: 'Client id',
    machineSecret: 'Client secret',
    tokenUrl: 'Address for tokens',
    tokenUrlHint: 'Only if it does not name one itself.',
    scope: 'What to ask for (scope)',
    scopeHint: 'Only if its instructions name one.',
    keepHint: 'Leave it empty to keep the one there is.',
    secretHint: 'It is kept encrypted and never shown again.',
    more: 'More',
    tryAndAdd: 'Test and add',
    addUntried: 'Add without a test',
    tryAndSave: 'Test and save',
    saveUntried: 'Save without a test',
    cancel: 'Cancel',
    retype: 'Nothing was kept, so secrets have to be typed in again.',
  },

  problem: {
    name: 'Give it a name with at least one letter or digit.',
    url: 'Give its address.',
    token: 'Give its token, or choose another way.',
    header:
      'Give each header a name of at most 30 letters, digits, dots, hyphens or _, which begins with a letter, and a value.',
    client: 'A client secret needs a client id.',
    machine: 'Give both the client id and the client secret.',
    taken: (name: string): string =>
      `There is a server called ${name} already. Choose another name; one that is written elsewhere is changed there.`,
    private:
      'This address is in your own network. If that is meant, tick “This is a device in my own network”.',
    plain: 'This address is on the internet but not encrypted. Use one that begins with https://.',
    address:
      'This is no address of a server. It has to begin with https://, or with http:// in your own network, and hold no user name or password.',
    gone: 'That server is not among those that were added here any more.',
    unfit: (sentence: string): string => `The server cannot be kept like this. ${sentence}`,
    secret: (sentence: string): string => `The secret cannot be kept. ${sentence}`,
    trial: (sentence: string): string => `The test failed, so nothing was kept. ${sentence}`,
    notDone: (sentence: string): string => `That was not done. ${sentence}`,
    noneTicked: 'No tool was ticked, so none was approved.',
  },

  toolsPage: {
    title: (name: string): string => `Tools of ${name}`,
    back: 'All servers',
    theirs:
      'What follows in frames is the server’s own words. Latchkey did not check whether they are true, and an assistant reads them like instructions: approve only what you would tell an assistant yourself.',
    waitingTitle: 'Waiting for you',
    waitingMeans: 'None of these is used. You approve exactly the wording that is shown here.',
    noneWaits: 'No tool waits.',
    more: (count: number): string =>
      `${count} more wait and are shown when these have been dealt with.`,
    fresh: 'New',
    changed: 'Changed',
    twice: 'It is offered twice under this name, so it cannot be approved.',
    was: 'Approved',
    is: 'Now',
    nothing: '(nothing)',
    parts: {
      title: 'Title',
      description: 'Description',
      inputSchema: 'What it takes',
      outputSchema: 'What it answers',
      annotations: 'What it says about itself',
    },
    noDescription: 'It has no description.',
    whole: 'Everything it says, to the letter',
    tick: (name: string): string => `Let assistants use ${name}`,
    prompt: (name: string): string => `Prompt ${name}`,
    approveTicked: 'Approve the ticked ones',
    approveAll: (count: number): string =>
      count === 1 ? 'Approve the one shown' : `Approve all ${count} shown`,
    inUseTitle: 'In use',
    noneInUse: 'No tool is in use.',
    putBack: 'Take out of use',
    cannotAsk: (sentence: string): string =>
      `It was asked for its tools just now, and that failed. ${sentence}`,
  },

  link: {
    title: (name: string): string => `Sign in at ${name}`,
    means:
      'This link works once, within ten minutes. It opens a page of Latchkey, which leads you to the server’s own login page. Whoever opens it signs the household in, so give it to nobody.',
    open: 'Open the sign-in page',
    newTab: '(opens in a new tab)',
    after: 'When you have signed in, come back here and look.',
    back: 'I have signed in',
  },

  done: {
    added: 'The server was added. It answered; read its tools and approve what assistants may use.',
    untried: 'The server was added. It has not been tested yet.',
    'added-sign-in':
      'The server was added. It answered and wants a sign-in: press “Sign in there”.',
    'added-person':
      'The server was added. Each person signs in there when their assistant first uses it.',
    changed: 'The server was changed, and answered.',
    'changed-untried': 'The server was changed. It has not been tested yet.',
    'changed-sign-in': 'The server was changed. It answered and wants a sign-in.',
    removed: 'The server was removed.',
    refreshed: 'Latchkey connected to it anew. What it offers now is shown below.',
    approved: 'Approved: assistants can use it now.',
    'put-back': 'Taken out of use. It waits below in case you want it back.',
    'secret-set': 'The secret is kept. Servers that use it were connected anew.',
    'secret-removed': 'The secret was removed.',
    'debug-on': 'Latchkey writes into its log how signing in goes, for 15 minutes.',
    'debug-off': 'Latchkey no longer writes that into its log.',
  },
};
