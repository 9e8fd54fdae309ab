import type { SignInRefusal } from '../../home/sign-in.ts';
import type { Permission } from '../../policy/scopes.ts';

/** Why a sign-in did not work: what happened and what to do, and nothing of what was typed. */
export const REFUSALS: Readonly<Record<SignInRefusal | 'too_many', string>> = {
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
};

/** The choices as a person reads them. */
export const PERMISSIONS: Readonly<Record<Permission, { label: string; hint: string }>> = {
  look: { label: 'Look', hint: 'See the home: states, history, who is there.' },
  control: {
    label: 'Look and control',
    hint: 'Also switch things: lights, heating, covers, locks.',
  },
  configure: {
    label: 'Look, control and configure',
    hint: 'Also change automations and settings. For administrators only.',
  },
};
