import type { StopParameters } from '../../doctor/timeline/answer.ts';
import type { Words } from '../words.ts';

const named = ({ client }: StopParameters) => client ?? 'De assistent';
const inside = ({ client }: StopParameters) => client ?? 'de assistent';

const REMOVE_AND_ADD =
  'Verwijder deze verbinding in de assistent en voeg haar opnieuw toe. Blijft het zo, laat het dan de makers van de assistent weten.';
const TRY_AGAIN = 'Begin in de assistent nog eens met verbinden.';
const THE_WAY_IN =
  'Controleer of dit huis vanaf het internet te bereiken is op poort 443, en of geen botbescherming van je tunnel of proxy de paden /.well-known, /register, /authorize, /token en /mcp tegenhoudt.';

const steps: Words['timeline']['steps'] = {
  challenge: 'Eerste verzoek aan /mcp, met als antwoord: meld je aan',
  resource_metadata: 'Lezen wat hier beschermd is',
  server_metadata: 'Lezen waar aan te melden',
  registration: 'Registratie',
  authorize: 'Een persoon hierheen sturen om zich aan te melden',
  consent_page: 'Toestemmingspagina geopend',
  consent: 'Antwoord van de persoon',
  token: 'Token',
  call: 'Gebruik van het token',
  refresh: 'Nieuw token',
};

const results: Words['timeline']['results'] = {
  ok: 'gedaan',
  refused: 'geweigerd',
  waiting: 'wacht',
};

const states: Words['timeline']['states'] = {
  'under way': 'bezig',
  connected: 'verbonden',
  stopped: 'gestopt',
};

const details: Words['timeline']['details'] = {
  unknown_client: 'is hier niet geregistreerd',
  client_document: 'het document waarin de assistent zich beschrijft, is niet te gebruiken',
  redirect_uri: 'het adres om naar terug te keren is niet toegestaan',
  resource: 'is voor een ander adres',
  pkce: 'het bewijs dat hetzelfde programma vraagt, ontbreekt of klopt niet',
  code_unknown: 'de code is onbekend of verlopen',
  code_expired: 'de code is verlopen',
  code_used: 'de code is al eerder gebruikt',
  refresh_token: 'het verversingstoken is niet meer geldig',
  document: 'via het document dat de assistent publiceert',
  listed: 'ingevoerd door wie Latchkey beheert',
  at_home: 'op de aanmeldpagina van Home Assistant',
  unknown_host: 'onder een naam die niet van ons is',
  unknown_origin: 'vanaf een webpagina die niets mag vragen',
  other_address: 'op een adres waar niets is',
  too_many_requests: 'te veel verzoeken',
  trouble: 'Latchkey had zelf problemen',
  client_authentication: 'heeft niet bewezen wie die zegt te zijn',
  foreign_token: 'het token is niet van ons',
  token_expired: 'het token is verlopen',
  grant_ended: 'is afgemeld',
  scope: 'er zijn meer rechten nodig',
  denied: 'de persoon zei nee',
  other_browser: 'in een andere browser dan waarin het begon',
  form_expired: 'de pagina was verlopen',
  sign_in_refused: 'Home Assistant accepteerde de aanmelding niet',
  home_unreachable: 'Home Assistant antwoordde niet',
  home_banned: 'Home Assistant heeft Latchkey geblokkeerd',
  too_many_sign_ins: 'er zijn te veel aanmeldingen geweigerd',
  sign_in_again: 'de aanmelding is niet afgemaakt',
  other: 'het verzoek had niet de juiste vorm',
};

