import type { Words } from '../words.ts';

/** The page on which a person lets an assistant in. Names come into it as they are or in bold. */
export const consent: Words['consent'] = {
  title: (client: string) => `${client} wil je huis gebruiken`,
  problem: (title: string) => `Probleem: ${title}`,
  publishedBy: 'Gepubliceerd door',
  returnsTo: 'Keert terug naar',
  home: 'Huis',
  returnsHere:
    'Deze app draait op de computer die je nu gebruikt. Ga alleen verder als je zelf zojuist bent begonnen met verbinden.',
  anyName:
    'Elke app kan zichzelf deze naam geven. Ga alleen verder als je hem nu aan het verbinden bent en het adres kent waarnaar hij terugkeert.',
  may: 'Wat de assistent mag doen',
  energy: 'Het energieverbruik en de geschiedenis daarvan horen daarbij.',
  others: (servers: string) =>
    `Ook gebruiken: ${servers}. Dit zijn andere servers, verbonden door wie dit huis beheert.`,
  signIn: 'Aanmelden met Home Assistant',
  or: 'of gebruik een token',
  token: 'Je token van Home Assistant',
  tokenHelp:
    'Zo maak je er een: open in Home Assistant je profiel, dan *Beveiliging*, en kies onder Toegangstokens met lange levensduur *Maak token aan*.',
  tokenKept: (client: string) =>
    `Het wordt hier versleuteld bewaard; ${client} krijgt het nooit te zien.`,
  allow: 'Toestaan',
  deny: 'Weigeren',
  choices: {
    look: { label: 'Kijken', hint: 'Het huis zien: statussen, geschiedenis, wie er is.' },
    control: {
      label: 'Kijken en bedienen',
      hint: 'Ook dingen bedienen: lampen, verwarming, zonwering, sloten.',
    },
    configure: {
      label: 'Kijken, bedienen en instellen',
      hint: 'Ook automatiseringen en instellingen wijzigen. Alleen voor beheerders.',
    },
  },
  /** Why a token did not work: what happened and what to do, and nothing of what was typed. */
  refusals: {
    empty:
      'Het veld voor het token is leeg. Plak er een toegangstoken met lange levensduur van Home Assistant in.',
    malformed:
      'Dat is geen toegangstoken met lange levensduur. Kopieer het hele token, van de eerste tot de laatste letter, en plak het opnieuw.',
    expired: 'Dit token is verlopen. Maak in Home Assistant een nieuw token en plak het hier.',
    refused:
      'Home Assistant accepteerde dit token niet. Misschien is het verwijderd, of hoort het bij een ander huis. Maak een nieuw token en plak het hier.',
    unreachable:
      'Home Assistant antwoordt nu niet. Er is niets verloren gegaan: wacht een minuut en druk nog eens op Toestaan.',
    banned:
      'Home Assistant heeft deze app geblokkeerd na te veel mislukte aanmeldingen. Een beheerder kan dat ongedaan maken: verwijder het adres van de app uit ip_bans.yaml en herstart Home Assistant.',
    too_many:
      'Er zijn te veel tokens geweigerd. Wacht tien minuten en probeer het opnieuw, zodat Home Assistant deze app niet blokkeert.',
  },
  /** Why signing in at the home did not work. */
  signInProblems: {
    denied: 'Home Assistant heeft je niet aangemeld. Probeer het opnieuw of gebruik een token.',
    again: 'Die aanmelding was al gebruikt of duurde te lang. Druk nog eens op de knop.',
    refused:
      'Home Assistant accepteerde de aanmelding waarmee je terugkwam niet. Druk nog eens op de knop of gebruik een token.',
    unreachable:
      'Home Assistant antwoordt Latchkey nu niet. Er is niets verloren gegaan: wacht een minuut en druk nog eens op de knop.',
    banned:
      'Home Assistant heeft deze app geblokkeerd na te veel mislukte aanmeldingen. Een beheerder kan dat ongedaan maken: verwijder het adres van de app uit ip_bans.yaml en herstart Home Assistant.',
    too_many:
      'Er zijn te veel aanmeldingen geweigerd. Wacht tien minuten en probeer het opnieuw, zodat Home Assistant deze app niet blokkeert.',
    no_login:
      'Dit huis heeft geen aanmeldpagina die een browser kan bereiken. Gebruik er een token voor.',
  },
  leaving: {
    allowed: (client: string) => `${client} mag je huis gebruiken`,
    denied: 'Je hebt nee gezegd',
    signedIn: (person: string) => `Aangemeld als ${person}.`,
    granted: {
      nothing: (client: string) => `${client} mag nog niets.`,
      look: (client: string) => `${client} mag nu kijken.`,
      control: (client: string) => `${client} mag nu kijken en bedienen.`,
      configure: (client: string) => `${client} mag nu kijken, bedienen en instellen.`,
    },
    energy: 'Het energieverbruik mag ook worden gelezen.',
    others: (servers: string) => `Ook te gebruiken: ${servers}.`,
    notLetIn: (client: string) => `${client} is niet binnengelaten. Er is niets gedeeld.`,
    takenBack: (place: string) =>
      `Je gaat terug naar ${place}. Gebeurt er niets, gebruik dan de knop.`,
    goOn: 'Doorgaan',
    endsByLoggingOut:
      'Wil je hier later mee stoppen: open in Home Assistant je profiel, dan *Beveiliging*, en verwijder dit adres onder *Verversingstokens*.',
    endsByDeletingToken:
      'Wil je hier later mee stoppen, verwijder dan het token in Home Assistant, waar je het hebt gemaakt.',
  },
  signingIn: {
    taken: (home: string) =>
      `Je gaat naar ${home}, je Home Assistant. Gebeurt er niets, gebruik dan de knop.`,
    sameBrowser:
      'Die moet in deze browser opengaan. Lukt dat niet, ga dan terug en gebruik een token.',
  },
  expired: {
    title: 'Deze aanmelding is afgelopen',
    happened: 'De pagina stond te lang open of was al gebruikt. Er is niets gewijzigd.',
    todo: 'Ga terug naar je assistent en maak opnieuw verbinding; er opent dan een nieuwe pagina.',
  },
  otherBrowser: {
    title: 'Deze aanmelding hoort bij een andere browser',
    happened:
      'Ze is ergens anders begonnen, of deze browser bewaart geen cookies voor deze pagina.',
    todo: 'Sta cookies toe voor dit adres, ga terug naar je assistent en maak vanaf hier opnieuw verbinding.',
  },
  otherDoor: {
    title: 'Deze aanmelding hoort bij een ander adres',
    happened: 'Ze is op een ander adres van dit huis begonnen. Er is niets gewijzigd.',
    todo: 'Ga terug naar je assistent en maak opnieuw verbinding.',
  },
  notOurForm: {
    title: 'Dit antwoord kwam niet van onze pagina',
    happened: 'Om je te beschermen is het niet gebruikt. Er is niets gewijzigd.',
    todo: 'Ga terug naar je assistent en maak opnieuw verbinding.',
  },
  answered: {
    title: 'Je hebt al geantwoord',
    happened: 'Je antwoord is bewaard en aan je assistent doorgegeven.',
    todo: 'Je kunt deze pagina sluiten. Is de assistent niet verbonden, maak dan van daaruit opnieuw verbinding.',
  },
  tooMany: {
    title: 'Te veel aanmeldingen tegelijk',
    happened: 'Hier komen veel meer verzoeken aan dan een huishouden doet. Er is niets gewijzigd.',
    todo: (seconds: number) =>
      seconds === 1
        ? 'Wacht 1 seconde en laad deze pagina opnieuw.'
        : `Wacht ${seconds} seconden en laad deze pagina opnieuw.`,
  },
  /** Requests of an assistant that cannot be trusted; the reason stays in English, for its makers. */
  unknownAssistant: {
    title: 'Deze assistent is hier niet meer bekend',
    happened: 'De registratie is nooit gebruikt of is verwijderd. Er is niets gedeeld.',
    todo: 'Verwijder deze verbinding in de assistent en voeg haar opnieuw toe.',
  },
  unreadDocument: {
    title: 'We kunnen niet nagaan wie deze assistent is',
    happened: (reason: string) =>
      `Dat staat in een eigen document van de assistent, maar: ${reason}.`,
    todo: 'Controleer of dit huis online is, wacht een minuut en maak opnieuw verbinding. Blijft het zo, laat het dan de makers weten.',
  },
  badRequest: {
    title: 'Deze aanmelding kan niet verdergaan',
    happened: (reason: string) =>
      `De assistent stuurde een verzoek dat we niet kunnen vertrouwen: ${reason}.`,
    todo: 'Verwijder deze verbinding in de assistent en voeg haar opnieuw toe. Blijft het zo, laat het dan de makers weten.',
  },
};
