import type { Words } from '../words.ts';

/** The page of the companion inside Home Assistant. */
export const companion: Words['companion'] = {
  nav: 'Nabu Casa',
  title: 'Door Home Assistant zelf heen',
  intro:
    'Nabu Casa, en wat er verder al vanaf internet naar je Home Assistant leidt, bereikt Home Assistant en niets daarnaast. De begeleider is een kleine integratie in Home Assistant die aan Latchkey doorgeeft wat daar voor Latchkey aankomt. Je hebt hem niet nodig als Latchkey een eigen adres heeft.',
  state: 'Toestand',
  address: 'Adres voor assistenten',
  files: 'Geïnstalleerd',
  none: 'Niet geïnstalleerd',
  version: (version) => `Versie ${version}`,
  unnamed: 'Een versie die niet zegt welke ze is',
  brought: 'Meegebracht door deze Latchkey',
  running: 'In Home Assistant draait',
  runsNone: 'Geen begeleider',
  unknown: 'Home Assistant zegt het nu niet',
  last: 'Laatste verzoek dat erdoor kwam',
  never: 'Geen sinds Latchkey is gestart',
  steps: {
    install: {
      title: 'De begeleider is niet geïnstalleerd',
      todo: 'Latchkey zet hem bij de aangepaste integraties van Home Assistant. Daarna moet Home Assistant één keer opnieuw worden gestart, omdat het alleen bij het starten naar integraties zoekt.',
    },
    byHand: {
      title: 'De begeleider moet met de hand worden geïnstalleerd',
      todo: 'Latchkey ziet hier de configuratiemap van Home Assistant niet en kan het dus niet voor je doen. De stappen staan hieronder.',
    },
    notAllowed: {
      title: 'Latchkey mag niet in de configuratiemap van Home Assistant schrijven',
      todo: 'Werk de app Latchkey bij of installeer hem opnieuw, of installeer de begeleider met de hand. De stappen staan hieronder.',
    },
    failed: {
      title: 'De configuratiemap van Home Assistant kan niet worden gelezen',
      todo: 'Kijk of de schijf vol of beschadigd is en open deze pagina dan opnieuw.',
    },
    update: {
      title: 'De begeleider is niet die van deze Latchkey',
      todo: 'Werk hem bij. Daarna moet Home Assistant één keer opnieuw worden gestart; tot dan blijft de draaiende werken.',
    },
    updateByHand: {
      title: 'De begeleider is niet die van deze Latchkey',
      todo: 'Zet de nieuwe op zijn plaats en start Home Assistant opnieuw. De stappen staan hieronder; tot dan blijft de draaiende werken.',
    },
    restart: {
      title: 'Home Assistant moet één keer opnieuw worden gestart',
      todo: 'De begeleider staat klaar. Home Assistant zoekt alleen bij het starten naar integraties.',
    },
    restartGone: {
      title: 'Home Assistant moet één keer opnieuw worden gestart om de begeleider te vergeten',
      todo: 'Zijn bestanden zijn weg. Home Assistant vergeet hem bij de volgende start.',
    },
    unknown: {
      title: 'De begeleider staat klaar',
      todo: 'Home Assistant zegt nu niet of hij draait. Open deze pagina opnieuw als het terug is.',
    },
    add: {
      title: 'Home Assistant moet nog weten dat het hem moet gebruiken',
      todo: 'Open in Home Assistant *Instellingen* en dan *Apparaten & diensten*. Wordt Latchkey daar aangeboden, kies dan *Toevoegen*. Kies anders *Integratie toevoegen* en dan *Latchkey*.',
    },
    address: {
      title: 'De begeleider draait, maar geen adres van Latchkey leidt erdoor',
      todo: 'Kies op de eerste pagina van deze instellingen het internetadres van je Home Assistant, of vul het daar in met /api/latchkey aan het eind. Met Nabu Casa is het https://YOUR-ID.ui.nabu.casa/api/latchkey; je vindt het in Home Assistant onder *Instellingen* en dan *Home Assistant Cloud*.',
    },
    quiet: {
      title: 'De begeleider draait',
      todo: 'Sinds Latchkey is gestart, kwam er niets door. Kopieer het adres hieronder in een assistent.',
    },
    works: {
      title: 'De begeleider werkt',
      todo: 'Er is niets te doen.',
    },
  },
  install: 'De begeleider installeren',
  update: 'De begeleider bijwerken',
  restart: {
    open: 'Home Assistant opnieuw starten',
    sure: 'Home Assistant is een paar minuten weg. Zolang werken automatiseringen en de schakelaars in zijn app niet, en wachten assistenten. Ook deze pagina gaat pas weer open als het terug is.',
    goOn: 'Nu opnieuw starten',
    yourself:
      'Om het zelf opnieuw te starten: open in Home Assistant *Instellingen*, dan *Systeem*, en kies bovenaan in het menu *Opnieuw opstarten*.',
  },
  remove: {
    title: 'Verwijderen',
    means:
      'Assistenten die door Home Assistant komen, kunnen Latchkey dan niet meer bereiken. Doe dit voordat je Latchkey verwijdert: wat in de map van Home Assistant staat, blijft daar als een app weggaat. Is hij toch gebleven, verwijder dan de map custom_components/latchkey met de hand.',
    open: 'De begeleider verwijderen',
    sure: 'De deur gaat meteen dicht. Home Assistant moet één keer opnieuw worden gestart om de begeleider te vergeten; haal ook het adres uit base_url (MCP_BASE_URL).',
    goOn: 'Nu verwijderen',
    byHand:
      'Verwijder Latchkey in Home Assistant onder *Instellingen* en dan *Apparaten & diensten*; verwijder de map custom_components/latchkey; start Home Assistant opnieuw; en haal het adres uit base_url (MCP_BASE_URL).',
  },
  byHand: {
    title: 'Met de hand installeren of bijwerken',
    copy: (folder) =>
      `Kopieer de map ${folder} van Latchkey naar de map custom_components van de configuratie van Home Assistant, in plaats van een die er al staat. Maak custom_components als die er niet is.`,
    restart: 'Start Home Assistant één keer opnieuw.',
    add: (port) =>
      `Open in Home Assistant *Instellingen*, dan *Apparaten & diensten*, kies *Integratie toevoegen* en dan *Latchkey*. Vul de host in waarop Latchkey draait, de poort ${port} en het geheim.`,
    offered:
      'Open in Home Assistant *Instellingen* en dan *Apparaten & diensten*. Latchkey wordt daar aangeboden: kies *Toevoegen*.',
  },
  secret: {
    title: 'Het geheim van de begeleider',
    means:
      'Home Assistant vraagt erom als je Latchkey met de hand toevoegt. Het laat Latchkey zien dat jouw Home Assistant een verzoek heeft doorgegeven; op zichzelf opent het niets.',
    show: 'Het geheim tonen',
    label: 'Geheim',
  },
  done: {
    installed: 'De begeleider staat klaar. Nu moet Home Assistant één keer opnieuw worden gestart.',
    untold:
      'De begeleider staat klaar. Home Assistant kon niet te horen krijgen waar Latchkey is; dat gebeurt opnieuw als Latchkey start. Start eerst Home Assistant opnieuw en dan Latchkey.',
    already: 'Hij stond al klaar. Er is niets veranderd.',
    removed:
      'De begeleider is verwijderd en de deur is dicht. Start Home Assistant nog één keer opnieuw.',
    stillListed:
      'De begeleider is verwijderd. Home Assistant antwoordde niet; verwijder Latchkey daar dus onder Instellingen, Apparaten & diensten, en start het opnieuw.',
    gone: 'Er was geen begeleider om te verwijderen.',
    restarting: 'Home Assistant start opnieuw. Open deze pagina over een paar minuten opnieuw.',
  },
  problems: {
    no_home:
      'Latchkey ziet hier de configuratiemap van Home Assistant niet; er is niets veranderd. De stappen met de hand staan hieronder.',
    not_allowed:
      'Latchkey mag niet in de configuratiemap van Home Assistant schrijven; er is niets veranderd. De stappen met de hand staan hieronder.',
    failed:
      'De bestanden konden niet worden veranderd. Kijk of de schijf vol is en probeer het opnieuw.',
    away: 'Home Assistant antwoordt niet en is dus niet opnieuw gestart. Start het zelf opnieuw of probeer het nog eens.',
    starting:
      'Home Assistant is nog niet klaar met starten en is dus niet opnieuw gestart. Probeer het over een minuut nog eens.',
    refused:
      'Home Assistant wilde niet opnieuw starten; meestal zit er een fout in zijn configuratie. Zijn logboek onder Instellingen, Systeem zegt welke. Er is niets veranderd.',
  },
};