const stops: Words['timeline']['stops'] = {
  only_asked: (about) => ({
    happened: `${named(about)} vroeg iets, kreeg te horen waar te lezen staat hoe aanmelden gaat, en heeft dat nooit gelezen.`,
    means:
      'Of het antwoord kwam niet aan, omdat een proxy de header WWW-Authenticate weghaalt of het volgende verzoek tegenhoudt, of de assistent kan zich niet zelf aanmelden en wacht op een token.',
    todo: `Is er een veld voor aanmelden of OAuth, zet dat dan aan. ${THE_WAY_IN}`,
  }),
  asked_elsewhere: (about) => ({
    happened: `${named(about)} vroeg om de aanmelddocumenten van een ander adres, waar niets is.`,
    means: 'Het adres dat in de assistent is ingevuld, is niet helemaal dat van dit huis.',
    todo: 'Vul het adres in dat Latchkey toont, met /mcp aan het eind en niets erachter.',
  }),
  stopped_after_resource_metadata: (about) => ({
    happened: `${named(about)} las wat hier beschermd is en las nooit waar aan te melden.`,
    means:
      'Het adres waarmee verbinding werd gemaakt, is niet het adres dat Latchkey zegt te hebben, of een proxy houdt het volgende verzoek tegen.',
    todo: `Vergelijk het adres in de assistent met het adres dat Latchkey toont: ze moeten letterlijk gelijk zijn. ${THE_WAY_IN}`,
  }),
  never_registered: (about) => ({
    happened: `${named(about)} las alles over aanmelden en heeft zich daarna niet geregistreerd.`,
    means:
      'De assistent vond niet wat die nodig heeft, verwacht met de hand te worden ingevoerd met een client-ID, of een proxy houdt POST /register tegen.',
    todo: `${TRY_AGAIN} Wordt er om een client-ID gevraagd, laat het veld dan leeg. ${THE_WAY_IN}`,
  }),
  never_came_back: (about) => ({
    happened: `${named(about)} heeft zich geregistreerd maar kwam nooit terug: er is geen browser hierheen gestuurd om aan te melden.`,
    means:
      about.hosted === true
        ? 'De servers ervan kregen antwoord, maar daarna is de aanmeldpagina niet geopend. Meestal is een venster gesloten of geblokkeerd, of hebben de servers dit adres opgegeven.'
        : 'Het programma kreeg antwoord, maar er opende geen browser. Meestal is het venster gesloten, of draait het programma ergens waar geen browser is.',
    todo:
      about.hosted === true
        ? `${TRY_AGAIN} Laat de browser nieuwe vensters openen. ${THE_WAY_IN}`
        : `${TRY_AGAIN} Verschijnt er een adres om te openen, open dat dan in de browser van dezelfde computer.`,
  }),
  form_not_opened: (about) => ({
    happened: `De browser werd naar de toestemmingspagina voor ${inside(about)} gestuurd en kwam daar niet aan.`,
    means: 'Een proxy of tunnel liet de pagina /consent niet door, of het venster is gesloten.',
    todo: `${TRY_AGAIN} Blijft het zo, controleer dan of je proxy het pad /consent en de cookies daarvan doorgeeft.`,
  }),
  never_answered: (about) => ({
    happened: `De persoon opende de toestemmingspagina voor ${inside(about)} maar heeft nooit geantwoord.`,
    means: 'De pagina is tien minuten geldig, en niemand heeft er op een knop gedrukt.',
    todo: `${TRY_AGAIN} Meld je dan aan en druk op Toestaan.`,
  }),
  never_back_from_home: () => ({
    happened: 'De persoon ging naar de aanmeldpagina van Home Assistant en kwam niet terug.',
    means:
      'De pagina opende niet, het aanmelden is niet afgemaakt, of de weg terug naar Latchkey werkte niet.',
    todo: 'Controleer of het adres van Home Assistant in deze browser opent, begin nog eens, of gebruik op de toestemmingspagina een toegangstoken met lange levensduur.',
  }),
  code_never_redeemed: (about) => ({
    happened: `De persoon zei ja, en ${inside(about)} heeft het token nooit opgehaald.`,
    means:
      about.hosted === true
        ? 'De browser kwam niet terug bij de assistent, of de antwoorden van /token bereiken de servers ervan niet.'
        : 'Het programma dat op het antwoord wachtte, is gesloten, of het wacht op een andere computer dan de browser.',
    todo:
      about.hosted === true
        ? `${TRY_AGAIN} ${THE_WAY_IN}`
        : `${TRY_AGAIN} Gebruik een browser op de computer waar het programma draait, en laat het programma open.`,
  }),
  token_never_used: (about) => ({
    happened: `${named(about)} heeft een token gekregen, maar er volgde geen opdracht.`,
    means:
      'De assistent weet niet waar het token te gebruiken is: het ingevulde adres eindigt niet op /mcp, of de opdrachten komen niet door de proxy.',
    todo: `Vul het adres in dat Latchkey toont en dat eindigt op /mcp, zonder schuine streep erachter. ${THE_WAY_IN}`,
  }),
  never_renewed: (about) => ({
    happened: `Het token van ${inside(about)} is verlopen, en er is geen nieuw opgehaald.`,
    means:
      'De verbinding was er. Sommige assistenten vergeten te vernieuwen, of doen dat alleen wanneer ze worden gebruikt.',
    todo: 'Gebruik de assistent één keer. Lukt het nog niet, verwijder deze verbinding daar dan en voeg haar opnieuw toe.',
  }),
  unknown_host: (about) => ({
    happened:
      about.host === undefined
        ? 'Iemand vroeg iets onder een naam die niet een van de voordeuren is.'
        : `Iemand vroeg iets onder de naam ${about.host}, en die is niet een van de voordeuren.`,
    means:
      'Een voordeur is een adres dat je aan Latchkey hebt opgegeven. Alle andere worden geweigerd, zodat geen webpagina met een truc binnenkomt.',
    todo: 'Is deze naam van jou, voeg hem dan toe aan MCP_BASE_URL (optie base_url). Zo niet, dan voelt er alleen iemand aan deuren en hoef je niets te doen.',
  }),
  unknown_origin: (about) => ({
    happened: `${named(about)} vroeg iets vanaf een webpagina die Latchkey niet mag gebruiken.`,
    means: 'Pagina’s van andere sites worden geweigerd, anders kon elke pagina met je huis praten.',
    todo: 'Vertrouw je die pagina, voeg de origin ervan dan toe aan MCP_CORS_ORIGINS.',
  }),
  too_many_requests: (about) => ({
    happened: `${named(about)} is geweigerd omdat er in korte tijd te veel verzoeken kwamen.`,
    means: 'De assistent herhaalt zich, of iemand anders achter hetzelfde adres doet dat.',
    todo: 'Wacht een paar minuten en begin nog eens. Stel achter een tunnel MCP_TRUST_PROXY in, zodat bezoekers uit elkaar te houden zijn.',
  }),
  trouble: (about) => ({
    happened: `Latchkey kon ${inside(about)} niet antwoorden omdat het zelf problemen had.`,
    means: 'De opslag, of iets wat Latchkey moest vragen, antwoordde op dat moment niet.',
    todo: 'Kijk in het logboek van Latchkey, controleer of de schijf niet vol is, en begin nog eens.',
  }),
  registration_redirect: () => ({
    happened:
      'De assistent wilde een adres om naar terug te keren registreren dat niet is toegestaan.',
    means:
      'Alleen https-adressen, deze computer zelf en de schema’s van bekende programma’s mogen een aanmelding krijgen.',
    todo: 'Laat het de makers van de assistent weten, of gebruik er een API-sleutel voor.',
  }),
  registration_refused: () => ({
    happened: 'De assistent stuurde een registratie die niet te gebruiken is.',
    means: 'Er ontbreekt iets in, iets is te groot, of iets is niet zoals in RFC 7591.',
    todo: 'Controleer of de assistent is bijgewerkt. Blijft het zo, laat het dan de makers weten.',
  }),
  client_document: () => ({
    happened: 'Het document waarin de assistent zichzelf beschrijft, was niet te gebruiken.',
    means:
      'Latchkey moet het van het internet lezen: er kwam geen antwoord, of wat erin staat is niet geldig.',
    todo: 'Controleer of dit huis online is, wacht een minuut en begin nog eens.',
  }),
  unknown_client: (about) => ({
    happened: `${named(about)} gebruikte een registratie die hier niet meer bekend is.`,
    means: 'De registratie is nooit gebruikt of is verwijderd, of Latchkey is opnieuw ingericht.',
    todo: 'Verwijder deze verbinding in de assistent en voeg haar opnieuw toe, zodat die zich opnieuw registreert.',
  }),
  redirect_not_allowed: (about) => ({
    happened: `${named(about)} vroeg om terug te keren naar een adres dat niet is geregistreerd.`,
    means:
      'Een aanmelding gaat alleen naar het adres dat is geregistreerd, anders kon iedereen haar onderscheppen.',
    todo: REMOVE_AND_ADD,
  }),
  other_resource: (about) => ({
    happened: `${named(about)} vroeg toegang tot een ander adres dan dit.`,
    means: 'Een token is geldig voor één adres. Het ingevulde adres is niet helemaal het onze.',
    todo: 'Vul het adres in dat Latchkey toont, letter voor letter.',
  }),
  no_pkce: (about) => ({
    happened: `${named(about)} wilde zich aanmelden zonder het bewijs dat het antwoord beschermt (PKCE met S256).`,
    means: 'Zonder dat bewijs meldt Latchkey niemand aan.',
    todo: 'Controleer of de assistent is bijgewerkt.',
  }),
  authorize_refused: (about) => ({
    happened: `${named(about)} stuurde de browser hierheen met een verzoek dat niet te gebruiken is.`,
    means:
      'Er ontbreekt iets in, iets staat er dubbel in, of het is van een soort die Latchkey niet kent.',
    todo: REMOVE_AND_ADD,
  }),
  other_browser: (about) => ({
    happened: `De toestemmingspagina voor ${inside(about)} is in een andere browser geopend dan waarin het begon.`,
    means:
      'Een pagina die naar iemand anders is doorgestuurd, wordt geweigerd. Een browser zonder cookies ziet er net zo uit.',
    todo: 'Begin nog eens en blijf in één browser, met cookies aan.',
  }),
  form_expired: (about) => ({
    happened: `De toestemmingspagina voor ${inside(about)} was verlopen toen er werd geantwoord.`,
    means: 'Ze is tien minuten geldig.',
    todo: TRY_AGAIN,
  }),
  denied: (about) => ({
    happened: `De persoon zei nee tegen ${inside(about)}.`,
    means: 'Er is niets gedeeld.',
    todo: 'Was dat een vergissing, begin in de assistent dan nog eens met verbinden.',
  }),
  sign_in_refused: () => ({
    happened: 'Home Assistant accepteerde de aanmelding van de persoon niet.',
    means:
      'Het token is verkeerd ingevuld, verlopen of verwijderd, of is van een andere Home Assistant.',
    todo: 'Meld je op dezelfde pagina nog eens aan, of maak in je profiel een nieuw toegangstoken met lange levensduur.',
  }),
  home_unreachable: () => ({
    happened: 'Home Assistant antwoordde niet terwijl de persoon zich aanmeldde.',
    means: 'Home Assistant was aan het herstarten, of Latchkey heeft er een verkeerd adres van.',
    todo: 'Wacht een minuut en meld je op dezelfde pagina nog eens aan. Blijft het zo, controleer dan HOMEASSISTANT_URL.',
  }),
  home_banned: () => ({
    happened: 'Home Assistant heeft Latchkey geblokkeerd na te veel mislukte aanmeldingen.',
    means: 'Niemand kan zich aanmelden tot dat ongedaan is gemaakt.',
    todo: 'Verwijder het adres van Latchkey uit ip_bans.yaml en herstart Home Assistant.',
  }),
  too_many_sign_ins: () => ({
    happened: 'Er zijn te veel aanmeldingen achter elkaar geweigerd.',
    means: 'Latchkey vraagt een tijdje niets meer, zodat Home Assistant het niet blokkeert.',
    todo: 'Wacht tien minuten en begin nog eens.',
  }),
  sign_in_again: () => ({
    happened: 'De aanmelding bij Home Assistant is niet afgemaakt.',
    means: 'Ze is daar geannuleerd, duurde te lang of was al gebruikt.',
    todo: 'Druk op de toestemmingspagina nog eens op de aanmeldknop.',
  }),
  code_unknown: (about) => ({
    happened: `${named(about)} kwam het token ophalen met een code die hier niet bekend is.`,
    means:
      'De code was te oud, is onderweg veranderd, of stamt van voordat de poging opnieuw begon.',
    todo: TRY_AGAIN,
  }),
  code_expired: (about) => ({
    happened: `${named(about)} kwam het token te laat ophalen.`,
    means: 'Een code is maar kort geldig.',
    todo: `${TRY_AGAIN} Blijft het zo, controleer dan of de klok van deze computer goed loopt.`,
  }),
  code_used: (about) => ({
    happened: `${named(about)} gebruikte de code een tweede keer.`,
    means:
      'Een code die twee keer komt, kan gestolen zijn, dus wat die opleverde is teruggenomen. Sommige assistenten herhalen een verzoek als ze het antwoord niet kregen.',
    todo: `${TRY_AGAIN} Blijft het zo, controleer dan of je proxy geen verzoeken aan /token herhaalt.`,
  }),
  wrong_verifier: (about) => ({
    happened: `${named(about)} kon niet bewijzen degene te zijn die om de aanmelding vroeg.`,
    means: 'Een andere poging van dezelfde assistent kwam ertussen, of het antwoord is verwisseld.',
    todo: `${TRY_AGAIN} Doe het in maar één venster.`,
  }),
  client_authentication: (about) => ({
    happened: `${named(about)} kwam het token ophalen met het verkeerde geheim, of op een andere manier dan geregistreerd.`,
    means:
      'De assistent heeft een oude registratie, of het clientgeheim dat erin is ingevuld klopt niet.',
    todo: 'Heb je een clientgeheim ingevuld, vul het dan opnieuw in. Verwijder anders deze verbinding in de assistent en voeg haar opnieuw toe.',
  }),
  token_refused: (about) => ({
    happened: `${named(about)} kwam het token ophalen met een verzoek dat niet te gebruiken is.`,
    means: 'Er ontbreekt iets in, of iets is niet zoals het was gevraagd.',
    todo: REMOVE_AND_ADD,
  }),
  foreign_token: (about) => ({
    happened: `${named(about)} kwam met een token dat niet van ons is.`,
    means:
      'Een token van Home Assistant opent Latchkey niet, en een token van een Latchkey die opnieuw is ingericht ook niet.',
    todo: 'Haal het token uit de instellingen van de assistent en laat die zich aanmelden, of geef de assistent een API-sleutel van Latchkey.',
  }),
  token_for_other_resource: (about) => ({
    happened: `${named(about)} kwam met een token voor een ander adres van dit huis.`,
    means: 'Een token is geldig op het adres waar de persoon zich aanmeldde, en nergens anders.',
    todo: 'Vul hetzelfde adres in als bij het aanmelden, of voeg de verbinding opnieuw toe met dit adres.',
  }),
  signed_out: (about) => ({
    happened: `${named(about)} kwam met een token waarvan de verbinding is afgelopen.`,
    means:
      'Iemand heeft de verbinding verbroken, de aanmelding is in Home Assistant verwijderd, of een code of token kwam twee keer.',
    todo: 'Maak in de assistent opnieuw verbinding als je wilt dat die binnenkomt.',
  }),
  scope: (about) => ({
    happened: `${named(about)} heeft minder gekregen dan hier nodig is.`,
    means: 'De persoon stond minder toe dan deze Latchkey van iedereen vraagt.',
    todo: `${TRY_AGAIN} Sta op de toestemmingspagina meer toe.`,
  }),
  call_refused: (about) => ({
    happened: `${named(about)} heeft het token, maar het eerste verzoek is geweigerd.`,
    means: 'Het verzoek had niet de juiste vorm.',
    todo: 'Controleer of de assistent is bijgewerkt. Blijft het zo, laat het dan de makers weten.',
  }),
  refresh_refused: (about) => ({
    happened: `${named(about)} kwam een nieuw token ophalen en is geweigerd.`,
    means:
      'De verbinding is afgelopen: iemand heeft haar verbroken, de aanmelding is in Home Assistant verwijderd, of ze is te lang niet gebruikt.',
    todo: 'Maak in de assistent opnieuw verbinding.',
  }),
};

/** The timeline of how assistants connect. */
export const timeline: Words['timeline'] = {
  title: 'Hoe assistenten verbinding maakten',
  none: 'Sinds Latchkey is gestart, heeft geen assistent geprobeerd te verbinden.',
  forgets: 'Wat er was voordat Latchkey voor het laatst startte, wordt niet onthouden.',
  unnamed: 'Een assistent die zijn naam niet noemde',
  steps,
  results,
  states,
  details,
  stops,
};
