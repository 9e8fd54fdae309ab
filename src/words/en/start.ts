/** The first page of the settings. */
export const start = {
  nav: 'Start',
  title: 'Connect an assistant',
  next: 'Next step',
  address: 'The address of your home',
  addresses: 'The addresses of your home',
  addressHint: 'Copy it into an assistant. It opens a page of your own house, where you sign in.',
  qr: (address: string) => `QR code of ${address}`,
  showQr: 'Show as QR code',
  reach: {
    everywhere: 'Works from everywhere',
    house: 'Works in your house only',
    machine: 'Works on this computer only',
  },
  state: 'State',
  home: 'Home Assistant',
  homeStates: {
    connected: (version: string) => `Connected, version ${version}`,
    away: 'Does not answer',
    refused: 'Does not accept the token of Latchkey',
  },
  door: 'Address',
  doorStates: {
    never: 'Not checked yet',
    looking: 'Is being checked',
    sound: 'In order when it was last checked',
    warning: 'Works, with a warning',
    problem: 'Assistants cannot connect',
  },
  certificate: 'Certificate',
  checkUp: 'Check-up',
  assistants: 'Assistants',
  connected: (count: number) =>
    count === 0 ? 'None connected yet' : count === 1 ? '1 connected' : `${count} connected`,
  steps: {
    homeAway: {
      title: 'Home Assistant does not answer',
      todo: 'Check that Home Assistant is running and that its address in the configuration of Latchkey is right. Assistants wait until it is back.',
      link: undefined,
    },
    homeRefused: {
      title: 'Home Assistant no longer accepts the token of Latchkey',
      todo: 'Make a new long-lived access token in Home Assistant, put it into the configuration of Latchkey, and restart Latchkey.',
      link: undefined,
    },
    noAddress: {
      title: 'Give your home an address',
      todo: 'So far no assistant can connect. Choose an address below. Claude and ChatGPT on the web need a public https address: that of Home Assistant Cloud, or a tunnel of your own. Programs in your house can use an address of the house.',
      link: 'Choose an address',
    },
    problem: {
      title: 'Something keeps assistants out',
      todo: 'The last check-up found it, and says what to do.',
      link: 'Open the check-up',
    },
    connect: {
      title: 'Connect your first assistant',
      todo: 'Choose it below and follow its steps. It takes a minute.',
      link: undefined,
    },
    approve: {
      title: 'Tools of other servers wait for you',
      todo: 'A server of your house offers new or changed tools. Nobody can use them until you have looked at them.',
      link: 'Look at them',
    },
    signIn: {
      title: 'Another server needs you to sign in',
      todo: 'Until then, assistants cannot use it.',
      link: 'Go to other servers',
    },
    nothing: {
      title: 'Everything is set up',
      todo: 'There is nothing to do. To connect another assistant, choose it below.',
      link: undefined,
    },
  },
  choose: {
    none: 'There is none yet.',
    title: 'Choose an address',
    another: 'Another address',
    found: 'Found in your house',
    ways: {
      cloud: 'Through Home Assistant Cloud (Nabu Casa). Works from everywhere.',
      home: 'Through the address of your Home Assistant. Works from everywhere.',
      house:
        'This machine in your own network. Works in your house only, and nothing on the way is encrypted.',
    },
    needs: {
      companion: 'First install the companion, which leads from Home Assistant to Latchkey.',
      remote:
        'First switch on remote access in Home Assistant, under Settings, Home Assistant Cloud.',
    },
    use: 'Use this address',
    useThis: (address: string) => `Use this address: ${address}`,
    own: (address: string) => `Other apps on this machine reach Latchkey at ${address} as well.`,
    byHand: 'An address of your own',
    label: 'Address',
    byHandHint:
      'The address of a tunnel or a reverse proxy that leads to Latchkey, without anything after the name.',
    remove: (address: string) => `Remove ${address}`,
    removeMeans:
      'Assistants that were let in at this address are disconnected. They have to be let in again at another one.',
    faults: {
      whole: 'Enter a whole address, such as https://mcp.example.com.',
      user: 'Remove the user name and the password from the address.',
      query: 'Remove everything from the ? or # on.',
      plain:
        'Change http:// to https://. Otherwise everything would cross the internet for all to read.',
      path: 'Remove what follows the name. An address with a path of its own has to be set in the configuration of the app.',
      long: 'That address is too long.',
      taken: 'There is an address with this name already.',
      many: 'There are ten addresses already. Remove one first.',
      open: 'Latchkey lets in everybody who reaches it (mode none), so it gets no public address.',
      gone: 'That address is no longer there. Nothing was changed.',
    },
  },
  done: {
    address_added: 'The address can be used now. The check-up is looking at it.',
    address_removed: 'The address was removed, and assistants that used it are disconnected.',
    home_client_removed: 'It was removed, and that Home Assistant is disconnected.',
    watchdog_on: 'Home Assistant starts Latchkey again now whenever it stops by itself.',
  },
  watchdog: {
    off: 'Home Assistant does not start Latchkey again if it stops by itself.',
    switchOn: 'Switch the watchdog on',
    failed:
      'Home Assistant did not switch the watchdog on. Try again, or do it on the page of the app.',
  },
  how: 'How to connect',
  needsPublic: 'This assistant runs on the internet, so it needs a public https address.',
  copyThis: 'Copy',
  openIn: (name: string) => `Open in ${name}`,
  guides: {
    claude: [
      'In Claude on the web or in its app, open *Settings*, then *Connectors*.',
      'Choose *Add custom connector*. Give it a name, paste this address, and choose *Add*:',
      'Choose *Connect*. A page of your house opens: sign in and choose what Claude may do.',
    ],
    chatgpt: [
      'In ChatGPT on the web, open *Settings*, then *Apps & Connectors*, then *Advanced settings*, and switch on *Developer mode*.',
      'Go back and choose *Create*. Give it a name, leave *Authentication* at *OAuth*, and paste this as *MCP server URL*:',
      'A page of your house opens: sign in and choose what ChatGPT may do.',
    ],
    claudeCode: [
      'Enter this in a terminal:',
      'Start Claude Code, enter /mcp, choose *home* and then *Authenticate*. Your browser opens: sign in and choose what it may do.',
    ],
    vscode: [
      'Open the command palette, choose *MCP: Add Server*, then *HTTP*, and paste the address. Or put this into *mcp.json*:',
      'When VS Code asks whether it may sign in, allow it. Your browser opens: sign in and choose what it may do.',
    ],
    cursor: [
      'Put this into *~/.cursor/mcp.json*:',
      'In the settings of Cursor, under *Tools & MCP*, choose *Connect* beside *home*. Your browser opens: sign in and choose what it may do.',
    ],
    gemini: [
      'Enter this in a terminal:',
      'Start Gemini CLI and enter /mcp auth home. Your browser opens: sign in and choose what it may do.',
    ],
    homeAssistant: [
      'A Home Assistant can be an assistant too. It asks for a client ID and a secret: make both here, for each Home Assistant its own.',
      'There, open *Settings*, then *Devices & services*, choose *Add integration*, then *Model Context Protocol*, and paste this address:',
      'Enter client ID and secret when it asks for credentials, then sign in and choose what it may do.',
    ],
  },
};
