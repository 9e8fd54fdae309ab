import type { Words } from '../words.ts';

/** The pages on which a person signs in at another server of the house. */
export const serverSignIn: Words['serverSignIn'] = {
  title: (server: string) => `Aanmelden bij ${server}`,
  forPerson: (server: string, person: string) =>
    `Je meldt je aan bij de server ${server}, zodat Latchkey die alleen voor ${person} kan gebruiken.`,
  forAll: (server: string) =>
    `Je meldt je aan bij de server ${server}, zodat Latchkey die kan gebruiken voor iedereen die er gebruik van mag maken.`,
  onlyIfPerson: (person: string) =>
    `Ga alleen verder als jij ${person} bent en hier zojuist om hebt gevraagd. Anders gebruikt degene die je deze link stuurde daar jouw account.`,
  onlyIfAsked:
    'Ga alleen verder als je hier zojuist om hebt gevraagd: het account waarmee je je aanmeldt, is het account dat wordt gebruikt.',
  goOn: 'Doorgaan',
  taken: (host: string, server: string) =>
    `Je gaat naar ${host}, waar ${server} mensen laat aanmelden. Gebeurt er niets, gebruik dan de knop.`,
  sameBrowser: 'Die moet in deze browser opengaan, binnen tien minuten.',
  usedLink: {
    title: 'Deze link is verlopen',
    happened: 'Hij is al gebruikt of ouder dan tien minuten. Er is niets gewijzigd.',
    todo: 'Vraag een nieuwe link waar je deze hebt gekregen.',
  },
  notOurPage: {
    title: 'Dit kwam niet van onze pagina',
    happened: 'Om je te beschermen is het niet gebruikt. Er is niets gewijzigd.',
    todo: 'Open de link opnieuw in een browser die cookies voor dit adres bewaart.',
  },
  unknownArrival: {
    title: 'Deze aanmelding is hier niet bekend',
    happened:
      'Ze duurde langer dan tien minuten, was al gebruikt of is in een andere browser begonnen. Er is niets gewijzigd.',
    todo: 'Vraag een nieuwe link en open die in de browser waarin je je aanmeldt.',
  },
  notSignedIn: (server: string) => `Je bent niet aangemeld bij ${server}`,
  sentBack: 'Die stuurde je terug zonder reden te geven.',
  /** What it said is the server's own text. */
  sentBackSaying: (said: string) => `Die stuurde je terug en zei: “${said}”.`,
  again: 'Vraag een nieuwe link om het opnieuw te proberen.',
  signedIn: (server: string) => `Je bent aangemeld bij ${server}`,
  kept: 'Latchkey bewaart versleuteld wat het heeft gekregen en vraagt de server nu naar zijn tools.',
  close: 'Je kunt deze pagina sluiten.',
};
