import type { StopParameters } from '../../doctor/timeline/answer.ts';
import type { Words } from '../words.ts';

type Timeline = Words['timeline'];

// The four shapes in which an assistant without a name stands in a German sentence.
const named = ({ client }: StopParameters) => client ?? 'Der Assistent';
const inside = ({ client }: StopParameters) => client ?? 'der Assistent';
const whom = ({ client }: StopParameters) => client ?? 'den Assistenten';
const after = ({ client }: StopParameters) => client ?? 'dem Assistenten';

const REMOVE_AND_ADD =
  'Entferne diese Verbindung im Assistenten und füge sie neu hinzu. Bleibt es dabei, sag den Herstellern des Assistenten Bescheid.';
const TRY_AGAIN = 'Starte die Verbindung im Assistenten noch einmal.';
const THE_WAY_IN =
  'Sieh nach, ob dieses Haus aus dem Internet über Port 443 erreichbar ist und ob kein Bot-Schutz deines Tunnels oder Proxys die Pfade /.well-known, /register, /authorize, /token und /mcp aufhält.';

const steps: Timeline['steps'] = {
  challenge: 'Erste Anfrage an /mcp, mit der Antwort, sich anzumelden',
  resource_metadata: 'Lesen, was hier geschützt ist',
  server_metadata: 'Lesen, wo man sich anmeldet',
  registration: 'Registrierung',
  authorize: 'Eine Person zum Anmelden hierher schicken',
  consent_page: 'Zustimmungsseite geöffnet',
  consent: 'Antwort der Person',
  token: 'Token',
  call: 'Verwendung des Tokens',
  refresh: 'Neues Token',
};

const results: Timeline['results'] = {
  ok: 'erledigt',
  refused: 'abgelehnt',
  waiting: 'wartet',
};

const states: Timeline['states'] = {
  'under way': 'im Gang',
  connected: 'verbunden',
  stopped: 'stehen geblieben',
};

const details: Timeline['details'] = {
  unknown_client: 'der Assistent ist hier nicht registriert',
  client_document: 'das Dokument, in dem er sich beschreibt, ist nicht verwendbar',
  redirect_uri: 'die Adresse, zu der er zurückkehren will, ist nicht erlaubt',
  resource: 'es geht um eine andere Adresse',
  pkce: 'der Beweis, dass dasselbe Programm fragt, fehlt oder ist falsch',
  code_unknown: 'der Code ist unbekannt oder abgelaufen',
  code_expired: 'der Code ist abgelaufen',
  code_used: 'der Code wurde schon verwendet',
  refresh_token: 'das Refresh-Token gilt nicht mehr',
  document: 'durch das Dokument, das er veröffentlicht',
  listed: 'eingetragen von der Person, die Latchkey betreibt',
  at_home: 'auf der Anmeldeseite von Home Assistant',
  unknown_host: 'unter einem Namen, der nicht zu uns gehört',
  unknown_origin: 'von einer Webseite, die nicht fragen darf',
  other_address: 'an einer Adresse, an der nichts ist',
  too_many_requests: 'zu viele Anfragen',
  trouble: 'Latchkey hatte selbst ein Problem',
  client_authentication: 'er hat nicht bewiesen, dass er der Client ist, der er zu sein behauptet',
  foreign_token: 'das Token ist keines von unseren',
  token_expired: 'das Token ist abgelaufen',
  grant_ended: 'er wurde abgemeldet',
  scope: 'er braucht mehr Berechtigungen',
  denied: 'die Person hat abgelehnt',
  other_browser: 'in einem anderen Browser als am Anfang',
  form_expired: 'die Seite war abgelaufen',
  sign_in_refused: 'Home Assistant hat die Anmeldung nicht angenommen',
  home_unreachable: 'Home Assistant hat nicht geantwortet',
  home_banned: 'Home Assistant hat Latchkey gesperrt',
  too_many_sign_ins: 'zu viele Anmeldungen wurden abgelehnt',
  sign_in_again: 'die Anmeldung wurde nicht abgeschlossen',
  other: 'die Anfrage hatte nicht die richtige Form',
};

