import type { Words } from '../words.ts';

/** Letting Home Assistant itself be an assistant: its guide on the first page, and what is shown once. */
export const homeClient: Words['homeClient'] = {
  found:
    'Je eigen Home Assistant heeft Latchkey al gevonden: open *Instellingen*, dan *Apparaten en diensten*. Kies onder *Ontdekt* naast Latchkey *Toevoegen*, dan *Bestaande inloggegevens gebruiken*, en meld je aan. De stappen hieronder zijn voor een andere Home Assistant.',
  notYetFound:
    'Je eigen Home Assistant vindt Latchkey vanzelf zodra er een adres is dat niet via Home Assistant loopt. De stappen hieronder zijn voor een andere Home Assistant.',
  noAddress:
    'Kies eerst een adres dat niet via Home Assistant loopt: op zo’n adres zou Home Assistant zijn eigen aanmelding vinden in plaats van die van Latchkey.',
  label: 'Waar die Home Assistant in de browser wordt geopend (optioneel)',
  hint: 'Alleen nodig als die My Home Assistant niet gebruikt, bijvoorbeeld http://homeassistant.local:8123.',
  make: 'Client-ID en geheim maken',
  made: 'Tot nu toe gemaakt',
  madeAt: (name, when) => `${name}, gemaakt op ${when}`,
  remove: (name) => `${name} verwijderen`,
  removeMeans:
    'Die Home Assistant wordt meteen losgekoppeld. Maak een nieuwe client-ID en een nieuw geheim om die weer te verbinden.',
  faults: {
    address:
      'Vul het hele adres van die Home Assistant in, bijvoorbeeld http://homeassistant.local:8123. Op internet moet het met https:// beginnen.',
    many: 'Er zijn er al tien. Verwijder er eerst een.',
    noAddress: 'Kies eerst een adres dat niet via Home Assistant loopt.',
    gone: 'Die is er niet meer. Er is niets veranderd.',
  },
  title: 'Een Home Assistant verbinden',
  once: 'Kopieer het geheim nu: *het wordt maar één keer getoond.* Latchkey bewaart geen kopie. Raakt het kwijt, maak dan een nieuw geheim.',
  steps: {
    open: 'Open in die Home Assistant *Instellingen*, dan *Apparaten en diensten*, kies *Voeg integratie toe*, dan *Model Context Protocol*, en plak dit adres:',
    credentials:
      'Kies voor nieuwe inloggegevens als daarom wordt gevraagd. Geef ze een willekeurige naam en plak deze twee:',
    signIn: 'Er opent een pagina van je huis: meld je aan en kies wat die Home Assistant mag.',
  },
  clientId: 'OAuth-client-ID',
  clientSecret: 'OAuth-clientgeheim',
  back: 'Ik heb het gekopieerd',
};
