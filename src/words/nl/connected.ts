import type { Words } from '../words.ts';

/** The page of what is connected. */
export const connected: Words['connected'] = {
  nav: 'Verbonden',
  title: 'Wat er verbonden is',
  intro:
    'Deze assistenten kunnen nu bij je huis, elk voor de persoon die hem heeft binnengelaten. Een wijziging geldt vanaf het eerstvolgende dat de assistent doet.',
  none: 'Er is nog niets verbonden.',
  noneTodo: 'Het adres dat je aan assistenten geeft, staat op de eerste pagina.',
  toStart: 'Een assistent verbinden',
  unknownAssistant: 'Een assistent die niet meer bekend is',
  ownName: 'Die heeft deze naam zelf gekozen; niemand staat ervoor in.',
  vouched: (host: string) => `Gepubliceerd door ${host}`,
  forPerson: (person: string) => `Voor ${person}`,
  unknownPerson: 'iemand die niet meer bekend is',
  paused: 'Gepauzeerd',
  pausedSince: (time: string) =>
    `Gepauzeerd sinds ${time}. Deze assistent blijft aangemeld en krijgt te horen dat een beheerder hem heeft gepauzeerd.`,
  facts: {
    home: 'Huis',
    door: 'Via',
    may: 'Mag',
    since: 'Sinds',
    used: 'Laatst gebruikt',
    from: 'Vanaf',
  },
  notUsed: 'Nog niet gebruikt',
  justNow: 'zojuist',
  fromUnknown: 'Niet bekend',
  fromUnknownHint: 'Kwam binnen via een tunnel of proxy, of vanuit je eigen netwerk.',
  lowered: 'Een beheerder heeft een deel ervan weggenomen.',
  nothingInHome: { label: 'Niets in het huis', hint: 'Alleen wat hieronder is gekozen.' },
  energy: 'Energieverbruik',
  server: (name: string) => `Andere server: ${name}`,
  lower: 'Iets wegnemen',
  lowerOf: (assistant: string, person: string) =>
    `Iets wegnemen van wat ${assistant} mag voor ${person}`,
  lowerHint:
    'Hier kan het alleen minder worden. Wil je meer toestaan, verbreek dan de verbinding en laat de assistent zich opnieuw aanmelden.',
  inTheHome: 'In het huis',
  besides: 'Daarnaast',
  keep: 'Opslaan',
  keepOf: (assistant: string, person: string) => `Opslaan wat ${assistant} mag voor ${person}`,
  pause: 'Pauzeren',
  pauseOf: (assistant: string, person: string) => `${assistant} pauzeren voor ${person}`,
  resume: 'Verder laten gaan',
  resumeOf: (assistant: string, person: string) => `Verder laten gaan: ${assistant} voor ${person}`,
  disconnect: 'Verbinding verbreken',
  disconnectOf: (assistant: string, person: string) =>
    `Verbinding verbreken: ${assistant} voor ${person}`,
  everything: {
    title: 'Alle verbindingen verbreken',
    happens: (count: number) =>
      count === 1
        ? 'De ene verbinding stopt meteen. Om de assistent weer te gebruiken, moet de persoon van wie die is hem opnieuw binnenlaten.'
        : `Alle ${count} verbindingen stoppen meteen, voor iedereen. Om een assistent weer te gebruiken, moet iedereen hem opnieuw binnenlaten.`,
    confirm: 'Ja, alle verbindingen verbreken',
  },
  ended: {
    title: 'Afgelopen in de laatste zeven dagen',
    line: (assistant: string, person: string) => `${assistant}, voor ${person}`,
    reasons: {
      revoked_by_client: 'De assistent heeft zichzelf afgemeld.',
      code_replayed:
        'De aanmelding werd een tweede keer gebruikt, zoals een dief zou doen. Voor de zekerheid is de verbinding verbroken.',
      refresh_replayed:
        'De sleutel werd een tweede keer gebruikt, zoals een dief zou doen. Voor de zekerheid is de verbinding verbroken.',
      credential_refused:
        'Home Assistant accepteerde de aanmelding niet meer: die is daar afgemeld, of het token is verwijderd.',
      disconnected: 'Een beheerder heeft de verbinding verbroken.',
      expired: 'De verbinding is lange tijd niet gebruikt.',
    },
  },
  gone: 'Dat is niet gedaan: de verbinding is intussen afgelopen of gewijzigd. Je ziet nu hoe het is.',
  nothingLeft:
    'Dan mag de assistent helemaal niets meer. Verbreek in plaats daarvan de verbinding.',
  done: {
    lowered: 'Opgeslagen. De assistent mag vanaf nu minder.',
    paused: 'Gepauzeerd. De assistent kan niets tot je hem weer verder laat gaan.',
    resumed: 'De assistent mag weer verder.',
    disconnected: 'Verbinding verbroken. De volgende opdracht wordt geweigerd.',
    everything: 'Alle verbindingen zijn verbroken.',
  },
};
