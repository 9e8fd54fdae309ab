import type { Words } from '../words.ts';

export const common: Words['common'] = {
  settings: 'Paramètres',
  skip: 'Aller au contenu',
  pages: 'Pages',
  copy: 'Copier',
  copied: 'Copié',
  notAdministrator: {
    title: 'Réservé aux administrateurs',
    happened:
      'Ces pages décident qui peut accéder à votre maison. Seuls les administrateurs de Home Assistant peuvent donc les ouvrir.',
    todo: 'Adressez-vous à un administrateur, ou demandez-lui de vous donner ce rôle sous Paramètres, Personnes.',
  },
  cannotTell: {
    title: 'Home Assistant ne dit pas qui vous êtes',
    happened:
      'Avant de montrer ces pages, Latchkey demande à Home Assistant qui est administrateur, et il n’a pas reçu de réponse.',
    todo: 'Vérifiez que Home Assistant fonctionne, puis ouvrez de nouveau cette page.',
  },
  staleForm: {
    title: 'Rien n’a été modifié',
    happened:
      'Cette page a été ouverte avant un redémarrage de Latchkey, ou par quelqu’un d’autre. Son formulaire n’est donc plus valable.',
    todo: 'Revenez en arrière, ouvrez de nouveau la page et refaites ce que vous vouliez faire.',
  },
  notFound: {
    title: 'Il n’y a rien ici',
    happened: 'Cette page n’existe pas, ou n’existe plus.',
    todo: 'Choisissez une page ci-dessus.',
  },
  unreadable: {
    title: 'L’envoi n’a pas pu être lu',
    happened: 'Ce qui a été envoyé n’a pas une forme que Latchkey comprend. Rien n’a été modifié.',
    todo: 'Revenez en arrière, ouvrez de nouveau la page et refaites ce que vous vouliez faire.',
  },
  storeTrouble: {
    title: 'Latchkey n’a pas accès à son stockage',
    happened:
      'Le disque est plein, ou l’écriture y est impossible. Ce que vous avez fait n’a pas été enregistré.',
    todo: 'Libérez de l’espace, puis réessayez.',
  },
  failed: {
    title: 'Un problème est survenu',
    happened: 'Latchkey a rencontré une erreur interne. Son journal en dit plus.',
    todo: 'Réessayez. Si cela se reproduit, redémarrez l’application et consultez son journal.',
  },
};
