import type { Words } from '../words.ts';

/** The first page of the settings. */
export const start: Words['start'] = {
  nav: 'Start',
  title: 'Een assistent verbinden',
  next: 'Volgende stap',
  address: 'Het adres van je huis',
  addresses: 'De adressen van je huis',
  addressHint:
    'Kopieer het naar een assistent. Dan opent een pagina van je eigen huis, waar je je aanmeldt.',
  qr: (address: string) => `QR-code van ${address}`,
  showQr: 'Tonen als QR-code',
  reach: {
    everywhere: 'Werkt overal',
    house: 'Werkt alleen in je huis',
    machine: 'Werkt alleen op deze computer',
  },
  state: 'Status',
  home: 'Home Assistant',
  homeStates: {
    connected: (version: string) => `Verbonden, versie ${version}`,
    away: 'Antwoordt niet',
    refused: 'Accepteert het token van Latchkey niet',
  },
  door: 'Adres',
  doorStates: {
    never: 'Nog niet gecontroleerd',
    looking: 'Wordt gecontroleerd',
    sound: 'In orde bij de laatste controle',
    warning: 'Werkt, met een waarschuwing',
    problem: 'Assistenten kunnen niet verbinden',
  },
  certificate: 'Certificaat',
  checkUp: 'Controle',
  assistants: 'Assistenten',
  connected: (count: number) => (count === 0 ? 'Nog geen verbonden' : `${count} verbonden`),
  steps: {
    homeAway: {
      title: 'Home Assistant antwoordt niet',
      todo: 'Controleer of Home Assistant draait en of het adres ervan in de configuratie van Latchkey klopt. Assistenten wachten tot het terug is.',
      link: undefined,
    },
    homeRefused: {
      title: 'Home Assistant accepteert het token van Latchkey niet meer',
      todo: 'Maak in Home Assistant een nieuw toegangstoken met lange levensduur, zet het in de configuratie van Latchkey en herstart Latchkey.',
      link: undefined,
    },
    noAddress: {
      title: 'Geef je huis een adres',
      todo: 'Nog geen enkele assistent kan verbinden. Kies hieronder een adres. Claude en ChatGPT op het web hebben een openbaar https-adres nodig: dat van Home Assistant Cloud of een eigen tunnel. Programma’s in je huis hebben genoeg aan een adres in huis.',
      link: 'Een adres kiezen',
    },
    problem: {
      title: 'Iets houdt assistenten tegen',
      todo: 'De laatste controle heeft het gevonden en zegt wat je kunt doen.',
      link: 'De controle openen',
    },
    connect: {
      title: 'Verbind je eerste assistent',
      todo: 'Kies hem hieronder en volg de stappen. Het duurt een minuut.',
      link: undefined,
    },
    approve: {
      title: 'Tools van andere servers wachten op je',
      todo: 'Een server van je huis biedt nieuwe of gewijzigde tools aan. Niemand kan ze gebruiken voordat je ze hebt bekeken.',
      link: 'Bekijken',
    },
    signIn: {
      title: 'Bij een andere server moet je je aanmelden',
      todo: 'Tot dan kunnen assistenten die niet gebruiken.',
      link: 'Naar andere servers',
    },
    nothing: {
      title: 'Alles is ingesteld',
      todo: 'Er is niets te doen. Wil je nog een assistent verbinden, kies hem dan hieronder.',
      link: undefined,
    },
  },
  choose: {
    none: 'Er is er nog geen.',
    title: 'Kies een adres',
    another: 'Nog een adres',
    found: 'In je huis gevonden',
    ways: {
      cloud: 'Via Home Assistant Cloud (Nabu Casa). Werkt overal.',
      home: 'Via het adres van je Home Assistant. Werkt overal.',
      house:
        'Dit apparaat in je eigen netwerk. Werkt alleen in je huis, en onderweg is niets versleuteld.',
    },
    needs: {
      companion: 'Installeer eerst de begeleider, die van Home Assistant naar Latchkey leidt.',
      remote:
        'Schakel eerst toegang op afstand in Home Assistant in, onder Instellingen, Home Assistant Cloud.',
    },
    use: 'Dit adres gebruiken',
    useThis: (address) => `Dit adres gebruiken: ${address}`,
    own: (address) => `Andere apps op dit apparaat bereiken Latchkey ook op ${address}.`,
    byHand: 'Een eigen adres',
    label: 'Adres',
    byHandHint:
      'Het adres van een tunnel of reverse proxy die naar Latchkey leidt, zonder iets achter de naam.',
    remove: (address) => `${address} verwijderen`,
    removeMeans:
      'Assistenten die via dit adres zijn binnengelaten, worden verbroken. Ze moeten via een ander opnieuw worden binnengelaten.',
    faults: {
      whole: 'Voer een volledig adres in, zoals https://mcp.example.com.',
      user: 'Haal de gebruikersnaam en het wachtwoord uit het adres.',
      query: 'Verwijder alles vanaf de ? of #.',
      plain:
        'Verander http:// in https://. Anders gaat alles voor iedereen leesbaar over het internet.',
      path: 'Verwijder wat er na de naam komt. Een adres met een eigen pad moet in de configuratie van de app staan.',
      long: 'Dat adres is te lang.',
      taken: 'Er is al een adres met deze naam.',
      many: 'Er zijn al tien adressen. Verwijder er eerst een.',
      open: 'Latchkey laat iedereen binnen die het bereikt (modus none), dus krijgt het geen openbaar adres.',
      gone: 'Dat adres is er niet meer. Er is niets veranderd.',
    },
  },
  done: {
    address_added: 'Het adres kan nu worden gebruikt. De controle bekijkt het.',
    address_removed: 'Het adres is verwijderd, en assistenten die het gebruikten zijn verbroken.',
    home_client_removed: 'Verwijderd; die Home Assistant is losgekoppeld.',
    watchdog_on: 'Home Assistant start Latchkey nu opnieuw als het vanzelf stopt.',
  },
  watchdog: {
    off: 'Home Assistant start Latchkey niet opnieuw als het vanzelf stopt.',
    switchOn: 'De bewaking inschakelen',
    failed:
      'Home Assistant heeft de bewaking niet ingeschakeld. Probeer het opnieuw, of doe het op de pagina van de app.',
  },
  how: 'Zo maak je verbinding',
  needsPublic: 'Deze assistent draait op het internet en heeft dus een openbaar https-adres nodig.',
  copyThis: 'Kopiëren',
  openIn: (name: string) => `Openen in ${name}`,
  guides: {
    claude: [
      'Open in Claude op het web of in de app *Settings* (instellingen) en dan *Connectors*.',
      'Kies *Add custom connector*. Geef een naam, plak dit adres en kies *Add*:',
      'Kies *Connect*. Er opent een pagina van je huis: meld je aan en kies wat Claude mag.',
    ],
    chatgpt: [
      'Open in ChatGPT op het web *Settings* (instellingen), dan *Apps & Connectors*, dan *Advanced settings*, en zet *Developer mode* aan.',
      'Ga terug en kies *Create*. Geef een naam, laat *Authentication* op *OAuth* staan en plak dit als *MCP server URL*:',
      'Er opent een pagina van je huis: meld je aan en kies wat ChatGPT mag.',
    ],
    claudeCode: [
      'Voer dit in een terminal in:',
      'Start Claude Code, voer /mcp in, kies *home* en dan *Authenticate*. Je browser opent: meld je aan en kies wat het mag.',
    ],
    vscode: [
      'Open het opdrachtenpalet, kies *MCP: Add Server*, dan *HTTP*, en plak het adres. Of zet dit in *mcp.json*:',
      'Vraagt VS Code of het zich mag aanmelden, sta dat dan toe. Je browser opent: meld je aan en kies wat het mag.',
    ],
    cursor: [
      'Zet dit in *~/.cursor/mcp.json*:',
      'Kies in de instellingen van Cursor, onder *Tools & MCP*, *Connect* naast *home*. Je browser opent: meld je aan en kies wat het mag.',
    ],
    gemini: [
      'Voer dit in een terminal in:',
      'Start Gemini CLI en voer /mcp auth home in. Je browser opent: meld je aan en kies wat het mag.',
    ],
    homeAssistant: [
      'Een Home Assistant kan ook een assistent zijn. Die vraagt om een client-ID en een geheim: maak beide hier, voor elke Home Assistant een eigen paar.',
      'Open daar *Instellingen*, dan *Apparaten en diensten*, kies *Voeg integratie toe*, dan *Model Context Protocol*, en plak dit adres:',
      'Vul de client-ID en het geheim in als daarom wordt gevraagd, meld je aan en kies wat er mag.',
    ],
  },
};
