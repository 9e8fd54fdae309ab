import type { Words } from '../words.ts';

/** The pages on which a person signs in at another server of the house. */
export const serverSignIn: Words['serverSignIn'] = {
  title: (server) => `Bei ${server} anmelden`,
  forPerson: (server, person) =>
    `Du meldest dich beim Server ${server} an, damit Latchkey ihn für ${person} allein nutzen kann.`,
  forAll: (server) =>
    `Du meldest dich beim Server ${server} an, damit Latchkey ihn für alle nutzen kann, die diesen Server nutzen dürfen.`,
  onlyIfPerson: (person) =>
    `Mach nur weiter, wenn du ${person} bist und das eben selbst verlangt hast. Sonst würde, wer dir diesen Link geschickt hat, dort dein Konto benutzen.`,
  onlyIfAsked:
    'Mach nur weiter, wenn du das eben selbst verlangt hast: Benutzt wird das Konto, mit dem du dich anmeldest.',
  goOn: 'Weiter',
  taken: (host, server) =>
    `Du wirst zu ${host} gebracht, wo man sich bei ${server} anmeldet. Wenn nichts passiert, nimm den Knopf.`,
  sameBrowser: 'Die Seite muss sich in diesem Browser öffnen, innerhalb von zehn Minuten.',
  usedLink: {
    title: 'Dieser Link gilt nicht mehr',
    happened: 'Er wurde schon verwendet oder ist älter als zehn Minuten. Nichts wurde geändert.',
    todo: 'Lass dir dort, wo du diesen Link bekommen hast, einen neuen geben.',
  },
  notOurPage: {
    title: 'Das kam nicht von unserer Seite',
    happened: 'Zu deinem Schutz wurde es nicht verwendet. Nichts wurde geändert.',
    todo: 'Öffne den Link noch einmal in einem Browser, der für diese Adresse Cookies aufbewahrt.',
  },
  unknownArrival: {
    title: 'Diese Anmeldung ist hier nicht bekannt',
    happened:
      'Sie hat länger als zehn Minuten gedauert, wurde schon verwendet oder in einem anderen Browser begonnen. Nichts wurde geändert.',
    todo: 'Lass dir einen neuen Link geben und öffne ihn in dem Browser, in dem du dich anmeldest.',
  },
  notSignedIn: (server) => `Du bist bei ${server} nicht angemeldet`,
  sentBack: 'Der Server hat dich ohne Begründung zurückgeschickt.',
  sentBackSaying: (said) => `Der Server hat dich zurückgeschickt und gesagt: „${said}“.`,
  again: 'Lass dir einen neuen Link geben, um es noch einmal zu versuchen.',
  signedIn: (server) => `Du bist bei ${server} angemeldet`,
  kept: 'Latchkey bewahrt verschlüsselt auf, was es bekommen hat, und fragt den Server jetzt nach seinen Werkzeugen.',
  close: 'Du kannst diese Seite schließen.',
};
