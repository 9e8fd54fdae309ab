import type { Words } from '../words.ts';

export const consent: Words['consent'] = {
  title: (client) => `${client} souhaite utiliser votre maison`,
  problem: (title) => `Problème : ${title}`,
  publishedBy: 'Publié par',
  returnsTo: 'Revient à',
  home: 'Maison',
  returnsHere:
    'Ce programme fonctionne sur l’ordinateur que vous utilisez en ce moment. Ne continuez que si vous venez de lancer vous-même sa connexion.',
  anyName:
    'N’importe quel programme peut se donner ce nom. Ne continuez que si vous êtes en train de le connecter et si vous connaissez l’adresse à laquelle il revient.',
  may: 'Ce que cet assistant peut faire',
  energy: 'La consommation d’énergie et son historique sont compris.',
  others: (servers) =>
    `Utiliser aussi : ${servers}. Ce sont d’autres serveurs, connectés par la personne qui gère cette maison.`,
  signIn: 'S’identifier avec Home Assistant',
  or: 'ou avec un jeton',
  token: 'Votre jeton Home Assistant',
  tokenHelp:
    'Pour en créer un : dans Home Assistant, ouvrez votre profil, puis *Sécurité*, puis *Créer un jeton* sous Jetons d’accès de longue durée.',
  tokenKept: (client) => `Il est conservé ici, chiffré ; ${client} ne le voit jamais.`,
  allow: 'Autoriser',
  deny: 'Refuser',
  choices: {
    look: {
      label: 'Consulter',
      hint: 'Voir la maison : les états, l’historique, qui est là.',
    },
    control: {
      label: 'Consulter et commander',
      hint: 'Agir aussi : lumières, chauffage, volets, serrures.',
    },
    configure: {
      label: 'Consulter, commander et configurer',
      hint: 'Modifier aussi les automatisations et les paramètres. Réservé aux administrateurs.',
    },
  },
  refusals: {
    empty:
      'Le champ du jeton est vide. Collez-y un jeton d’accès de longue durée de Home Assistant.',
    malformed:
      'Ce n’est pas un jeton d’accès de longue durée. Copiez le jeton entier, de la première à la dernière lettre, et collez-le de nouveau.',
    expired: 'Ce jeton a expiré. Créez-en un nouveau dans Home Assistant et collez-le ici.',
    refused:
      'Home Assistant n’a pas accepté ce jeton. Il a peut-être été supprimé, ou il appartient à une autre maison. Créez-en un nouveau et collez-le ici.',
    unreachable:
      'Home Assistant ne répond pas pour le moment. Rien n’est perdu : attendez une minute et appuyez de nouveau sur « Autoriser ».',
    banned:
      'Home Assistant a bloqué cette application après trop d’identifications ratées. Un administrateur peut la débloquer : il faut retirer son adresse de ip_bans.yaml et redémarrer Home Assistant.',
    too_many:
      'Trop de jetons ont été refusés. Pour éviter que Home Assistant ne bloque cette application, attendez dix minutes et réessayez.',
  },
  signInProblems: {
    denied: 'Home Assistant n’a pas accepté votre identification. Réessayez, ou utilisez un jeton.',
    again:
      'Cette identification a déjà servi, ou a pris trop de temps. Appuyez encore une fois sur le bouton.',
    refused:
      'Home Assistant n’a pas accepté l’identification qui est revenue. Appuyez encore une fois sur le bouton, ou utilisez un jeton.',
    unreachable:
      'Home Assistant ne répond pas à Latchkey pour le moment. Rien n’est perdu : attendez une minute et appuyez de nouveau sur le bouton.',
    banned:
      'Home Assistant a bloqué cette application après trop d’identifications ratées. Un administrateur peut la débloquer : il faut retirer son adresse de ip_bans.yaml et redémarrer Home Assistant.',
    too_many:
      'Trop d’identifications ont été refusées. Pour éviter que Home Assistant ne bloque cette application, attendez dix minutes et réessayez.',
    no_login:
      'Cette maison n’a pas de page d’identification accessible à un navigateur. Utilisez un jeton.',
  },
  leaving: {
    allowed: (client) => `${client} peut utiliser votre maison`,
    denied: 'Vous avez refusé',
    signedIn: (person) => `Identification faite au nom de ${person}.`,
    granted: {
      nothing: (client) => `${client} ne peut encore rien faire.`,
      look: (client) => `${client} peut maintenant consulter.`,
      control: (client) => `${client} peut maintenant consulter et commander.`,
      configure: (client) => `${client} peut maintenant consulter, commander et configurer.`,
    },
    energy: 'La consommation d’énergie peut être lue.',
    others: (servers) => `Autres serveurs utilisables : ${servers}.`,
    notLetIn: (client) => `${client} n’a pas obtenu l’accès. Rien n’a été partagé.`,
    takenBack: (place) => `Retour vers ${place} en cours. Si rien ne se passe, utilisez le bouton.`,
    goOn: 'Continuer',
    endsByLoggingOut:
      'Pour y mettre fin plus tard : dans Home Assistant, ouvrez votre profil, puis *Sécurité*, et supprimez cette adresse sous *Jetons d’actualisation*.',
    endsByDeletingToken:
      'Pour y mettre fin plus tard, supprimez le jeton dans Home Assistant, là où vous l’avez créé.',
  },
  signingIn: {
    taken: (home) =>
      `Redirection vers ${home}, votre Home Assistant. Si rien ne se passe, utilisez le bouton.`,
    sameBrowser:
      'La page doit s’ouvrir dans ce navigateur. Sinon, revenez en arrière et utilisez un jeton.',
  },
  expired: {
    title: 'Cette identification est terminée',
    happened: 'La page est restée ouverte trop longtemps, ou a déjà servi. Rien n’a été modifié.',
    todo: 'Revenez à votre assistant et connectez-le de nouveau ; une nouvelle page s’ouvrira.',
  },
  otherBrowser: {
    title: 'Cette identification appartient à un autre navigateur',
    happened:
      'Elle a été commencée ailleurs, ou ce navigateur ne conserve pas les cookies de cette page.',
    todo: 'Autorisez les cookies pour cette adresse, revenez à votre assistant et connectez-le de nouveau d’ici.',
  },
  otherDoor: {
    title: 'Cette identification appartient à une autre adresse',
    happened: 'Elle a été commencée sous une autre adresse de cette maison. Rien n’a été modifié.',
    todo: 'Revenez à votre assistant et connectez-le de nouveau.',
  },
  notOurForm: {
    title: 'Cette réponse ne vient pas de notre page',
    happened: 'Pour vous protéger, elle n’a pas été prise en compte. Rien n’a été modifié.',
    todo: 'Revenez à votre assistant et connectez-le de nouveau.',
  },
  answered: {
    title: 'Vous avez déjà répondu',
    happened: 'Votre réponse est enregistrée et a été transmise à votre assistant.',
    todo: 'Vous pouvez fermer cette page. Si l’assistant n’est pas connecté, relancez la connexion depuis celui-ci.',
  },
  tooMany: {
    title: 'Trop d’identifications à la fois',
    happened: 'Il arrive ici bien plus de demandes qu’une maison n’en fait. Rien n’a été modifié.',
    todo: (seconds) => `Attendez ${seconds} secondes et rechargez cette page.`,
  },
  unknownAssistant: {
    title: 'Cet assistant n’est plus connu ici',
    happened: 'Son enregistrement n’a jamais servi, ou a été supprimé. Rien n’a été partagé.',
    todo: 'Dans l’assistant, supprimez cette connexion et ajoutez-la de nouveau.',
  },
  unreadDocument: {
    title: 'Impossible de vérifier qui est cet assistant',
    happened: (reason) =>
      `Il le dit dans un document qu’il publie, mais voici le problème : ${reason}.`,
    todo: 'Vérifiez que cette maison est en ligne, attendez une minute et relancez la connexion. Si cela persiste, signalez-le aux auteurs de l’assistant.',
  },
  badRequest: {
    title: 'Cette identification ne peut pas continuer',
    happened: (reason) =>
      `L’assistant a envoyé une demande à laquelle nous ne pouvons pas nous fier : ${reason}.`,
    todo: 'Dans l’assistant, supprimez cette connexion et ajoutez-la de nouveau. Si cela persiste, signalez-le aux auteurs de l’assistant.',
  },
};
