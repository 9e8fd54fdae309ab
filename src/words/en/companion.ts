/** The page of the companion inside Home Assistant. */
export const companion = {
  nav: 'Nabu Casa',
  title: 'Through Home Assistant itself',
  intro:
    'Nabu Casa, and whatever else already leads to your Home Assistant from the internet, reaches Home Assistant and nothing beside it. The companion is a small integration inside Home Assistant that passes on what arrives there for Latchkey. You do not need it when Latchkey has an address of its own.',
  state: 'State',
  address: 'Address for assistants',
  files: 'Installed',
  none: 'Not installed',
  version: (version: string) => `Version ${version}`,
  unnamed: 'A version that does not say which it is',
  brought: 'Brought by this Latchkey',
  running: 'Home Assistant runs',
  runsNone: 'No companion',
  unknown: 'Home Assistant does not say right now',
  last: 'Last request through it',
  never: 'None since Latchkey was started',
  steps: {
    install: {
      title: 'The companion is not installed',
      todo: 'Latchkey puts it among Home Assistant’s custom integrations. Afterwards Home Assistant has to be restarted once, because it looks for integrations only when it starts.',
    },
    byHand: {
      title: 'The companion has to be installed by hand',
      todo: 'Latchkey does not see Home Assistant’s configuration folder here, so it cannot do it for you. The steps are below.',
    },
    notAllowed: {
      title: 'Latchkey may not write into Home Assistant’s configuration folder',
      todo: 'Update or reinstall the Latchkey app, or install the companion by hand. The steps are below.',
    },
    failed: {
      title: 'Home Assistant’s configuration folder cannot be read',
      todo: 'Look whether the disk is full or damaged, then open this page again.',
    },
    update: {
      title: 'The companion is not the one of this Latchkey',
      todo: 'Update it. Home Assistant has to be restarted once afterwards; until then the one that runs goes on working.',
    },
    updateByHand: {
      title: 'The companion is not the one of this Latchkey',
      todo: 'Put the new one in its place and restart Home Assistant. The steps are below; until then the one that runs goes on working.',
    },
    restart: {
      title: 'Home Assistant has to be restarted once',
      todo: 'The companion is in place. Home Assistant looks for integrations only when it starts.',
    },
    restartGone: {
      title: 'Home Assistant has to be restarted once to forget the companion',
      todo: 'Its files are gone. Home Assistant forgets it when it starts next.',
    },
    unknown: {
      title: 'The companion is in place',
      todo: 'Home Assistant does not say right now whether it runs. When it is back, open this page again.',
    },
    add: {
      title: 'Home Assistant has to be told to use it',
      todo: 'In Home Assistant, open *Settings*, then *Devices & services*. Where Latchkey is offered there, choose *Add*. Otherwise choose *Add integration* and then *Latchkey*.',
    },
    address: {
      title: 'The companion runs, but no address of Latchkey leads through it',
      todo: 'On the first page of these settings, choose your Home Assistant’s address on the internet, or enter it there with /api/latchkey at its end. With Nabu Casa it is https://YOUR-ID.ui.nabu.casa/api/latchkey, and you find it in Home Assistant under *Settings*, then *Home Assistant Cloud*.',
    },
    quiet: {
      title: 'The companion runs',
      todo: 'Nothing came through it since Latchkey was started. Copy the address below into an assistant.',
    },
    works: {
      title: 'The companion works',
      todo: 'There is nothing to do.',
    },
  },
  install: 'Install the companion',
  update: 'Update the companion',
  restart: {
    open: 'Restart Home Assistant',
    sure: 'Home Assistant is away for a minute or two. Automations and switches in its app do not work while it is, and assistants wait. This page does not open either until it is back.',
    goOn: 'Restart it now',
    yourself:
      'To restart it yourself: in Home Assistant open *Settings*, then *System*, and choose *Restart* in the menu at the top.',
  },
  remove: {
    title: 'Remove',
    means:
      'Assistants that come through Home Assistant can no longer reach Latchkey. Do this before you uninstall Latchkey: what is in Home Assistant’s folder stays there when an app goes. If it did stay, delete the folder custom_components/latchkey by hand.',
    open: 'Remove the companion',
    sure: 'The door closes at once. Home Assistant has to be restarted once to forget the companion; take the address out of base_url (MCP_BASE_URL) as well.',
    goOn: 'Remove it now',
    byHand:
      'Delete Latchkey in Home Assistant under *Settings*, then *Devices & services*; delete the folder custom_components/latchkey; restart Home Assistant; and take the address out of base_url (MCP_BASE_URL).',
  },
  byHand: {
    title: 'Install or update by hand',
    copy: (folder: string) =>
      `Copy the folder ${folder} of Latchkey into the folder custom_components of Home Assistant’s configuration, in place of one that is there. Make custom_components when there is none.`,
    restart: 'Restart Home Assistant once.',
    add: (port: number) =>
      `In Home Assistant, open *Settings*, then *Devices & services*, choose *Add integration* and then *Latchkey*. Enter the host where Latchkey runs, the port ${port}, and the secret.`,
    offered:
      'In Home Assistant, open *Settings*, then *Devices & services*. Latchkey is offered there: choose *Add*.',
  },
  secret: {
    title: 'The secret of the companion',
    means:
      'Home Assistant asks for it when you add Latchkey by hand. It shows Latchkey that a request was passed on by your Home Assistant; it opens nothing by itself.',
    show: 'Show the secret',
    label: 'Secret',
  },
  done: {
    installed: 'The companion is in place. Now Home Assistant has to be restarted once.',
    untold:
      'The companion is in place. Home Assistant could not be told where Latchkey is; it is told again when Latchkey starts. Restart Home Assistant first, then Latchkey.',
    already: 'It was in place already. Nothing was changed.',
    removed: 'The companion is removed and the door is closed. Restart Home Assistant once more.',
    stillListed:
      'The companion is removed. Home Assistant did not answer, so delete Latchkey there under Settings, Devices & services, and restart it.',
    gone: 'There was no companion to remove.',
    restarting: 'Home Assistant restarts. Open this page again in a minute or two.',
  },
  problems: {
    no_home:
      'Latchkey does not see Home Assistant’s configuration folder here, so nothing was changed. The steps by hand are below.',
    not_allowed:
      'Latchkey may not write into Home Assistant’s configuration folder, so nothing was changed. The steps by hand are below.',
    failed: 'The files could not be changed. Look whether the disk is full, then try again.',
    away: 'Home Assistant does not answer, so it was not restarted. Restart it yourself, or try again.',
    starting:
      'Home Assistant has not finished starting yet, so it was not restarted. Try again in a minute.',
    refused:
      'Home Assistant refused to restart; usually its configuration has an error. Its log under Settings, System says which. Nothing was changed.',
  },
};
