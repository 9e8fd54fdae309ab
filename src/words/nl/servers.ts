import type { Words } from '../words.ts';

/** The page of the other servers: the list, adding one, its tools, secrets and the sign-in log. */
export const servers: Words['servers'] = {
  nav: 'Andere servers',
  title: 'Andere servers',
  intro:
    'Via Latchkey kunnen assistenten andere MCP-servers gebruiken: één adres en één aanmelding voor allemaal. Een assistent mag een server gebruiken zodra een persoon dat heeft toegestaan op de pagina waar die hem verbindt.',
  empty: 'Er is nog geen andere server.',
  add: 'Een server toevoegen',

  state: {
    connected: 'Verbonden',
    asleep: 'Gereed',
    connecting: 'Maakt verbinding',
    failed: 'Niet te bereiken',
    disabled: 'Niet gebruikt',
    'needs sign-in': 'Aanmelden nodig',
    off: 'Uitgeschakeld',
    on: 'Aan',
  },
  stateMeans: {
    asleep: 'Latchkey maakt er verbinding mee wanneer hij wordt gebruikt.',
    failed:
      'Controleer of hij draait en of het adres klopt, en druk dan op “Opnieuw verbinden”. Wat ervan is goedgekeurd, blijft goedgekeurd.',
    connecting: 'Latchkey maakt er nu verbinding mee. Laad de pagina zo meteen opnieuw.',
    'needs sign-in': 'Iemand moet zich daar aanmelden voordat assistenten hem kunnen gebruiken.',
    off: 'Wie hem heeft opgeschreven, heeft hem daar uitgeschakeld, dus hij wordt niet gebruikt.',
  },

  facts: {
    address: 'Adres',
    reached: 'Bereikt',
    signsIn: 'Legitimatie',
    whose: 'Gebruikt als',
    tools: 'In gebruik',
    tokenEnds: 'Aanmelding vernieuwd vóór',
    protocol: 'MCP-versie',
    written: 'Opgeschreven in',
  },
  reached: {
    http: 'via het netwerk',
    sse: 'via het netwerk, op de oudere manier (SSE)',
    stdio: 'als programma dat Latchkey start',
  },
  signsIn: {
    none: 'geen',
    bearer: 'met een token',
    headers: 'met eigen headers',
    environment: 'met eigen variabelen',
    oauth: 'met een aanmelding daar',
    client_credentials: 'met een client-ID en geheim',
  },
  whose: { household: 'het huishouden', person: 'elke persoon zelf' },
  written: {
    here: 'deze instellingen',
    file: 'het bestand van servers',
    options: 'de opties van de app',
  },
  changeThere: 'Kan alleen worden gewijzigd waar het is opgeschreven.',
  tools: (count: number): string => (count === 1 ? '1 tool' : `${count} tools`),
  leftOut: (count: number): string =>
    count === 1
      ? 'Eén tool is weggelaten: die is te groot, of het zijn er te veel.'
      : `${count} tools zijn weggelaten: ze zijn te groot, of het zijn er te veel.`,
  waiting: (count: number): string =>
    count === 1
      ? 'Eén tool is nieuw of gewijzigd. Die wordt pas gebruikt als je hem hebt gelezen en goedgekeurd.'
      : `${count} tools zijn nieuw of gewijzigd. Ze worden pas gebruikt als je ze hebt gelezen en goedgekeurd.`,
  askFirst:
    'Er is nog geen tool van in gebruik. Lees ze en keur goed wat assistenten mogen gebruiken: daarvoor wordt er niets van gebruikt.',
  askFirstSignIn: 'Lees na het aanmelden de tools en keur goed wat assistenten mogen gebruiken.',
  perPersonTools:
    'Iedereen meldt zich daar zelf aan bij het eerste gebruik; de eigen assistent geeft de link. Wat de server aan de eerste van hen aanbiedt, is daarmee goedgekeurd. Wat hij later toevoegt of wijzigt, wordt niet gebruikt; wil je dat toch, verwijder de server dan en voeg hem opnieuw toe.',

  readTools: 'Lezen en goedkeuren',
  seeTools: 'Tools bekijken',
  refresh: 'Opnieuw verbinden',
  signIn: 'Daar aanmelden',
  change: 'Wijzigen',
  remove: 'Verwijderen',
  removeSure: (name: string): string =>
    `Assistenten kunnen ${name} dan niet meer gebruiken. Wat ervan is goedgekeurd, de aanmeldingen en de geheimen die ervoor zijn ingevuld, worden vergeten.`,
  removeYes: 'Ja, verwijderen',
  of: (action: string, name: string): string => `${action}: ${name}`,

  faultsTitle: 'Wat niet te gebruiken is zoals het is opgeschreven',

  haMcp: {
    title: 'ha-mcp is geïnstalleerd',
    means:
      'De app Home Assistant MCP Server (ha-mcp) staat op dit apparaat. Assistenten kunnen hem via Latchkey gebruiken, achter dezelfde aanmelding. Hij handelt met zijn eigen beheerdersaccount, wie hem ook aanroept: keur dus alleen goed wat iedereen die hem mag gebruiken, moet kunnen doen.',
    address: 'Zijn adres',
    hint: 'Open zijn logboek in Home Assistant, kopieer wat daar als ‘Secret Path’ staat en zet dat aan het eind, in plaats van de laatste schuine streep.',
    add: 'ha-mcp toevoegen',
  },

  homeMcp: {
    title: 'De eigen server van Home Assistant',
    name: 'homeassistant',
    builtIn: 'ingebouwd',
    means:
      'Home Assistant heeft zelf een MCP-server. De tools daarvan zijn alleen voor beheerders en gaan uit van wat voor Assist is ontsloten, niet van de regels van Latchkey.',
    off: 'Hij staat uit. Wil je hem aanbieden, zet dan de optie home_mcp (MCP_HOME_MCP) op true en herstart Latchkey.',
    on: (count: number): string =>
      count === 1
        ? 'Hij antwoordt en biedt 1 tool aan.'
        : `Hij antwoordt en biedt ${count} tools aan.`,
    absent:
      'Hij antwoordt niet. Voeg in Home Assistant de integratie Model Context Protocol Server toe.',
    notAdministrator:
      'Hij wordt aan beheerders aangeboden. Het eigen account van Latchkey is geen beheerder, dus hoe het ermee staat, is hier niet te zien.',
    silent: 'Home Assistant antwoordt nu niet.',
  },

  secrets: {
    title: 'Geheimen',
    means: `Tokens en sleutels voor andere servers, versleuteld bewaard. Een server verwijst ernaar als $\{secret:NAME}. Een waarde die eenmaal bewaard is, wordt nooit meer getoond.`,
    empty: 'Er is nog geen geheim.',
    changed: (when: string): string => `Laatst gewijzigd ${when}`,
    unreadable: 'Het is niet meer te openen, omdat de sleutel weg is. Stel het opnieuw in.',
    usedBy: (names: string): string => `Gebruikt door ${names}.`,
    removeSure: 'Een server die ernaar verwijst, is dan niet meer te gebruiken.',
    set: 'Een geheim instellen',
    name: 'Naam',
    nameHint:
      'Letters, cijfers, punten, streepjes en _. Bestaat er al een met die naam, dan wordt dat vervangen.',
    value: 'Waarde',
    keep: 'Bewaren',
  },

  debug: {
    title: 'Als een aanmelding niet lukt',
    means:
      'Latchkey kan 15 minuten lang in zijn logboek schrijven hoe aanmelden verloopt: wat assistenten aan Latchkey vragen, en wat Latchkey aan andere servers vraagt. Tokens, codes en geheimen komen er nooit in. Zet het aan, probeer het nog één keer en kijk dan op het tabblad Logboek van de app.',
    isOn: (until: string): string => `Staat aan tot ${until}.`,
    isOff: 'Staat uit.',
    on: '15 minuten aanzetten',
    off: 'Uitzetten',
  },

  form: {
    addTitle: 'Een server toevoegen',
    changeTitle: (name: string): string => `${name} wijzigen`,
    intro:
      'Hier kun je alleen servers met een adres toevoegen. Een programma dat Latchkey start, moet in het bestand van servers worden gezet, omdat het op deze computer alles zou kunnen doen.',
    name: 'Naam',
    nameHint:
      'Kleine letters, cijfers en streepjes, hooguit 24. De tools worden ernaar genoemd, bijvoorbeeld notes__search.',
    url: 'Adres',
    urlHint:
      'Het eindigt vaak op /mcp of /sse. Een sleutel die erbij hoort, wordt versleuteld bewaard en niet meer getoond.',
    private: 'Dit is een apparaat in mijn eigen netwerk',
    privateHint:
      'Vink dit aan voor adressen zoals 192.168.1.20 of nas.local. Anders maakt Latchkey nooit verbinding met iets in je netwerk, waar een adres ook naartoe leidt.',
    older: 'Hij spreekt de oudere manier (SSE)',
    olderHint: 'Voor oudere servers, waarvan het adres vaak eindigt op /sse.',
    signIn: 'Hoe weet hij wie er vraagt?',
    kinds: {
      none: {
        label: 'Hij vraagt er niet naar',
        hint: 'Iedereen die hem bereikt, mag hem gebruiken.',
      },
      token: {
        label: 'Met een token',
        hint: 'Een die je ervan hebt gekregen: een API-sleutel of toegangstoken.',
      },
      headers: { label: 'Met headers', hint: 'Zoals X-Api-Key. Hooguit drie.' },
      oauth: {
        label: 'Jij meldt je daar aan, voor het huishouden',
        hint: 'Iedereen gebruikt hem met die ene aanmelding. Druk na het toevoegen op “Daar aanmelden”.',
      },
      person: {
        label: 'Iedereen meldt zich daar zelf aan',
        hint: 'De eigen assistent geeft bij het eerste gebruik de link. Wat de server aan de eerste van hen aanbiedt, is daarmee goedgekeurd, omdat niemand het van tevoren kan bekijken.',
      },
      machine: {
        label: 'Met een client-ID en geheim',
        hint: 'Voor servers die programma’s een eigen account geven (client_credentials).',
      },
    },
    token: 'Token',
    header: (row: number): string => `Naam van header ${row}`,
    value: (row: number): string => `Waarde van header ${row}`,
    clientId: 'Client-ID',
    clientSecret: 'Clientgeheim',
    clientHint: 'Alleen als je er een hebt gekregen. Bij de meeste servers is hier niets nodig.',
    machineId: 'Client-ID',
    machineSecret: 'Clientgeheim',
    tokenUrl: 'Adres voor tokens',
    tokenUrlHint: 'Alleen als de server er zelf geen noemt.',
    scope: 'Wat er wordt gevraagd (scope)',
    scopeHint: 'Alleen als de handleiding er een noemt.',
    keepHint: 'Laat dit leeg om te houden wat er is.',
    secretHint: 'Het wordt versleuteld bewaard en nooit meer getoond.',
    more: 'Meer',
    tryAndAdd: 'Testen en toevoegen',
    addUntried: 'Toevoegen zonder test',
    tryAndSave: 'Testen en opslaan',
    saveUntried: 'Opslaan zonder test',
    cancel: 'Annuleren',
    retype: 'Er is niets bewaard, dus geheimen moeten opnieuw worden ingevuld.',
  },

  problem: {
    name: 'Geef een naam met minstens één letter of cijfer.',
    url: 'Geef het adres.',
    token: 'Geef het token of kies een andere manier.',
    header:
      'Geef elke header een naam van hooguit 30 letters, cijfers, punten, streepjes of _, die met een letter begint, en een waarde.',
    client: 'Bij een clientgeheim hoort een client-ID.',
    machine: 'Geef zowel de client-ID als het clientgeheim.',
    taken: (name: string): string =>
      `Er is al een server die ${name} heet. Kies een andere naam; een server die ergens anders is opgeschreven, wijzig je daar.`,
    private:
      'Dit adres is in je eigen netwerk. Is dat de bedoeling, vink dan “Dit is een apparaat in mijn eigen netwerk” aan.',
    plain:
      'Dit adres is op het internet maar niet versleuteld. Gebruik een adres dat met https:// begint.',
    address:
      'Dit is geen adres van een server. Het moet beginnen met https://, of met http:// in je eigen netwerk, en mag geen gebruikersnaam of wachtwoord bevatten.',
    gone: 'Die server is niet meer een van de servers die hier zijn toegevoegd.',
    unfit: (sentence: string): string => `De server kan zo niet worden bewaard. ${sentence}`,
    secret: (sentence: string): string => `Het geheim kan niet worden bewaard. ${sentence}`,
    trial: (sentence: string): string => `De test is mislukt, dus er is niets bewaard. ${sentence}`,
    notDone: (sentence: string): string => `Dat is niet gedaan. ${sentence}`,
    noneTicked: 'Er was geen tool aangevinkt, dus er is niets goedgekeurd.',
  },

  toolsPage: {
    title: (name: string): string => `Tools van ${name}`,
    back: 'Alle servers',
    theirs:
      'Wat hierna in kaders staat, zijn de eigen woorden van de server. Latchkey heeft niet nagegaan of ze waar zijn, en een assistent leest ze als instructies: keur alleen goed wat je een assistent zelf ook zou zeggen.',
    waitingTitle: 'Wacht op jou',
    waitingMeans: 'Hiervan wordt niets gebruikt. Je keurt precies de woorden goed die hier staan.',
    noneWaits: 'Er wacht geen tool.',
    more: (count: number): string =>
      count === 1
        ? 'Er wacht er nog 1; die wordt getoond als deze zijn afgehandeld.'
        : `Er wachten er nog ${count}; die worden getoond als deze zijn afgehandeld.`,
    fresh: 'Nieuw',
    changed: 'Gewijzigd',
    twice: 'Wordt twee keer onder deze naam aangeboden en kan dus niet worden goedgekeurd.',
    was: 'Goedgekeurd',
    is: 'Nu',
    nothing: '(niets)',
    parts: {
      title: 'Titel',
      description: 'Beschrijving',
      inputSchema: 'Wat erin gaat',
      outputSchema: 'Wat eruit komt',
      annotations: 'Wat de tool over zichzelf zegt',
    },
    noDescription: 'Er is geen beschrijving.',
    whole: 'Alles wat er staat, letterlijk',
    tick: (name: string): string => `Assistenten ${name} laten gebruiken`,
    prompt: (name: string): string => `Prompt ${name}`,
    approveTicked: 'Aangevinkte goedkeuren',
    approveAll: (count: number): string =>
      count === 1 ? 'De getoonde goedkeuren' : `Alle ${count} getoonde goedkeuren`,
    inUseTitle: 'In gebruik',
    noneInUse: 'Er is geen tool in gebruik.',
    putBack: 'Buiten gebruik stellen',
    cannotAsk: (sentence: string): string =>
      `De server is zojuist naar zijn tools gevraagd, en dat is mislukt. ${sentence}`,
  },

  link: {
    title: (name: string): string => `Aanmelden bij ${name}`,
    means:
      'Deze link werkt één keer, binnen tien minuten. Er opent een pagina van Latchkey, die je naar de eigen aanmeldpagina van de server brengt. Wie hem opent, meldt het huishouden aan, dus geef hem aan niemand.',
    open: 'De aanmeldpagina openen',
    newTab: '(opent in een nieuw tabblad)',
    after: 'Kom hier terug als je je hebt aangemeld, en kijk dan hoe het staat.',
    back: 'Ik heb me aangemeld',
  },

  done: {
    added:
      'De server is toegevoegd. Hij antwoordde; lees de tools en keur goed wat assistenten mogen gebruiken.',
    untried: 'De server is toegevoegd. Hij is nog niet getest.',
    'added-sign-in':
      'De server is toegevoegd. Hij antwoordde en wil een aanmelding: druk op “Daar aanmelden”.',
    'added-person':
      'De server is toegevoegd. Iedereen meldt zich daar aan wanneer de eigen assistent hem voor het eerst gebruikt.',
    changed: 'De server is gewijzigd en antwoordde.',
    'changed-untried': 'De server is gewijzigd. Hij is nog niet getest.',
    'changed-sign-in': 'De server is gewijzigd. Hij antwoordde en wil een aanmelding.',
    removed: 'De server is verwijderd.',
    refreshed:
      'Latchkey heeft opnieuw verbinding gemaakt. Wat de server nu aanbiedt, staat hieronder.',
    approved: 'Goedgekeurd: assistenten kunnen het nu gebruiken.',
    'put-back': 'Buiten gebruik gesteld. Het wacht hieronder voor het geval je het terug wilt.',
    'secret-set': 'Het geheim is bewaard. Servers die het gebruiken, zijn opnieuw verbonden.',
    'secret-removed': 'Het geheim is verwijderd.',
    'debug-on': 'Latchkey schrijft 15 minuten lang in zijn logboek hoe aanmelden verloopt.',
    'debug-off': 'Latchkey schrijft dat niet meer in zijn logboek.',
  },
};