const stops: Timeline['stops'] = {
  only_asked: (about) => ({
    happened: `${named(about)} hat angefragt und erfahren, wo steht, wie man sich anmeldet, hat das aber nie gelesen.`,
    means:
      'Entweder kam die Antwort nicht an, weil ein Proxy den Header WWW-Authenticate entfernt oder die nächste Anfrage aufhält, oder der Assistent kann sich nicht selbst anmelden und wartet auf ein Token.',
    todo: `Wenn der Assistent ein Feld für die Anmeldung oder für OAuth hat, schalte es ein. ${THE_WAY_IN}`,
  }),
  asked_elsewhere: (about) => ({
    happened: `${named(about)} hat nach den Anmeldedokumenten einer anderen Adresse gefragt, an der nichts ist.`,
    means: 'Die Adresse, die im Assistenten eingetragen wurde, ist nicht ganz die dieses Hauses.',
    todo: 'Trage die Adresse ein, die Latchkey zeigt, mit /mcp am Ende und nichts dahinter.',
  }),
  stopped_after_resource_metadata: (about) => ({
    happened: `${named(about)} hat gelesen, was hier geschützt ist, aber nie, wo man sich anmeldet.`,
    means:
      'Die verbundene Adresse ist nicht die, die Latchkey als seine angibt, oder ein Proxy hält die nächste Anfrage auf.',
    todo: `Vergleiche die Adresse im Assistenten mit der, die Latchkey zeigt: Sie müssen Zeichen für Zeichen gleich sein. ${THE_WAY_IN}`,
  }),
  never_registered: (about) => ({
    happened: `${named(about)} hat alles über die Anmeldung gelesen und sich dann nicht registriert.`,
    means:
      'Der Assistent findet nicht, was er braucht, er muss von Hand mit einer Client-ID eingetragen werden, oder ein Proxy hält POST /register auf.',
    todo: `${TRY_AGAIN} Wenn er nach einer Client-ID fragt, lass das Feld leer. ${THE_WAY_IN}`,
  }),
  never_came_back: (about) => ({
    happened: `${named(about)} hat sich registriert, kam aber nie zurück: Kein Browser wurde zum Anmelden hierher geschickt.`,
    means:
      about.hosted === true
        ? 'Die Server des Assistenten haben eine Antwort bekommen, aber danach wurde die Anmeldeseite nicht geöffnet. Meistens wurde ein Fenster geschlossen oder blockiert, oder die Server haben diese Adresse aufgegeben.'
        : 'Das Programm hat eine Antwort bekommen, aber kein Browser hat sich geöffnet. Meistens wurde das Fenster geschlossen, oder das Programm läuft dort, wo es keinen Browser gibt.',
    todo:
      about.hosted === true
        ? `${TRY_AGAIN} Erlaube dem Browser, neue Fenster zu öffnen. ${THE_WAY_IN}`
        : `${TRY_AGAIN} Wenn das Programm eine Adresse zum Öffnen zeigt, öffne sie im Browser desselben Computers.`,
  }),
  form_not_opened: (about) => ({
    happened: `Der Browser wurde zur Zustimmungsseite von ${after(about)} geschickt und kam dort nicht an.`,
    means:
      'Ein Proxy oder Tunnel hat die Seite /consent nicht durchgelassen, oder das Fenster wurde geschlossen.',
    todo: `${TRY_AGAIN} Bleibt es dabei, sieh nach, ob dein Proxy den Pfad /consent und dessen Cookies weitergibt.`,
  }),
  never_answered: (about) => ({
    happened: `Die Person hat die Zustimmungsseite von ${after(about)} geöffnet, aber nie geantwortet.`,
    means: 'Die Seite gilt zehn Minuten, und niemand hat auf einen Knopf gedrückt.',
    todo: `${TRY_AGAIN} Melde dich dann an und drücke auf „Erlauben“.`,
  }),
  never_back_from_home: () => ({
    happened: 'Die Person ging zur Anmeldeseite von Home Assistant und kam nicht zurück.',
    means:
      'Die Seite hat sich nicht geöffnet, die Anmeldung wurde nicht abgeschlossen, oder der Weg zurück zu Latchkey hat nicht funktioniert.',
    todo: 'Sieh nach, ob sich die Adresse von Home Assistant in diesem Browser öffnet, und starte noch einmal, oder verwende auf der Zustimmungsseite ein langlebiges Zugriffstoken.',
  }),
  code_never_redeemed: (about) => ({
    happened: `Die Person hat zugestimmt, aber ${inside(about)} hat das Token nie abgeholt.`,
    means:
      about.hosted === true
        ? 'Der Browser kam nicht zum Assistenten zurück, oder die Antworten von /token erreichen dessen Server nicht.'
        : 'Das Programm, das auf die Antwort gewartet hat, wurde geschlossen, oder es wartet auf einem anderen Computer als der Browser.',
    todo:
      about.hosted === true
        ? `${TRY_AGAIN} ${THE_WAY_IN}`
        : `${TRY_AGAIN} Nimm einen Browser auf dem Computer, auf dem das Programm läuft, und lass das Programm offen.`,
  }),
  token_never_used: (about) => ({
    happened: `${named(about)} hat ein Token bekommen, aber danach kam kein Aufruf.`,
    means:
      'Der Assistent weiß nicht, wo das Token zu verwenden ist: Die Adresse in ihm endet nicht auf /mcp, oder seine Aufrufe kommen nicht durch den Proxy.',
    todo: `Trage die Adresse ein, die Latchkey zeigt. Sie endet auf /mcp, ohne Schrägstrich dahinter. ${THE_WAY_IN}`,
  }),
  never_renewed: (about) => ({
    happened: `Das Token von ${after(about)} ist abgelaufen, und ein neues wurde nicht abgeholt.`,
    means:
      'Der Assistent war verbunden. Manche vergessen, wie man das Token erneuert, oder tun es erst, wenn man sie benutzt.',
    todo: 'Benutze den Assistenten einmal. Geht es dann noch nicht, entferne diese Verbindung dort und füge sie neu hinzu.',
  }),
  unknown_host: (about) => ({
    happened:
      about.host === undefined
        ? 'Jemand hat unter einem Namen angefragt, der nicht zu den Haustüren gehört.'
        : `Jemand hat unter dem Namen ${about.host} angefragt, der nicht zu den Haustüren gehört.`,
    means:
      'Eine Haustür ist eine Adresse, die du Latchkey genannt hast. Alle anderen werden abgelehnt, damit sich keine Webseite hereinschleichen kann.',
    todo: 'Wenn dieser Name dir gehört, füge ihn zu MCP_BASE_URL (Option base_url) hinzu. Wenn nicht, probiert nur jemand Türen aus, und es gibt nichts zu tun.',
  }),
  unknown_origin: (about) => ({
    happened: `${named(about)} hat von einer Webseite aus angefragt, die Latchkey nicht nutzen darf.`,
    means:
      'Seiten anderer Websites werden abgelehnt, sonst könnte jede beliebige Seite mit deinem Zuhause sprechen.',
    todo: 'Wenn du dieser Seite vertraust, füge ihren Ursprung (origin) zu MCP_CORS_ORIGINS hinzu.',
  }),
  too_many_requests: (about) => ({
    happened: `${named(about)} wurde abgelehnt, weil in kurzer Zeit zu viele Anfragen kamen.`,
    means: 'Der Assistent wiederholt sich, oder jemand anders hinter derselben Adresse tut es.',
    todo: 'Warte einige Minuten und starte noch einmal. Hinter einem Tunnel setze MCP_TRUST_PROXY, damit sich Besucher unterscheiden lassen.',
  }),
  trouble: (about) => ({
    happened: `Latchkey konnte ${after(about)} wegen eines eigenen Problems nicht antworten.`,
    means: 'Sein Speicher oder etwas, das es fragen musste, hat in dem Moment nicht geantwortet.',
    todo: 'Sieh in das Protokoll von Latchkey, prüfe, ob der Datenträger nicht voll ist, und starte noch einmal.',
  }),
  registration_redirect: () => ({
    happened:
      'Der Assistent wollte für die Rückkehr eine Adresse registrieren, die nicht erlaubt ist.',
    means:
      'Nur https-Adressen, dieser Computer selbst und die Schemata bekannter Programme dürfen eine Anmeldung bekommen.',
    todo: 'Sag den Herstellern des Assistenten Bescheid, oder verwende für ihn einen API-Schlüssel.',
  }),
  registration_refused: () => ({
    happened: 'Der Assistent hat eine Registrierung geschickt, die nicht verwendbar ist.',
    means: 'Etwas darin fehlt, ist zu groß oder nicht so, wie RFC 7591 es vorsieht.',
    todo: 'Sieh nach, ob der Assistent auf dem neuesten Stand ist. Bleibt es dabei, sag seinen Herstellern Bescheid.',
  }),
  client_document: () => ({
    happened: 'Das Dokument, in dem der Assistent sich beschreibt, war nicht verwendbar.',
    means:
      'Latchkey muss es aus dem Internet lesen: Es kam keine Antwort, oder was darin steht, ist nicht gültig.',
    todo: 'Sieh nach, ob dieses Haus mit dem Internet verbunden ist, warte eine Minute und starte noch einmal.',
  }),
  unknown_client: (about) => ({
    happened: `${named(about)} hat eine Registrierung verwendet, die hier nicht mehr bekannt ist.`,
    means:
      'Die Registrierung wurde nie verwendet oder wurde entfernt, oder Latchkey wurde neu aufgesetzt.',
    todo: 'Entferne diese Verbindung im Assistenten und füge sie neu hinzu, damit er sich neu registriert.',
  }),
  redirect_not_allowed: (about) => ({
    happened: `${named(about)} wollte zu einer Adresse zurückkehren, die nicht registriert war.`,
    means:
      'Eine Anmeldung geht nur an die Adresse, die registriert wurde, sonst könnte sie jeder abfangen.',
    todo: REMOVE_AND_ADD,
  }),
  other_resource: (about) => ({
    happened: `${named(about)} hat Zugang zu einer anderen Adresse als dieser verlangt.`,
    means: 'Ein Token gilt für eine Adresse. Die eingetragene ist nicht ganz unsere.',
    todo: 'Trage die Adresse ein, die Latchkey zeigt, Zeichen für Zeichen.',
  }),
  no_pkce: (about) => ({
    happened: `${named(about)} wollte sich ohne den Beweis anmelden, der die Antwort schützt (PKCE mit S256).`,
    means: 'Ohne ihn meldet Latchkey niemanden an.',
    todo: 'Sieh nach, ob der Assistent auf dem neuesten Stand ist.',
  }),
  authorize_refused: (about) => ({
    happened: `${named(about)} hat den Browser mit einer Anfrage hierher geschickt, die nicht verwendbar ist.`,
    means: 'Etwas darin fehlt, ist doppelt oder von einer Art, die Latchkey nicht kennt.',
    todo: REMOVE_AND_ADD,
  }),
  other_browser: (about) => ({
    happened: `Die Zustimmungsseite von ${after(about)} wurde in einem anderen Browser geöffnet als dem, in dem es anfing.`,
    means:
      'Eine Seite, die an jemand anders weitergeschickt wurde, wird abgelehnt. Ein Browser ohne Cookies sieht genauso aus.',
    todo: 'Starte noch einmal und bleib in einem Browser, mit eingeschalteten Cookies.',
  }),
  form_expired: (about) => ({
    happened: `Die Zustimmungsseite von ${after(about)} war abgelaufen, als sie beantwortet wurde.`,
    means: 'Sie gilt zehn Minuten.',
    todo: TRY_AGAIN,
  }),
  denied: (about) => ({
    happened: `Die Person hat ${whom(about)} abgelehnt.`,
    means: 'Nichts wurde weitergegeben.',
    todo: 'Wenn das ein Versehen war, starte die Verbindung im Assistenten noch einmal.',
  }),
  sign_in_refused: () => ({
    happened: 'Home Assistant hat die Anmeldung der Person nicht angenommen.',
    means:
      'Das Token war falsch abgetippt, ist abgelaufen, wurde gelöscht oder gehört zu einem anderen Home Assistant.',
    todo: 'Melde dich auf derselben Seite noch einmal an, oder erstelle in deinem Profil ein neues langlebiges Zugriffstoken.',
  }),
  home_unreachable: () => ({
    happened: 'Home Assistant hat nicht geantwortet, während die Person sich angemeldet hat.',
    means: 'Es wurde gerade neu gestartet, oder Latchkey hat eine falsche Adresse dafür.',
    todo: 'Warte eine Minute und melde dich auf derselben Seite noch einmal an. Bleibt es dabei, prüfe HOMEASSISTANT_URL.',
  }),
  home_banned: () => ({
    happened: 'Home Assistant hat Latchkey nach zu vielen fehlgeschlagenen Anmeldungen gesperrt.',
    means: 'Niemand kann sich anmelden, bis das aufgehoben ist.',
    todo: 'Entferne die Adresse von Latchkey aus ip_bans.yaml und starte Home Assistant neu.',
  }),
  too_many_sign_ins: () => ({
    happened: 'Zu viele Anmeldungen nacheinander wurden abgelehnt.',
    means: 'Latchkey hört eine Weile auf zu fragen, damit Home Assistant es nicht sperrt.',
    todo: 'Warte zehn Minuten und starte noch einmal.',
  }),
  sign_in_again: () => ({
    happened: 'Die Anmeldung bei Home Assistant wurde nicht abgeschlossen.',
    means: 'Sie wurde dort abgebrochen, hat zu lange gedauert oder wurde schon verwendet.',
    todo: 'Drücke auf der Zustimmungsseite noch einmal auf den Knopf zum Anmelden.',
  }),
  code_unknown: (about) => ({
    happened: `${named(about)} wollte das Token mit einem Code abholen, der hier nicht bekannt ist.`,
    means:
      'Der Code war zu alt, wurde unterwegs verändert oder stammt aus der Zeit vor einem Neustart des Versuchs.',
    todo: TRY_AGAIN,
  }),
  code_expired: (about) => ({
    happened: `${named(about)} wollte das Token zu spät abholen.`,
    means: 'Ein Code gilt nur kurze Zeit.',
    todo: `${TRY_AGAIN} Bleibt es dabei, prüfe, ob die Uhr dieses Computers richtig geht.`,
  }),
  code_used: (about) => ({
    happened: `${named(about)} hat den Code ein zweites Mal verwendet.`,
    means:
      'Ein Code, der zweimal kommt, könnte gestohlen sein. Deshalb wurde zurückgenommen, was er gegeben hat. Manche Assistenten wiederholen eine Anfrage, deren Antwort sie nicht bekommen haben.',
    todo: `${TRY_AGAIN} Bleibt es dabei, sieh nach, ob dein Proxy Anfragen an /token nicht wiederholt.`,
  }),
  wrong_verifier: (about) => ({
    happened: `${named(about)} konnte nicht beweisen, selbst um die Anmeldung gebeten zu haben.`,
    means:
      'Ein anderer Versuch desselben Assistenten kam dazwischen, oder seine Antworten wurden verwechselt.',
    todo: `${TRY_AGAIN} Tu es nur in einem Fenster.`,
  }),
  client_authentication: (about) => ({
    happened: `${named(about)} wollte das Token mit dem falschen Geheimnis abholen oder auf andere Weise als registriert.`,
    means:
      'Der Assistent hat eine alte Registrierung, oder das Client-Geheimnis, das in ihm eingetragen wurde, stimmt nicht.',
    todo: 'Wenn du ein Client-Geheimnis eingetragen hast, trage es neu ein. Sonst entferne diese Verbindung im Assistenten und füge sie neu hinzu.',
  }),
  token_refused: (about) => ({
    happened: `${named(about)} wollte das Token mit einer Anfrage abholen, die nicht verwendbar ist.`,
    means: 'Etwas darin fehlt oder ist nicht so, wie es verlangt wurde.',
    todo: REMOVE_AND_ADD,
  }),
  foreign_token: (about) => ({
    happened: `${named(about)} kam mit einem Token, das keines von unseren ist.`,
    means:
      'Ein Token von Home Assistant öffnet Latchkey nicht, und auch keines von einem Latchkey, das neu aufgesetzt wurde.',
    todo: 'Nimm das Token aus den Einstellungen des Assistenten heraus und lass ihn sich anmelden, oder gib ihm einen API-Schlüssel von Latchkey.',
  }),
  token_for_other_resource: (about) => ({
    happened: `${named(about)} kam mit einem Token für eine andere Adresse dieses Hauses.`,
    means:
      'Ein Token gilt an der Adresse, an der die Person sich angemeldet hat, und sonst nirgends.',
    todo: 'Trage dieselbe Adresse ein, die bei der Anmeldung verwendet wurde, oder füge die Verbindung mit dieser hier neu hinzu.',
  }),
  signed_out: (about) => ({
    happened: `${named(about)} kam mit einem Token, dessen Verbindung beendet ist.`,
    means:
      'Jemand hat sie getrennt, die Anmeldung wurde in Home Assistant gelöscht, oder ein Code oder Token kam zweimal.',
    todo: 'Verbinde den Assistenten noch einmal, wenn du ihn hereinlassen willst.',
  }),
  scope: (about) => ({
    happened: `${named(about)} hat weniger bekommen, als hier nötig ist.`,
    means: 'Die Person hat weniger erlaubt, als dieses Latchkey von allen verlangt.',
    todo: `${TRY_AGAIN} Erlaube auf der Zustimmungsseite mehr.`,
  }),
  call_refused: (about) => ({
    happened: `${named(about)} hat ein Token, aber die erste Anfrage wurde abgelehnt.`,
    means: 'Die Anfrage hatte nicht die richtige Form.',
    todo: 'Sieh nach, ob der Assistent auf dem neuesten Stand ist. Bleibt es dabei, sag seinen Herstellern Bescheid.',
  }),
  refresh_refused: (about) => ({
    happened: `${named(about)} wollte ein neues Token abholen und wurde abgelehnt.`,
    means:
      'Die Verbindung ist beendet: Jemand hat sie getrennt, die Anmeldung wurde in Home Assistant gelöscht, oder sie wurde zu lange nicht benutzt.',
    todo: 'Verbinde den Assistenten noch einmal.',
  }),
};

/** The timeline of how assistants connect. */
export const timeline: Timeline = {
  title: 'Wie sich Assistenten verbunden haben',
  none: 'Seit Latchkey gestartet ist, hat kein Assistent versucht, sich zu verbinden.',
  forgets: 'Was vor dem letzten Start von Latchkey war, ist nicht mehr bekannt.',
  unnamed: 'Ein Assistent, der seinen Namen nicht gesagt hat',
  steps,
  results,
  states,
  details,
  stops,
};
