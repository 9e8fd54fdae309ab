interface Call {
  readonly who: string;
  /** The tool's title. */
  readonly tool: string;
  /** What it was about, in names; empty when nothing was named. */
  readonly on: string;
  /** Whose permission it had; empty for nobody's. */
  readonly person: string;
}

/** “Claude turned on Kitchen light for Ada”, with what is known of it. */
const acting =
  (verb: string) =>
  ({ who, on, person }: Call) =>
    person === '' ? `${who} ${verb} ${on}` : `${who} ${verb} ${on} for ${person}`;

function using({ who, tool, on, person }: Call): string {
  if (person === '') return on === '' ? `${who} used “${tool}”` : `${who} used “${tool}” on ${on}`;
  return on === ''
    ? `${who} used “${tool}” for ${person}`
    : `${who} used “${tool}” for ${person} on ${on}`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function calls(count: number): string {
  return count === 1 ? '1 call' : `${count} calls`;
}

/** The page with the audit log. */
export const activity = {
  nav: 'Activity',
  /** What was changed in the settings. */
  changes: {
    rule_saved: 'a rule was saved',
    rule_removed: 'a rule was removed',
    lowered: 'a permission was taken away',
    paused: 'an assistant was paused',
    resumed: 'an assistant may go on',
    disconnected: 'an assistant was disconnected',
    disconnected_everything: 'everything was disconnected',
    machine_made: 'a program was let in',
    machine_secret_replaced: 'a program got a new secret',
    machine_removed: 'a program was removed',
    server_added: 'another server was added',
    server_changed: 'another server was changed',
    server_removed: 'another server was removed',
    tools_approved: 'tools were approved',
    tool_withdrawn: 'a tool was taken out of use',
    secret_set: 'a secret was set',
    secret_removed: 'a secret was removed',
    sign_in_link: 'a sign-in link was made',
    debug_on: 'the sign-in log was switched on',
    debug_off: 'the sign-in log was switched off',
    signing_key_rotated: 'a new key signs',
    encryption_key_rotated: 'secrets were locked up with a new key',
    companion_installed: 'the companion was installed in Home Assistant',
    companion_removed: 'the companion was removed from Home Assistant',
    home_restarted: 'Home Assistant was restarted',
    companion_secret_shown: 'the secret of the companion was shown',
    address_added: 'an address was added',
    address_removed: 'an address was removed',
    home_client_made: 'a Home Assistant was let in',
    home_client_removed: 'a Home Assistant was removed',
    watchdog_on: 'the watchdog was switched on',
  },
  title: 'Activity',
  intro:
    'What assistants did in your home, for whom, and how it went. Latchkey writes down which things were named, never what else was said or answered.',
  kept: (days: number) =>
    days === 1 ? 'Kept for one day.' : `Kept for ${days} days, and the newest 200,000 entries.`,
  off: {
    title: 'Nothing is written down',
    happened:
      'The activity log is switched off, so Latchkey cannot show who did what. What was there before is deleted.',
    todo: 'To switch it on, set *audit_days* in the configuration of the app (or MCP_AUDIT_DAYS) to the number of days to remember, such as 90, and restart Latchkey.',
  },

  chart: {
    title: 'Calls a day',
    summary: (all: number, failed: number, most: number) =>
      failed === 0
        ? `${calls(all)} in the last 30 days, and all of them worked. The busiest day had ${most}.`
        : `${calls(all)} in the last 30 days, of which ${failed} did not work or were not allowed. The busiest day had ${most}.`,
    none: 'No assistant has done anything in the last 30 days.',
    done: 'Worked',
    failed: 'Did not work, or was not allowed',
    table: 'The same as a table',
    day: 'Day',
    worked: 'Worked',
    notWorked: 'Failed',
    tools: 'What is used most',
    tool: 'Tool',
    toolLine: (count: number, failed: number) =>
      failed === 0 ? calls(count) : `${calls(count)}, ${failed} of them did not work`,
    server: (tool: string) => `${tool} (another server)`,
  },

  failures: {
    title: 'Failed attempts',
    intro:
      'The last 7 days. Some are usual: assistants show an old pass once before they renew it, and people mistype. Many from one address that you do not know are somebody trying.',
    none: 'None in the last 7 days.',
    reason: {
      refused: 'A sign-in that Home Assistant refused',
      expired: 'A sign-in with a token that has expired',
      malformed: 'A sign-in with something that is no token of Home Assistant',
      empty: 'A sign-in without a token',
      unreachable: 'A sign-in while Home Assistant did not answer',
      banned: 'A sign-in while Home Assistant was blocking this app',
      too_many: 'A sign-in right after many that failed',
      token_refused: 'A pass that is unknown or no longer good',
      over_limit: 'Far more requests than a household makes',
    } as Readonly<Record<string, string>>,
    otherReason: 'A sign-in that did not work',
    count: times,
    from: (sources: string) => `from ${sources}`,
    through: (name: string) => `through ${name}`,
    somewhere: 'an address that is not known',
    others: 'other addresses',
  },

  filter: {
    title: 'Show only',
    person: 'Person',
    everybody: 'Everybody',
    assistant: 'Assistant or program',
    every: 'All of them',
    kind: 'What',
    outcome: 'How calls went',
    since: 'Since',
    apply: 'Show',
    clear: 'Show everything',
    kinds: {
      '': 'Everything',
      calls: 'Calls',
      sign_ins: 'Sign-ins and connections',
      settings: 'Changes of settings',
      failures: 'Failed attempts',
    },
    outcomes: {
      '': 'Any way',
      done: 'Worked',
      failed: 'Did not work',
      refused: 'Not allowed',
      asked: 'Waited for a yes',
    },
  },

  log: {
    title: 'Log',
    none: 'There is nothing here yet. As soon as an assistant does something, it appears here.',
    noneFits: 'Nothing fits what you chose.',
    noneYet: 'Nothing so far fits what you chose. There may be more further back.',
    older: 'Older',
    newest: 'Back to the newest',
    download: 'Download as a file',
    downloadHint:
      'Everything that fits, oldest first, one JSON object a line. It holds names and ids of your home, so mind whom you give it to.',
    ms: (milliseconds: number) =>
      milliseconds < 10_000 ? `${milliseconds} ms` : `${Math.round(milliseconds / 1_000)} s`,
    door: (address: string) => `through ${address}`,
    more: (count: number) => `${count} more`,
    unwritten: (count: number) => `${count} more like it were not written down`,
    somebody: 'Somebody',
    anAssistant: 'An assistant that is gone',
    area: (name: string) => `all of ${name}`,
  },

  outcome: {
    failed: 'Did not work',
    error: 'Fault in Latchkey',
    refused: 'Not allowed',
    asked: 'Waiting for a yes',
  },

  said: {
    yes: (way: 'client' | 'phone'): string =>
      way === 'client' ? 'Somebody said yes in the assistant' : 'Somebody said yes on their phone',
    no: (way: 'client' | 'phone' | 'nobody'): string =>
      way === 'nobody'
        ? 'There was nobody to ask for a yes'
        : way === 'client'
          ? 'Nobody said yes in the assistant'
          : 'Nobody said yes on their phone',
  },

  sentence: {
    used: using,
    acted: {
      turn_on: acting('turned on'),
      turn_off: acting('turned off'),
      toggle: acting('switched over'),
      open: acting('opened'),
      close: acting('closed'),
      stop: acting('stopped'),
      lock: acting('locked'),
      unlock: acting('unlocked'),
    } as Readonly<Record<string, (call: Call) => string>>,
    tried: (call: Call) =>
      call.on === ''
        ? `${call.who} tried to use “${call.tool}”`
        : `${call.who} tried to use “${call.tool}” on ${call.on}`,
    prompt: (who: string, name: string) => `${who} took the prompt “${name}”`,
    resource: (who: string, name: string) => `${who} read “${name}”`,
    allowed: (who: string, person: string) => `${person} let ${who} in`,
    denied: (who: string) => `Somebody said no to ${who}`,
    signInFailed: (who: string) => `Somebody who wanted to let ${who} in could not sign in`,
    upstreamSignIn: {
      done: (server: string) => `Latchkey was signed in at ${server}`,
      failed: (server: string) => `Signing in at ${server} did not work`,
    },
    registered: (who: string) => `${who} introduced itself; nobody has let it in by that alone`,
    machineToken: (who: string) => `The program ${who} got a new pass`,
    ended: {
      revoked_by_client: (who: string) => `${who} signed itself out`,
      code_replayed: (who: string) =>
        `${who} was disconnected, because its sign-in code was used a second time`,
      refresh_replayed: (who: string) =>
        `${who} was disconnected, because an old pass of it was used again and may be in other hands`,
      credential_refused: (who: string) =>
        `${who} was disconnected, because Home Assistant no longer accepts the sign-in behind it`,
      disconnected: (who: string) => `${who} was disconnected`,
      expired: (who: string) => `${who} was disconnected, because it was not used for long`,
    } as Readonly<Record<string, (who: string) => string>>,
    endedOtherwise: (who: string) => `The connection of ${who} ended`,
    settings: (person: string, what: string) => `${person} changed the settings: ${what}`,
    refused: {
      token_refused: (count: number) =>
        `A pass that is unknown or no longer good was shown ${times(count)}`,
      over_limit: (count: number) =>
        `Far more was asked than a household asks, and was turned away ${times(count)}`,
    } as Readonly<Record<string, (count: number) => string>>,
    lost: (count: number) =>
      `The disk could not keep up, and ${count} entries of this log were lost`,
    other: (what: string) => `Latchkey noted: ${what}`,
  },
};
