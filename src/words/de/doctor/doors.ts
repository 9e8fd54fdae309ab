import type { ofDoors as English } from '../../en/doctor/doors.ts';

const BY_HTTPS =
  'Nimm im Proxy vor Latchkey ein Zertifikat einer öffentlichen Stelle wie Let’s Encrypt.';

/** Of the addresses at which assistants arrive, and of what lies between them and Latchkey. */
export const ofDoors: typeof English = {
  url_not_set: ({ url }) => ({
    sentence: `Es ist keine Basis-URL gesetzt. Deshalb können sich nur Programme auf genau diesem Computer verbinden, unter ${url}.`,
    fix: 'Wähle eine Adresse auf der Seite Start der Einstellungen, oder setze die Basis-URL (MCP_BASE_URL) auf die https-Adresse, unter der Assistenten Latchkey erreichen.',
  }),
  url_in_house: ({ url }) => ({
    sentence: `${url} gilt nur im Haus: Claude Code und VS Code zu Hause können sie nutzen, Claude.ai und ChatGPT nicht.`,
    fix: 'Füge für diese eine öffentliche https-Adresse auf Port 443 zu den Basis-URLs (MCP_BASE_URL) hinzu.',
  }),
  url_http_in_house: ({ url }) => ({
    sentence: `${url} ist nicht https, und manche Assistenten melden sich über http nicht bei einem anderen Computer an.`,
    fix: 'Wenn deiner das nicht tut, stell einen Proxy mit Zertifikat davor oder benutze den Assistenten auf diesem Computer.',
  }),
  url_port: ({ url, port, right }) => ({
    sentence: `${url} hat den Port ${port}, und Assistenten aus dem Internet wie Claude.ai erreichen nur Port 443.`,
    fix: `Leite Port 443 zu Latchkey und setze die Basis-URL (MCP_BASE_URL) auf ${right}`,
  }),
  url_http: ({ given, right }) => ({
    sentence: `${given} beginnt mit http, und über das Internet meldet sich kein Assistent ohne https an.`,
    fix: `Gib dem Assistenten ${right}`,
  }),
  url_mcp_twice: ({ given, right }) => ({
    sentence: `${given} endet zweimal auf /mcp.`,
    fix: `Gib dem Assistenten ${right}`,
  }),
  url_other_path: ({ given, right }) => ({
    sentence: `${given} hat einen anderen Pfad als den, unter dem Latchkey antwortet.`,
    fix: `Gib dem Assistenten ${right}`,
  }),
  url_not_a_door: ({ given, right }) => ({
    sentence: `${given} ist keine Adresse dieses Latchkey.`,
    fix: `Gib dem Assistenten ${right}, oder füge die Adresse, die du meintest, zu den Basis-URLs (MCP_BASE_URL) hinzu.`,
  }),
  name_unknown: ({ host }) => ({
    sentence: `Der Name ${host} führt nirgendwohin.`,
    fix: 'Prüfe in der Basis-URL (MCP_BASE_URL), ob er richtig geschrieben ist, und ob es seinen DNS-Eintrag gibt.',
  }),
  name_private: ({ host, address }) => ({
    sentence: `Von hier aus führt ${host} zu ${address}. Das ist keine Adresse des Internets, und Assistenten aus dem Internet brauchen eine.`,
    fix: 'Wenn dein eigenes Netzwerk für diesen Namen selbst antwortet, ist alles gut; wenn nicht, lass seinen öffentlichen DNS-Eintrag auf deine öffentliche Adresse zeigen.',
  }),
  no_ipv4: ({ host }) => ({
    sentence: `${host} hat nur eine IPv6-Adresse, und Assistenten aus dem Internet wie Claude.ai kommen über IPv4.`,
    fix: 'Füge einen A-Eintrag mit einer öffentlichen IPv4-Adresse hinzu oder nimm einen Tunnel, der eine hat.',
  }),
  certificate_self_signed: ({ host }) => ({
    sentence: `Das Zertifikat von ${host} ist selbst signiert, und solchen Zertifikaten vertraut kein Assistent.`,
    fix: BY_HTTPS,
  }),
  certificate_incomplete: ({ host }) => ({
    sentence: `${host} sendet nicht die ganze Zertifikatskette; Browser füllen die Lücke, Assistenten nicht.`,
    fix: 'Lass den Proxy die vollständige Kette senden (oft die Datei fullchain.pem statt cert.pem).',
  }),
  certificate_expired: ({ host }) => ({
    sentence: `Das Zertifikat von ${host} ist abgelaufen.`,
    fix: 'Erneuere es und finde heraus, warum das nicht von selbst geschehen ist.',
  }),
  certificate_not_yet_valid: ({ host }) => ({
    sentence: `Das Zertifikat von ${host} ist noch nicht gültig, oder die Uhr dieses Computers geht nach.`,
    fix: 'Stell die Uhr nach dem Internet; geht sie richtig, fordere ein neues Zertifikat an.',
  }),
  certificate_other_name: ({ host }) => ({
    sentence: `Das Zertifikat unter ${host} gilt für einen anderen Namen.`,
    fix: `Besorge ein Zertifikat für ${host} oder berichtige die Basis-URL (MCP_BASE_URL).`,
  }),
  certificate_untrusted: ({ host, code }) => ({
    sentence: `Dem Zertifikat von ${host} wird nicht vertraut (${code}).`,
    fix: BY_HTTPS,
  }),
  certificate_ends_soon: ({ host, days }) => ({
    sentence: `Das Zertifikat von ${host} läuft in ${days} ${days === 1 ? 'Tag' : 'Tagen'} ab.`,
    fix: 'Prüfe, ob es von selbst erneuert wird.',
  }),
  not_https: ({ host }) => ({
    sentence: `${host} spricht an dem Port, an dem Assistenten es erwarten, kein https.`,
    fix: 'Lass den Proxy dort https abschließen und nicht einfaches http durchreichen.',
  }),
  door_refused: ({ host }) => ({
    sentence: `Unter ${host} nimmt nichts Verbindungen an.`,
    fix: 'Starte den Proxy oder Tunnel, der dort antworten soll, oder berichtige seine Portweiterleitung.',
  }),
  door_silent: ({ host }) => ({
    sentence: `${host} antwortet nicht rechtzeitig.`,
    fix: 'Prüfe die Portweiterleitung oder den Tunnel und die Firewall; wenn dein Router seine eigene öffentliche Adresse von innen nicht erreicht, frag von außen mit einem Telefon, das nicht im WLAN ist.',
  }),
  door_broken: ({ host, code }) => ({
    sentence: `${host} nimmt die Verbindung an und bricht sie dann ab (${code}).`,
    fix: 'Sieh in das Protokoll des Proxys oder Tunnels vor Latchkey.',
  }),
  redirect_loop: ({ url }) => ({
    sentence: `${url} leitet endlos auf sich selbst um.`,
    fix: 'Lass den Proxy nach außen https und zu Latchkey einfaches http sprechen, je nur einmal; bei Cloudflare stell SSL/TLS auf Full oder nimm einen Tunnel.',
  }),
  redirected: ({ url, to }) => ({
    sentence: `${url} leitet auf ${to} um, und Assistenten folgen dem nicht.`,
    fix: 'Räum die Umleitung oder die Anmeldeseite vor Latchkey aus dem Weg, oder mach diese Adresse zur Basis-URL (MCP_BASE_URL).',
  }),
  proxy_no_answer: ({ url, status }) => ({
    sentence: `Der Proxy antwortet unter ${url} mit ${status}, weil er Latchkey nicht erreicht.`,
    fix: 'Berichtige, wohin der Proxy oder Tunnel führt: zu Host und Port von Latchkey, über http.',
  }),
  host_rewritten: ({ host }) => ({
    sentence: `Der Proxy nennt Latchkey einen anderen Namen als ${host}.`,
    fix: 'Lass den Proxy den Header Host unverändert weitergeben (in nginx: proxy_set_header Host $host).',
  }),
  path_rewritten: ({ url }) => ({
    sentence: `Der Proxy fragt Latchkey nach einem anderen Pfad als ${url}.`,
    fix: 'Lass den Proxy Pfade so weitergeben, wie sie sind: Füge dort kein /mcp hinzu und schneide keines ab.',
  }),
  password_in_front: ({ host }) => ({
    sentence: `Der Proxy vor ${host} verlangt eine eigene Anmeldung, die Assistenten nicht leisten können.`,
    fix: 'Nimm seine Anmeldung vor Latchkey weg; Latchkey lässt selbst niemanden herein, der sich nicht angemeldet hat.',
  }),
  door_forbidden: ({ url }) => ({
    sentence: `Etwas vor Latchkey verbietet ${url} (403).`,
    fix: 'Such im Proxy oder Tunnel nach einer Zugriffsregel, einem Länderfilter oder einer Firewall.',
  }),
  elsewhere: ({ url, status }) => ({
    sentence: `Was unter ${url} antwortet, ist nicht Latchkey (Status ${status}).`,
    fix: 'Leite diesen Namen im Proxy oder Tunnel zu Latchkey, oder berichtige die Basis-URL (MCP_BASE_URL).',
  }),
  document_missing: ({ url, status }) => ({
    sentence: `Der Proxy antwortet unter ${url} mit ${status}, statt weiterzugeben, was Latchkey dort hat.`,
    fix: 'Leite auch alles unterhalb von /.well-known/ dieses Namens zu Latchkey.',
  }),
  document_cached: ({ url }) => ({
    sentence: `Ein Zwischenspeicher auf dem Weg gibt eine alte Kopie aus von ${url}`,
    fix: 'Leere den Zwischenspeicher des Proxys oder CDN und lass ihn nichts von Latchkey aufbewahren.',
  }),
  issuer_other: ({ url, expected, actual }) => ({
    sentence: `${url} nennt ${actual} statt ${expected}, und das lehnen Assistenten ab.`,
    fix: 'Leite den Proxy zu diesem Latchkey und nicht zu einem anderen, und lass ihn nichts umschreiben.',
  }),
  document_altered: ({ url }) => ({
    sentence: `Der Proxy verändert, was Latchkey sagt unter ${url}`,
    fix: 'Schalte im Proxy oder CDN alles aus, was Antworten umschreibt.',
  }),
  mcp_unexpected: ({ url, status, expected }) => ({
    sentence: `${url} antwortet mit ${status} statt ${expected}. So erfährt ein Assistent nie, dass er sich anmelden muss.`,
    fix: 'Lass den Proxy POST-Anfragen an /mcp unverändert an Latchkey weitergeben und dessen Antworten unverändert zurück.',
  }),
  challenge_stripped: ({ url }) => ({
    sentence: `Der Proxy entfernt den Header WWW-Authenticate von ${url}. So finden Assistenten nicht, wo sie sich anmelden.`,
    fix: 'Lass den Proxy WWW-Authenticate weitergeben und nicht selbst mit 401 antworten.',
  }),
  challenge_altered: ({ url }) => ({
    sentence: `Der Proxy verändert den Header WWW-Authenticate von ${url}. So finden Assistenten nicht, wo sie sich anmelden.`,
    fix: 'Lass den Proxy WWW-Authenticate so weitergeben, wie er ist.',
  }),
  authorization_stripped: ({ url }) => ({
    sentence: `Der Proxy entfernt den Header Authorization von ${url}. So führt keine Anmeldung zum Ziel.`,
    fix: 'Lass den Proxy Authorization an Latchkey weitergeben.',
  }),
  header_stripped: ({ url, header }) => ({
    sentence: `Der Proxy verändert oder entfernt den Header ${header} von ${url}; Assistenten, die in einem Browser laufen, brauchen ihn.`,
    fix: `Lass den Proxy ${header} so weitergeben, wie er ist.`,
  }),
  bots_blocked: ({ assistant, status }) => ({
    sentence:
      status === 0
        ? `Etwas vor Latchkey bricht die Verbindungen von ${assistant} ab, lässt aber andere durch.`
        : `Etwas vor Latchkey antwortet ${assistant} mit ${status}, lässt aber andere durch.`,
    fix: 'Erlaube diesen Assistenten im Bot-Schutz des Proxys oder CDN; bei Cloudflare lass KI-Bots für diesen Namen durch.',
  }),
};
