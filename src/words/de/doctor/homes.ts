import type { ofHomes as English } from '../../en/doctor/homes.ts';

/** Of Home Assistant, and of the way from Latchkey to it. */
export const ofHomes: typeof English = {
  home_certificate: ({ url, code }) => ({
    sentence: `Latchkey vertraut dem Zertifikat von Home Assistant unter ${url} nicht (${code}).`,
    fix: 'Nimm als HOMEASSISTANT_URL die Adresse, für die das Zertifikat gilt, oder im Haus die einfache http-Adresse.',
  }),
  home_not_https: ({ url }) => ({
    sentence: `Home Assistant spricht kein https unter ${url}`,
    fix: 'Schreib die Adresse in HOMEASSISTANT_URL mit http://.',
  }),
  home_certificate_unchecked: ({ url }) => ({
    sentence: `Das Zertifikat von Home Assistant unter ${url} wird nicht geprüft, so wie du es eingestellt hast.`,
    fix: 'Im Haus ist das in Ordnung; prüfe es, wenn der Weg durch das Internet führt.',
  }),
  home_name_unknown: ({ url }) => ({
    sentence: `Der Name in ${url} führt nirgendwohin. Deshalb findet Latchkey Home Assistant nicht.`,
    fix: 'Berichtige HOMEASSISTANT_URL oder schreib dort die IP-Adresse von Home Assistant hin.',
  }),
  home_down: ({ url }) => ({
    sentence: `Home Assistant antwortet nicht unter ${url}`,
    fix: 'Starte Home Assistant oder warte, bis es gestartet ist; läuft es, berichtige HOMEASSISTANT_URL.',
  }),
  home_other_port: ({ url, right }) => ({
    sentence: `Home Assistant ist nicht unter ${url} zu finden, sondern unter ${right}`,
    fix: `Setze HOMEASSISTANT_URL auf ${right}`,
  }),
  home_redirects: ({ url, to }) => ({
    sentence: `Was unter ${url} antwortet, schickt weiter zu ${to}.`,
    fix: 'Setze HOMEASSISTANT_URL auf die Adresse, unter der Home Assistant selbst antwortet.',
  }),
  home_not_home: ({ url, status }) => ({
    sentence: `Was unter ${url} antwortet, ist nicht Home Assistant (Status ${status}).`,
    fix: 'Setze HOMEASSISTANT_URL auf Adresse und Port von Home Assistant.',
  }),
  home_banned: ({ url }) => ({
    sentence: `Home Assistant unter ${url} hat die Adresse von Latchkey nach falschen Anmeldungen gesperrt.`,
    fix: 'Entferne diese Adresse aus ip_bans.yaml und starte Home Assistant neu, oder benutze die Aktion http.unban.',
  }),
  home_proxy_untrusted: ({ url }) => ({
    sentence: `Home Assistant lehnt ab, was durch den Proxy unter ${url} kommt (400).`,
    fix: 'Füge die Adresse dieses Proxys in Home Assistant zu trusted_proxies hinzu, zusammen mit use_x_forwarded_for.',
  }),
  home_too_old: ({ version, needed }) => ({
    sentence: `Home Assistant hat die Version ${version}, und Latchkey braucht ${needed} oder neuer.`,
    fix: 'Aktualisiere Home Assistant.',
  }),
  needs_account: () => ({
    sentence: 'Das sagt Home Assistant nur einem Konto.',
    fix: 'Gib Latchkey eines (HOMEASSISTANT_TOKEN), wenn das geprüft werden soll.',
  }),
  nabu_casa_signed_out: () => ({
    sentence:
      'Home Assistant ist nicht bei Home Assistant Cloud angemeldet, die diese Adresse tragen soll.',
    fix: 'Melde es an unter Einstellungen, Home Assistant Cloud.',
  }),
  nabu_casa_remote_off: () => ({
    sentence:
      'Der Fernzugriff von Home Assistant Cloud ist ausgeschaltet. Deshalb kommt niemand unter dieser Adresse an.',
    fix: 'Schalte ihn ein unter Einstellungen, Home Assistant Cloud, Fernzugriff.',
  }),
  nabu_casa_disconnected: () => ({
    sentence: 'Home Assistant hat zurzeit keine Verbindung zu Home Assistant Cloud.',
    fix: 'Sieh nach unter Einstellungen, Home Assistant Cloud: Vielleicht ist das Abonnement abgelaufen oder das Internet gestört.',
  }),
  nabu_casa_other_name: ({ host, right }) => ({
    sentence: `Home Assistant Cloud trägt für dieses Zuhause ${right} und nicht ${host}.`,
    fix: `Setze die Basis-URL (MCP_BASE_URL) auf https://${right}/api/latchkey`,
  }),
  companion_missing: () => ({
    sentence: 'Home Assistant fehlt die Integration, durch die diese Adresse zu Latchkey führt.',
    fix: 'Lass Latchkey sie von seiner Einstellungsseite aus installieren und starte Home Assistant einmal neu.',
  }),
  companion_silent: ({ status }) => ({
    sentence: `Die Integration in Home Assistant erreicht Latchkey nicht (Status ${status}).`,
    fix: 'Starte Latchkey neu, damit es Home Assistant wieder mitteilt, wo es ist.',
  }),
  companion_stale: ({ version, needed }) => ({
    sentence: `Die Integration in Home Assistant hat die Version ${version}, und dieses Latchkey bringt ${needed} mit.`,
    fix: 'Lass Latchkey sie von seiner Einstellungsseite aus aktualisieren und starte Home Assistant einmal neu.',
  }),
};
