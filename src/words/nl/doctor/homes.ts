import type { Words } from '../../words.ts';

/** Of Home Assistant, and of the way from Latchkey to it. */
export const ofHomes = {
  home_certificate: ({ url, code }) => ({
    sentence: `Latchkey vertrouwt het certificaat van Home Assistant op ${url} niet (${code}).`,
    fix: 'Gebruik als HOMEASSISTANT_URL het adres waarvoor het certificaat is, of het gewone http-adres binnen het huis.',
  }),
  home_not_https: ({ url }) => ({
    sentence: `Home Assistant spreekt geen https op ${url}`,
    fix: 'Schrijf het adres in HOMEASSISTANT_URL met http://.',
  }),
  home_certificate_unchecked: ({ url }) => ({
    sentence: `Het certificaat van Home Assistant op ${url} wordt niet gecontroleerd, zoals je hebt ingesteld.`,
    fix: 'Binnen het huis is dat prima; laat het controleren als de weg over het internet loopt.',
  }),
  home_name_unknown: ({ url }) => ({
    sentence: `De naam in ${url} leidt nergens naartoe, dus Latchkey vindt Home Assistant niet.`,
    fix: 'Verbeter HOMEASSISTANT_URL of schrijf daar het IP-adres van Home Assistant.',
  }),
  home_down: ({ url }) => ({
    sentence: `Home Assistant antwoordt niet op ${url}`,
    fix: 'Start Home Assistant of wacht tot het is gestart; draait het al, verbeter dan HOMEASSISTANT_URL.',
  }),
  home_other_port: ({ url, right }) => ({
    sentence: `Home Assistant is niet op ${url} maar op ${right}`,
    fix: `Stel HOMEASSISTANT_URL in op ${right}`,
  }),
  home_redirects: ({ url, to }) => ({
    sentence: `Wat op ${url} antwoordt, stuurt door naar ${to}.`,
    fix: 'Stel HOMEASSISTANT_URL in op het adres waar Home Assistant zelf antwoordt.',
  }),
  home_not_home: ({ url, status }) => ({
    sentence: `Wat op ${url} antwoordt, is niet Home Assistant (status ${status}).`,
    fix: 'Stel HOMEASSISTANT_URL in op het adres en de poort van Home Assistant.',
  }),
  home_banned: ({ url }) => ({
    sentence: `Home Assistant op ${url} heeft het adres van Latchkey geblokkeerd na mislukte aanmeldingen.`,
    fix: 'Verwijder dat adres uit ip_bans.yaml en herstart Home Assistant, of gebruik de actie http.unban.',
  }),
  home_proxy_untrusted: ({ url }) => ({
    sentence: `Home Assistant weigert wat via de proxy op ${url} komt (400).`,
    fix: 'Voeg het adres van die proxy toe aan trusted_proxies van Home Assistant, met use_x_forwarded_for.',
  }),
  home_too_old: ({ version, needed }) => ({
    sentence: `Home Assistant is versie ${version}, en Latchkey heeft ${needed} of nieuwer nodig.`,
    fix: 'Werk Home Assistant bij.',
  }),
  needs_account: () => ({
    sentence: 'Home Assistant vertelt dit alleen aan een account.',
    fix: 'Geef Latchkey er een (HOMEASSISTANT_TOKEN) als je dit wilt laten controleren.',
  }),
  nabu_casa_signed_out: () => ({
    sentence:
      'Home Assistant is niet aangemeld bij Home Assistant Cloud, dat dit adres zou moeten bedienen.',
    fix: 'Meld het aan onder Instellingen, Home Assistant Cloud.',
  }),
  nabu_casa_remote_off: () => ({
    sentence:
      'De externe toegang van Home Assistant Cloud staat uit, dus op dit adres komt niemand aan.',
    fix: 'Zet die aan onder Instellingen, Home Assistant Cloud, Externe toegang.',
  }),
  nabu_casa_disconnected: () => ({
    sentence: 'Home Assistant heeft op dit moment geen verbinding met Home Assistant Cloud.',
    fix: 'Kijk onder Instellingen, Home Assistant Cloud: misschien is het abonnement afgelopen of ligt het internet eruit.',
  }),
  nabu_casa_other_name: ({ host, right }) => ({
    sentence: `Home Assistant Cloud bedient voor dit huis ${right}, en niet ${host}.`,
    fix: `Stel het basisadres (MCP_BASE_URL) in op https://${right}/api/latchkey`,
  }),
  companion_missing: () => ({
    sentence: 'Home Assistant heeft de integratie niet waardoor dit adres naar Latchkey leidt.',
    fix: 'Laat Latchkey die installeren vanaf zijn instellingenpagina en herstart Home Assistant één keer.',
  }),
  companion_silent: ({ status }) => ({
    sentence: `De integratie in Home Assistant bereikt Latchkey niet (status ${status}).`,
    fix: 'Herstart Latchkey, zodat het Home Assistant opnieuw vertelt waar het is.',
  }),
  companion_stale: ({ version, needed }) => ({
    sentence: `De integratie in Home Assistant is versie ${version}, en deze Latchkey brengt ${needed} mee.`,
    fix: 'Laat Latchkey die bijwerken vanaf zijn instellingenpagina en herstart Home Assistant één keer.',
  }),
} satisfies Partial<Words['doctor']['findings']>;
