import type { Words } from '../words.ts';

export const serverSignIn: Words['serverSignIn'] = {
  title: (server) => `S’identifier auprès du serveur ${server}`,
  forPerson: (server, person) =>
    `Vous allez vous identifier auprès du serveur ${server}, pour que Latchkey puisse l’utiliser uniquement pour ${person}.`,
  forAll: (server) =>
    `Vous allez vous identifier auprès du serveur ${server}, pour que Latchkey puisse l’utiliser pour tous ceux à qui il permet d’utiliser ce serveur.`,
  onlyIfPerson: (person) =>
    `Ne continuez que si vous êtes ${person} et venez de le demander. Sinon, la personne qui vous a envoyé ce lien utiliserait votre compte sur ce serveur.`,
  onlyIfAsked:
    'Ne continuez que si vous venez de le demander : le compte avec lequel vous vous identifiez est celui qui sera utilisé.',
  goOn: 'Continuer',
  taken: (host, server) =>
    `Redirection vers ${host}, où ${server} permet de s’identifier. Si rien ne se passe, utilisez le bouton.`,
  sameBrowser: 'La page doit s’ouvrir dans ce navigateur, dans les dix minutes.',
  usedLink: {
    title: 'Ce lien n’est plus valable',
    happened: 'Il a déjà servi, ou date de plus de dix minutes. Rien n’a été modifié.',
    todo: 'Demandez un nouveau lien là où vous avez obtenu celui-ci.',
  },
  notOurPage: {
    title: 'Cela ne vient pas de notre page',
    happened: 'Pour vous protéger, rien n’a été pris en compte. Rien n’a été modifié.',
    todo: 'Ouvrez de nouveau le lien dans un navigateur qui conserve les cookies de cette adresse.',
  },
  unknownArrival: {
    title: 'Cette identification n’est pas connue ici',
    happened:
      'Elle a pris plus de dix minutes, a déjà servi, ou a été commencée dans un autre navigateur. Rien n’a été modifié.',
    todo: 'Demandez un nouveau lien, et ouvrez-le dans le navigateur dans lequel vous vous identifiez.',
  },
  notSignedIn: (server) => `L’identification auprès du serveur ${server} n’a pas abouti`,
  sentBack: 'Il vous a renvoyé ici sans donner de raison.',
  sentBackSaying: (said) => `Il vous a renvoyé ici en disant : « ${said} ».`,
  again: 'Demandez un nouveau lien pour réessayer.',
  signedIn: (server) => `L’identification auprès du serveur ${server} est faite`,
  kept: 'Latchkey conserve ce qu’il a reçu, chiffré, et demande maintenant au serveur ses outils.',
  close: 'Vous pouvez fermer cette page.',
};
