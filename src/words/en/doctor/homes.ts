import type { Advice } from './advice.ts';

/** Of Home Assistant, and of the way from Latchkey to it. */
export const ofHomes = {
  home_certificate: ({ url, code }: { url: string; code: string }): Advice => ({
    sentence: `Latchkey does not trust the certificate of Home Assistant at ${url} (${code}).`,
    fix: 'Use the address that the certificate is for, or the plain http address inside the house, as HOMEASSISTANT_URL.',
  }),
  home_not_https: ({ url }: { url: string }): Advice => ({
    sentence: `Home Assistant does not speak https at ${url}`,
    fix: 'Write the address with http:// in HOMEASSISTANT_URL.',
  }),
  home_certificate_unchecked: ({ url }: { url: string }): Advice => ({
    sentence: `The certificate of Home Assistant at ${url} is not checked, as you set it.`,
    fix: 'That is fine inside the house; check it when the way leads through the internet.',
  }),
  home_name_unknown: ({ url }: { url: string }): Advice => ({
    sentence: `The name in ${url} leads nowhere, so Latchkey does not find Home Assistant.`,
    fix: 'Correct HOMEASSISTANT_URL, or write the IP address of Home Assistant there.',
  }),
  home_down: ({ url }: { url: string }): Advice => ({
    sentence: `Home Assistant does not answer at ${url}`,
    fix: 'Start Home Assistant, or wait until it has started; if it runs, correct HOMEASSISTANT_URL.',
  }),
  home_other_port: ({ url, right }: { url: string; right: string }): Advice => ({
    sentence: `Home Assistant is not at ${url} but at ${right}`,
    fix: `Set HOMEASSISTANT_URL to ${right}`,
  }),
  home_redirects: ({ url, to }: { url: string; to: string }): Advice => ({
    sentence: `What answers at ${url} sends on to ${to}.`,
    fix: 'Set HOMEASSISTANT_URL to the address at which Home Assistant itself answers.',
  }),
  home_not_home: ({ url, status }: { url: string; status: number }): Advice => ({
    sentence: `What answers at ${url} is not Home Assistant (status ${status}).`,
    fix: 'Set HOMEASSISTANT_URL to the address and port of Home Assistant.',
  }),
  home_banned: ({ url }: { url: string }): Advice => ({
    sentence: `Home Assistant at ${url} has banned the address of Latchkey after wrong logins.`,
    fix: 'Remove that address from ip_bans.yaml and restart Home Assistant, or use the action http.unban.',
  }),
  home_proxy_untrusted: ({ url }: { url: string }): Advice => ({
    sentence: `Home Assistant refuses what comes through the proxy at ${url} (400).`,
    fix: 'Add the address of that proxy to trusted_proxies of Home Assistant, with use_x_forwarded_for.',
  }),
  home_too_old: ({ version, needed }: { version: string; needed: string }): Advice => ({
    sentence: `Home Assistant is ${version}, and Latchkey needs ${needed} or newer.`,
    fix: 'Update Home Assistant.',
  }),
  needs_account: (): Advice => ({
    sentence: 'Home Assistant tells this only to an account.',
    fix: 'Give Latchkey one (HOMEASSISTANT_TOKEN) if you want it looked at.',
  }),
  nabu_casa_signed_out: (): Advice => ({
    sentence:
      'Home Assistant is not signed in to Home Assistant Cloud, which should carry this address.',
    fix: 'Sign in under Settings, Home Assistant Cloud.',
  }),
  nabu_casa_remote_off: (): Advice => ({
    sentence:
      'Remote access of Home Assistant Cloud is switched off, so nobody arrives at this address.',
    fix: 'Switch it on under Settings, Home Assistant Cloud, Remote access.',
  }),
  nabu_casa_disconnected: (): Advice => ({
    sentence: 'Home Assistant has no connection to Home Assistant Cloud at the moment.',
    fix: 'Look under Settings, Home Assistant Cloud: the subscription may have ended, or the internet is down.',
  }),
  nabu_casa_other_name: ({ host, right }: { host: string; right: string }): Advice => ({
    sentence: `Home Assistant Cloud carries ${right} for this home, and not ${host}.`,
    fix: `Set the base URL (MCP_BASE_URL) to https://${right}/api/latchkey`,
  }),
  companion_missing: (): Advice => ({
    sentence:
      'Home Assistant does not have the integration through which this address leads to Latchkey.',
    fix: 'Let Latchkey install it from its settings page, and restart Home Assistant once.',
  }),
  companion_silent: ({ status }: { status: number }): Advice => ({
    sentence: `The integration in Home Assistant does not reach Latchkey (status ${status}).`,
    fix: 'Restart Latchkey, so that it tells Home Assistant again where it is.',
  }),
  companion_stale: ({ version, needed }: { version: string; needed: string }): Advice => ({
    sentence: `The integration in Home Assistant is ${version}, and this Latchkey brings ${needed}.`,
    fix: 'Let Latchkey update it from its settings page, and restart Home Assistant once.',
  }),
};
