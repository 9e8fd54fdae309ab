import type { Words } from '../../words.ts';

const BY_HTTPS =
  'Zorg in de proxy vóór Latchkey voor een certificaat van een openbare instantie zoals Let’s Encrypt.';

/** Of the addresses at which assistants arrive, and of what lies between them and Latchkey. */
export const ofDoors = {
  url_not_set: ({ url }) => ({
    sentence: `Er is geen basisadres ingesteld, dus alleen programma’s op deze computer zelf kunnen verbinden, op ${url}.`,
    fix: 'Kies een adres op de eerste pagina van de instellingen, of stel als basisadres (MCP_BASE_URL) het https-adres in waarop assistenten Latchkey bereiken.',
  }),
  url_in_house: ({ url }) => ({
    sentence: `${url} is alleen voor in huis: Claude Code en VS Code thuis kunnen het gebruiken, Claude.ai en ChatGPT niet.`,
    fix: 'Voeg voor die laatste een openbaar https-adres op poort 443 toe aan de basisadressen (MCP_BASE_URL).',
  }),
  url_http_in_house: ({ url }) => ({
    sentence: `${url} is geen https, en sommige assistenten weigeren zich via http bij een andere computer aan te melden.`,
    fix: 'Doet de jouwe dat, zet er dan een proxy met een certificaat voor of gebruik de assistent op deze computer.',
  }),
  url_port: ({ url, port, right }) => ({
    sentence: `${url} heeft poort ${port}, en assistenten op het internet zoals Claude.ai bereiken alleen poort 443.`,
    fix: `Leid poort 443 naar Latchkey en stel het basisadres (MCP_BASE_URL) in op ${right}`,
  }),
  url_http: ({ given, right }) => ({
    sentence: `${given} begint met http, en via het internet meldt geen assistent zich aan zonder https.`,
    fix: `Geef de assistent ${right}`,
  }),
  url_mcp_twice: ({ given, right }) => ({
    sentence: `${given} eindigt twee keer op /mcp.`,
    fix: `Geef de assistent ${right}`,
  }),
  url_other_path: ({ given, right }) => ({
    sentence: `${given} heeft een ander pad dan waarop Latchkey antwoordt.`,
    fix: `Geef de assistent ${right}`,
  }),
  url_not_a_door: ({ given, right }) => ({
    sentence: `${given} is geen adres van deze Latchkey.`,
    fix: `Geef de assistent ${right}, of voeg het adres dat je bedoelde toe aan de basisadressen (MCP_BASE_URL).`,
  }),
  name_unknown: ({ host }) => ({
    sentence: `De naam ${host} leidt nergens naartoe.`,
    fix: 'Controleer de spelling in het basisadres (MCP_BASE_URL) en of het DNS-record bestaat.',
  }),
  name_private: ({ host, address }) => ({
    sentence: `Van hieruit leidt ${host} naar ${address}, en dat is geen adres op het internet; assistenten op het internet hebben er wel zo een nodig.`,
    fix: 'Geeft je eigen netwerk zelf antwoord op deze naam, dan is alles goed; zo niet, laat het openbare DNS-record dan naar je openbare adres wijzen.',
  }),
  no_ipv4: ({ host }) => ({
    sentence: `${host} heeft alleen een IPv6-adres, en assistenten op het internet zoals Claude.ai komen via IPv4.`,
    fix: 'Voeg een A-record met een openbaar IPv4-adres toe of gebruik een tunnel die er een heeft.',
  }),
  certificate_self_signed: ({ host }) => ({
    sentence: `Het certificaat van ${host} is zelfondertekend, en zo’n certificaat vertrouwen assistenten niet.`,
    fix: BY_HTTPS,
  }),
  certificate_incomplete: ({ host }) => ({
    sentence: `${host} stuurt niet de hele certificaatketen mee; browsers vullen het gat, assistenten niet.`,
    fix: 'Laat de proxy de volledige keten sturen (vaak het bestand fullchain.pem in plaats van cert.pem).',
  }),
  certificate_expired: ({ host }) => ({
    sentence: `Het certificaat van ${host} is verlopen.`,
    fix: 'Vernieuw het en zoek uit waarom dat niet vanzelf is gebeurd.',
  }),
  certificate_not_yet_valid: ({ host }) => ({
    sentence: `Het certificaat van ${host} is nog niet geldig, of de klok van deze computer loopt achter.`,
    fix: 'Zet de klok gelijk via het internet; loopt die goed, vraag dan een nieuw certificaat aan.',
  }),
  certificate_other_name: ({ host }) => ({
    sentence: `Het certificaat op ${host} is voor een andere naam.`,
    fix: `Vraag een certificaat aan voor ${host}, of verbeter het basisadres (MCP_BASE_URL).`,
  }),
  certificate_untrusted: ({ host, code }) => ({
    sentence: `Het certificaat van ${host} wordt niet vertrouwd (${code}).`,
    fix: BY_HTTPS,
  }),
  certificate_ends_soon: ({ host, days }) => ({
    sentence: `Het certificaat van ${host} verloopt over ${days} ${days === 1 ? 'dag' : 'dagen'}.`,
    fix: 'Controleer of het vanzelf wordt vernieuwd.',
  }),
  not_https: ({ host }) => ({
    sentence: `${host} spreekt geen https op de poort waar assistenten dat verwachten.`,
    fix: 'Laat de proxy daar https afhandelen en geen gewone http doorgeven.',
  }),
  door_refused: ({ host }) => ({
    sentence: `Er luistert niets op ${host}.`,
    fix: 'Start de proxy of tunnel die daar zou moeten antwoorden, of verbeter de port forwarding ervan.',
  }),
  door_silent: ({ host }) => ({
    sentence: `${host} antwoordt niet op tijd.`,
    fix: 'Controleer de port forwarding of de tunnel en de firewall; kan je router zijn eigen openbare adres niet van binnenuit bereiken, probeer het dan van buitenaf met een telefoon die niet op wifi zit.',
  }),
  door_broken: ({ host, code }) => ({
    sentence: `${host} neemt de verbinding aan en verbreekt die dan (${code}).`,
    fix: 'Kijk in het logboek van de proxy of tunnel vóór Latchkey.',
  }),
  redirect_loop: ({ url }) => ({
    sentence: `${url} leidt eindeloos om naar zichzelf.`,
    fix: 'Laat de proxy naar buiten https spreken en naar Latchkey gewone http, elk één keer; zet bij Cloudflare SSL/TLS op Full of gebruik een tunnel.',
  }),
  redirected: ({ url, to }) => ({
    sentence: `${url} leidt om naar ${to}, en assistenten volgen dat niet.`,
    fix: 'Haal de omleiding of de aanmeldpagina vóór Latchkey weg, of maak van dat adres het basisadres (MCP_BASE_URL).',
  }),
  proxy_no_answer: ({ url, status }) => ({
    sentence: `De proxy antwoordt ${status} op ${url}, omdat hij Latchkey niet bereikt.`,
    fix: 'Verbeter waar de proxy of tunnel naartoe leidt: de host en poort van Latchkey, via http.',
  }),
  host_rewritten: ({ host }) => ({
    sentence: `De proxy geeft Latchkey een andere naam door dan ${host}.`,
    fix: 'Laat de proxy de Host-header ongewijzigd doorgeven (in nginx: proxy_set_header Host $host).',
  }),
  path_rewritten: ({ url }) => ({
    sentence: `De proxy vraagt Latchkey om een ander pad dan ${url}.`,
    fix: 'Laat de proxy paden doorgeven zoals ze zijn: voeg daar geen /mcp toe en haal het niet weg.',
  }),
  password_in_front: ({ host }) => ({
    sentence: `De proxy vóór ${host} vraagt om een eigen aanmelding, en die kunnen assistenten niet geven.`,
    fix: 'Haal die aanmelding vóór Latchkey weg; Latchkey laat zelf niemand binnen die zich niet heeft aangemeld.',
  }),
  door_forbidden: ({ url }) => ({
    sentence: `Iets vóór Latchkey verbiedt ${url} (403).`,
    fix: 'Zoek in de proxy of tunnel naar een toegangsregel, een landenfilter of een firewall.',
  }),
  elsewhere: ({ url, status }) => ({
    sentence: `Wat op ${url} antwoordt, is niet Latchkey (status ${status}).`,
    fix: 'Leid deze naam in de proxy of tunnel naar Latchkey, of verbeter het basisadres (MCP_BASE_URL).',
  }),
  document_missing: ({ url, status }) => ({
    sentence: `De proxy antwoordt ${status} op ${url} in plaats van door te geven wat Latchkey daar heeft.`,
    fix: 'Leid ook alles onder /.well-known/ van deze naam naar Latchkey.',
  }),
  document_cached: ({ url }) => ({
    sentence: `Een cache onderweg geeft een oude kopie van ${url}`,
    fix: 'Leeg de cache van de proxy of het CDN en laat niets van Latchkey in de cache zetten.',
  }),
  issuer_other: ({ url, expected, actual }) => ({
    sentence: `${url} noemt ${actual} in plaats van ${expected}, en dat weigeren assistenten.`,
    fix: 'Leid de proxy naar deze Latchkey en niet naar een andere, en laat hem niets herschrijven.',
  }),
  document_altered: ({ url }) => ({
    sentence: `De proxy verandert wat Latchkey zegt op ${url}`,
    fix: 'Zet in de proxy of het CDN alles uit wat antwoorden herschrijft.',
  }),
  mcp_unexpected: ({ url, status, expected }) => ({
    sentence: `${url} antwoordt ${status} in plaats van ${expected}, dus een assistent komt nooit te weten dat hij zich moet aanmelden.`,
    fix: 'Laat de proxy POST-verzoeken naar /mcp ongewijzigd doorgeven aan Latchkey, en de antwoorden ongewijzigd terug.',
  }),
  challenge_stripped: ({ url }) => ({
    sentence: `De proxy haalt de WWW-Authenticate-header weg bij ${url}, dus assistenten vinden niet waar ze zich moeten aanmelden.`,
    fix: 'Laat de proxy WWW-Authenticate doorgeven en zelf geen 401 antwoorden.',
  }),
  challenge_altered: ({ url }) => ({
    sentence: `De proxy verandert de WWW-Authenticate-header van ${url}, dus assistenten vinden niet waar ze zich moeten aanmelden.`,
    fix: 'Laat de proxy WWW-Authenticate doorgeven zoals die is.',
  }),
  authorization_stripped: ({ url }) => ({
    sentence: `De proxy haalt de Authorization-header weg bij ${url}, dus elke aanmelding loopt op niets uit.`,
    fix: 'Laat de proxy Authorization doorgeven aan Latchkey.',
  }),
  header_stripped: ({ url, header }) => ({
    sentence: `De proxy verandert de ${header}-header van ${url} of haalt die weg; assistenten die in een browser draaien, hebben die nodig.`,
    fix: `Laat de proxy ${header} doorgeven zoals die is.`,
  }),
  bots_blocked: ({ assistant, status }) => ({
    sentence:
      status === 0
        ? `Iets vóór Latchkey verbreekt de verbindingen van ${assistant}, maar laat andere wel door.`
        : `Iets vóór Latchkey antwoordt ${status} aan ${assistant}, maar laat andere wel door.`,
    fix: 'Sta dit toe in de botbescherming van de proxy of het CDN; laat bij Cloudflare AI-bots door voor deze naam.',
  }),
} satisfies Partial<Words['doctor']['findings']>;
