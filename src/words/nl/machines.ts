import type { Words } from '../words.ts';

/** The page of programs that come in without a person: keys, clients, and sign-in services. */
export const machines: Words['machines'] = {
  nav: 'Programma’s en sleutels',
  title: 'Programma’s en sleutels',
  intro:
    'Programma’s die aankloppen zonder dat er iemand achter het scherm zit, zoals n8n, een script of een dashboard, komen binnen met een eigen sleutel. Assistenten zoals Claude en ChatGPT hebben er geen nodig: die melden zich aan.',
  none: 'Hier is geen enkel programma binnengelaten.',
  noKeysInThisMode:
    'Er zijn geen sleutels: Latchkey draait in de modus none, waarin alles op je eigen netwerk in je huis mag kijken. Sleutels die eerder zijn gemaakt, openen in deze modus niets. Wil je sleutels gebruiken, stel de modus dan in op oauth of api_key in de configuratie van de app.',
  keysOnly:
    'Latchkey draait in de modus api_key: wie een van deze sleutels heeft, komt binnen, en verder niemand.',
  nobodyToActAs:
    'Voordat je een programma kunt binnenlaten, moet er iemand zijn namens wie het handelt: verbind een assistent, meld je één keer aan en kom dan terug.',
  yours: 'Hier binnengelaten',
  fixed: 'Ingesteld in de configuratie',
  fixedHint: 'Deze staan in de configuratie van de app en worden daar gewijzigd.',
  kind: { key: 'Sleutel', client: 'Client-ID en geheim', issuer: 'Aanmelddienst' },
  may: 'Mag',
  actsAs: 'Handelt als',
  made: 'Gemaakt',
  used: 'Laatst gebruikt',
  address: 'Adres',
  never: 'Nooit',
  house: 'Het eigen account van het huis',
  permission: {
    look: 'Kijken',
    control: 'Kijken en bedienen',
    configure: 'Kijken, bedienen en instellen',
    nothing: 'Niets van het huis',
    energy: 'Energieverbruik zien',
    server: (name: string) => `${name} gebruiken`,
  },
  notSignedIn: (person: string) =>
    `Dit kan nu niets: ${person} is niet aangemeld. Laat ${person} één keer een assistent verbinden.`,
  noHouseAccount: 'Dit kan nu niets: er staat geen HOMEASSISTANT_TOKEN meer in de configuratie.',
  notInThisMode: 'Dit opent niets in de modus api_key, die alleen sleutels aanneemt.',
  formerUntil: (time: string) => `Het vorige werkt nog tot ${time}.`,
  add: {
    key: 'Een sleutel maken',
    client: 'Een client-ID en geheim maken',
    issuer: 'Een aanmelddienst vertrouwen',
  },
  about: {
    key: 'Voor programma’s die een header kunnen meesturen. Dit willen de meeste programma’s.',
    client: 'Voor programma’s die vragen om een client-ID, een clientgeheim en een tokenadres.',
    issuer:
      'Voor een huis met Authentik, Authelia, Keycloak of iets dergelijks: voor iedereen voor wie die dienst instaat.',
  },
  form: {
    name: 'Naam',
    nameHint: 'Zo heet het in het activiteitenlogboek, bijvoorbeeld n8n.',
    permission: 'Wat het mag',
    choice: {
      look: { label: 'Kijken', hint: 'Het huis zien: statussen, geschiedenis, wie er is.' },
      control: {
        label: 'Kijken en bedienen',
        hint: 'Ook dingen bedienen. Bij sloten, alarmen en garagedeuren wordt nog steeds een persoon gevraagd.',
      },
      configure: {
        label: 'Kijken, bedienen en instellen',
        hint: 'Ook automatiseringen en instellingen wijzigen. Alleen als het handelt als een beheerder.',
      },
    },
    also: 'Mag daarnaast',
    actAs: 'Handelt als',
    actAsHint:
      'Home Assistant ziet het als deze persoon. Is die hier niet meer aangemeld, dan kan het programma niets.',
    administrator: (person: string) => `${person} (beheerder)`,
    personOf: (person: string, home: string) => `${person}, ${home}`,
    issuer: 'Adres van de aanmelddienst',
    issuerHint:
      'Precies zoals het als “iss” in de tokens staat, bijvoorbeeld https://auth.example.com/home/',
    audience: 'Voor wie de tokens moeten zijn',
    audienceHint:
      'Wat als “aud” in de tokens staat, vaak een client-ID bij die dienst. Eén per regel. Zonder dit zou een token voor een willekeurige andere dienst je huis openen.',
    privateAddress: 'Dit staat in mijn eigen netwerk',
    privateHint: 'Latchkey leest alleen van adressen binnen je huis als je dat hier aangeeft.',
    more: 'Meer over de tokens',
    algorithms: 'Hoe ze ondertekend mogen zijn',
    scopeMap: 'Andere namen voor rechten',
    scopeMapHint:
      'Alleen als de dienst eigen namen gebruikt. Eén per regel: de eigen naam, =, en dan look, control, energy, of server en een naam. Bijvoorbeeld: read:energy = energy',
    issuerTest: 'Latchkey leest nu de sleutels van de dienst, en bewaart die alleen als dat lukt.',
    makeKey: 'De sleutel maken',
    makeClient: 'De ID en het geheim maken',
    makeIssuer: 'Testen en vertrouwen',
    cancel: 'Annuleren',
  },
  shown: {
    key: (name: string) => `De sleutel van ${name}`,
    client: (name: string) => `De client-ID en het geheim van ${name}`,
    once: 'Kopieer dit nu: *het wordt maar één keer getoond.* Latchkey bewaart geen kopie. Raakt het kwijt, maak dan iets nieuws.',
    secret: 'Sleutel',
    header: 'Als header',
    file: 'Voor programma’s met een bestand van servers',
    fileHint:
      'Programma’s geven de delen van dit bestand verschillende namen; het adres en de header blijven gelijk.',
    clientId: 'Client-ID',
    clientSecret: 'Clientgeheim',
    tokenAddress: 'Tokenadres',
    resource: 'Resource (het adres van je huis voor assistenten)',
    form: 'Wat je het tokenadres vraagt',
    mcpAddress: 'Adres',
    formerUntil: (time: string) =>
      `Het vorige werkt nog tot ${time}. Zet vóór die tijd het nieuwe erin.`,
    formerEnded: 'Het vorige werkt niet meer.',
    back: 'Ik heb het gekopieerd',
  },
  rotate: {
    open: 'Vervangen',
    of: (name: string) => `Het geheim van ${name} vervangen`,
    hint: 'Je krijgt een nieuw geheim, dat één keer wordt getoond.',
    overlap: 'Wat gebeurt er met het geheim dat nu in gebruik is?',
    day: 'Het blijft nog 24 uur werken, zodat er niets stilvalt terwijl je het verandert.',
    now: 'Het stopt meteen, omdat iemand anders het misschien heeft.',
    confirm: (name: string) => `Een nieuw geheim maken voor ${name}`,
  },
  remove: {
    open: 'Verwijderen',
    of: (name: string) => `${name} verwijderen`,
    hint: 'De volgende opdracht wordt geweigerd. Dit is niet terug te draaien.',
    confirm: (name: string) => `${name} verwijderen`,
  },
  done: {
    removed: 'Verwijderd. De volgende opdracht wordt geweigerd.',
    trusted: 'De aanmelddienst antwoordde, de sleutels zijn gelezen, en de tokens werken vanaf nu.',
  },
  problems: {
    mode: 'Die soort werkt niet in deze modus. Er is niets gemaakt.',
    name: 'Geef een naam van hooguit 60 letters, cijfers en spaties, bijvoorbeeld n8n. De naam moet met een letter of cijfer beginnen.',
    nameTaken: 'Er is al iets met die naam, hier of in de configuratie. Kies een andere naam.',
    full: 'Er zijn er al 200, en meer bewaart Latchkey er niet. Verwijder wat niemand nodig heeft.',
    account: 'Kies als wie het handelt. Wie je had gekozen, is misschien niet meer aangemeld.',
    permission: 'Een van die rechten kan niet meer worden gegeven. Bekijk ze nog eens.',
    administrator:
      'Alleen een programma dat handelt als een beheerder kan het huis instellen. Kies een andere persoon of geef minder rechten.',
    gone: 'Het is intussen verwijderd. Er is niets gewijzigd.',
    changed:
      'Het geheim is intussen vervangen, dus er is niets gewijzigd. Heb je het formulier twee keer verstuurd, dan telde de eerste keer; heb je het geheim toen niet gekopieerd, vervang het dan nog eens.',
    issuerAddress:
      'Vul het hele adres van de aanmelddienst in, beginnend met https://. Alleen een dienst in je eigen netwerk mag http:// hebben.',
    issuerOwn: 'Dat is het adres van deze Latchkey zelf. Vul dat van de aanmelddienst in.',
    issuerTaken: 'Die aanmelddienst wordt al vertrouwd, hier of in de configuratie.',
    issuerPrivate:
      'Dat adres is in je eigen netwerk. Geef dat onder het adres aan, dan leest Latchkey ervan.',
    issuerUnreachable:
      'Op dat adres antwoordt niets, dus het is niet bewaard. Controleer het adres en of de dienst draait. Staat die in je eigen netwerk, geef dat dan onder het adres aan.',
    issuerDocument:
      'Er antwoordt daar iets, maar het beschrijft geen aanmelddienst met precies dat adres, dus het is niet bewaard. Vergelijk het adres met wat de dienst zijn issuer noemt, tot en met de laatste schuine streep.',
    issuerKeys:
      'De dienst antwoordt, maar publiceert geen sleutels die Latchkey kan gebruiken, dus die is niet bewaard. Geef de dienst een sleutel om mee te ondertekenen (RS256 of ES256).',
    audience: 'Vul in voor wie de tokens moeten zijn: minstens één regel, hooguit 20.',
    algorithms: 'Kies minstens één manier waarop de tokens ondertekend mogen zijn.',
    scopeMap:
      'De andere namen voor rechten zijn niet te lezen. Schrijf er één per regel: de eigen naam, =, en dan look, control, energy, of server en een naam.',
  },
};
