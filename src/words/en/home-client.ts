/** Letting Home Assistant itself be an assistant: its guide on the first page, and what is shown once. */
export const homeClient = {
  found:
    'Your own Home Assistant has found Latchkey by itself: open *Settings*, then *Devices & services*. Under *Discovered* choose *Add* beside Latchkey, then *Use existing credentials*, and sign in. The steps below are for another Home Assistant.',
  notYetFound:
    'Your own Home Assistant finds Latchkey by itself once there is an address that does not lead through Home Assistant. The steps below are for another Home Assistant.',
  noAddress:
    'First choose an address that does not lead through Home Assistant: at such an address, Home Assistant would find its own sign-in instead of that of Latchkey.',
  label: 'Where that Home Assistant is opened in a browser (optional)',
  hint: 'Needed only if it does without My Home Assistant, for example http://homeassistant.local:8123.',
  make: 'Make client ID and secret',
  made: 'Made so far',
  madeAt: (name: string, when: string) => `${name}, made ${when}`,
  remove: (name: string) => `Remove ${name}`,
  removeMeans:
    'That Home Assistant is disconnected at once. To connect it again, make a new client ID and secret.',
  faults: {
    address:
      'Enter the whole address of that Home Assistant, such as http://homeassistant.local:8123. On the internet it has to begin with https://.',
    many: 'There are ten already. Remove one first.',
    noAddress: 'First choose an address that does not lead through Home Assistant.',
    gone: 'It is no longer there. Nothing was changed.',
  },
  title: 'Connect a Home Assistant',
  once: 'Copy the secret now: *it is shown only once.* Latchkey keeps no copy. If it gets lost, make a new one.',
  steps: {
    open: 'In that Home Assistant, open *Settings*, then *Devices & services*, choose *Add integration*, then *Model Context Protocol*, and paste this address:',
    credentials:
      'When it asks for credentials, choose to set up new ones. Give them any name, and paste these two:',
    signIn: 'A page of your house opens: sign in and choose what that Home Assistant may do.',
  },
  clientId: 'OAuth client ID',
  clientSecret: 'OAuth client secret',
  back: 'I have copied it',
};
