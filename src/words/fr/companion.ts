import type { Words } from '../words.ts';

/** The page of the companion inside Home Assistant. */
export const companion: Words['companion'] = {
  nav: 'Nabu Casa',
  title: 'À travers Home Assistant lui-même',
  intro:
    'Nabu Casa, et tout ce qui mène déjà d’Internet à votre Home Assistant, atteint Home Assistant et rien à côté. Le compagnon est une petite intégration dans Home Assistant qui transmet ce qui y arrive pour Latchkey. Vous n’en avez pas besoin quand Latchkey a sa propre adresse.',
  state: 'État',
  address: 'Adresse pour les assistants',
  files: 'Installé',
  none: 'Pas installé',
  version: (version) => `Version ${version}`,
  unnamed: 'Une version qui ne dit pas laquelle elle est',
  brought: 'Fourni par ce Latchkey',
  running: 'Home Assistant fait tourner',
  runsNone: 'Aucun compagnon',
  unknown: 'Home Assistant ne le dit pas pour le moment',
  last: 'Dernière requête passée par lui',
  never: 'Aucune depuis le démarrage de Latchkey',
  steps: {
    install: {
      title: 'Le compagnon n’est pas installé',
      todo: 'Latchkey le place parmi les intégrations personnalisées de Home Assistant. Ensuite, Home Assistant doit être redémarré une fois, car il ne cherche des intégrations qu’à son démarrage.',
    },
    byHand: {
      title: 'Le compagnon doit être installé à la main',
      todo: 'Latchkey ne voit pas ici le dossier de configuration de Home Assistant et ne peut donc pas le faire pour vous. Les étapes sont plus bas.',
    },
    notAllowed: {
      title: 'Latchkey ne peut pas écrire dans le dossier de configuration de Home Assistant',
      todo: 'Mettez à jour ou réinstallez l’application Latchkey, ou installez le compagnon à la main. Les étapes sont plus bas.',
    },
    failed: {
      title: 'Le dossier de configuration de Home Assistant ne peut pas être lu',
      todo: 'Vérifiez si le disque est plein ou endommagé, puis ouvrez de nouveau cette page.',
    },
    update: {
      title: 'Le compagnon n’est pas celui de ce Latchkey',
      todo: 'Mettez-le à jour. Home Assistant doit ensuite être redémarré une fois ; d’ici là, celui qui tourne continue de fonctionner.',
    },
    updateByHand: {
      title: 'Le compagnon n’est pas celui de ce Latchkey',
      todo: 'Mettez le nouveau à sa place et redémarrez Home Assistant. Les étapes sont plus bas ; d’ici là, celui qui tourne continue de fonctionner.',
    },
    restart: {
      title: 'Home Assistant doit être redémarré une fois',
      todo: 'Le compagnon est en place. Home Assistant ne cherche des intégrations qu’à son démarrage.',
    },
    restartGone: {
      title: 'Home Assistant doit être redémarré une fois pour oublier le compagnon',
      todo: 'Ses fichiers ont disparu. Home Assistant l’oubliera à son prochain démarrage.',
    },
    unknown: {
      title: 'Le compagnon est en place',
      todo: 'Home Assistant ne dit pas pour le moment s’il tourne. Quand il sera revenu, ouvrez de nouveau cette page.',
    },
    add: {
      title: 'Il faut dire à Home Assistant de s’en servir',
      todo: 'Dans Home Assistant, ouvrez *Paramètres*, puis *Appareils et services*. Si Latchkey y est proposé, choisissez *Ajouter*. Sinon, choisissez *Ajouter une intégration*, puis *Latchkey*.',
    },
    address: {
      title: 'Le compagnon tourne, mais aucune adresse de Latchkey ne passe par lui',
      todo: 'Sur la première page de ces réglages, choisissez l’adresse Internet de votre Home Assistant, ou saisissez-la là avec /api/latchkey à la fin. Avec Nabu Casa, c’est https://YOUR-ID.ui.nabu.casa/api/latchkey ; vous la trouvez dans Home Assistant sous *Paramètres*, puis *Home Assistant Cloud*.',
    },
    quiet: {
      title: 'Le compagnon tourne',
      todo: 'Rien n’est passé par lui depuis le démarrage de Latchkey. Copiez l’adresse ci-dessous dans un assistant.',
    },
    works: {
      title: 'Le compagnon fonctionne',
      todo: 'Il n’y a rien à faire.',
    },
  },
  install: 'Installer le compagnon',
  update: 'Mettre à jour le compagnon',
  restart: {
    open: 'Redémarrer Home Assistant',
    sure: 'Home Assistant est absent une ou deux minutes. Pendant ce temps, les automatisations et les boutons de son application ne fonctionnent pas, et les assistants attendent. Cette page non plus ne s’ouvre pas avant son retour.',
    goOn: 'Redémarrer maintenant',
    yourself:
      'Pour le redémarrer vous-même : dans Home Assistant, ouvrez *Paramètres*, puis *Système*, et choisissez *Redémarrer* dans le menu du haut.',
  },
  remove: {
    title: 'Retirer',
    means:
      'Les assistants qui passent par Home Assistant ne peuvent plus atteindre Latchkey. Faites-le avant de désinstaller Latchkey : ce qui se trouve dans le dossier de Home Assistant y reste quand une application s’en va. S’il y est resté, supprimez à la main le dossier custom_components/latchkey.',
    open: 'Retirer le compagnon',
    sure: 'La porte se ferme aussitôt. Home Assistant doit être redémarré une fois pour oublier le compagnon ; retirez aussi l’adresse de base_url (MCP_BASE_URL).',
    goOn: 'Retirer maintenant',
    byHand:
      'Supprimez Latchkey dans Home Assistant sous *Paramètres*, puis *Appareils et services* ; supprimez le dossier custom_components/latchkey ; redémarrez Home Assistant ; et retirez l’adresse de base_url (MCP_BASE_URL).',
  },
  byHand: {
    title: 'Installer ou mettre à jour à la main',
    copy: (folder) =>
      `Copiez le dossier ${folder} de Latchkey dans le dossier custom_components de la configuration de Home Assistant, à la place de celui qui s’y trouve. Créez custom_components s’il n’existe pas.`,
    restart: 'Redémarrez Home Assistant une fois.',
    add: (port) =>
      `Dans Home Assistant, ouvrez *Paramètres*, puis *Appareils et services*, choisissez *Ajouter une intégration*, puis *Latchkey*. Entrez l’hôte où tourne Latchkey, le port ${port} et le secret.`,
    offered:
      'Dans Home Assistant, ouvrez *Paramètres*, puis *Appareils et services*. Latchkey y est proposé : choisissez *Ajouter*.',
  },
  secret: {
    title: 'Le secret du compagnon',
    means:
      'Home Assistant le demande quand vous ajoutez Latchkey à la main. Il montre à Latchkey qu’une requête a été transmise par votre Home Assistant ; à lui seul, il n’ouvre rien.',
    show: 'Afficher le secret',
    label: 'Secret',
  },
  done: {
    installed: 'Le compagnon est en place. Il faut maintenant redémarrer Home Assistant une fois.',
    untold:
      'Le compagnon est en place. Home Assistant n’a pas pu être informé de l’endroit où se trouve Latchkey ; il le sera de nouveau au démarrage de Latchkey. Redémarrez d’abord Home Assistant, puis Latchkey.',
    already: 'Il était déjà en place. Rien n’a été modifié.',
    removed:
      'Le compagnon est retiré et la porte est fermée. Redémarrez Home Assistant encore une fois.',
    stillListed:
      'Le compagnon est retiré. Home Assistant n’a pas répondu : supprimez-y Latchkey sous Paramètres, Appareils et services, et redémarrez-le.',
    gone: 'Il n’y avait pas de compagnon à retirer.',
    restarting: 'Home Assistant redémarre. Ouvrez de nouveau cette page dans une ou deux minutes.',
  },
  problems: {
    no_home:
      'Latchkey ne voit pas ici le dossier de configuration de Home Assistant ; rien n’a été modifié. Les étapes à la main sont plus bas.',
    not_allowed:
      'Latchkey ne peut pas écrire dans le dossier de configuration de Home Assistant ; rien n’a été modifié. Les étapes à la main sont plus bas.',
    failed:
      'Les fichiers n’ont pas pu être modifiés. Vérifiez si le disque est plein, puis réessayez.',
    away: 'Home Assistant ne répond pas et n’a donc pas été redémarré. Redémarrez-le vous-même, ou réessayez.',
    starting:
      'Home Assistant n’a pas encore fini de démarrer et n’a donc pas été redémarré. Réessayez dans une minute.',
    refused:
      'Home Assistant a refusé de redémarrer ; le plus souvent, sa configuration contient une erreur. Son journal, sous Paramètres, Système, dit laquelle. Rien n’a été modifié.',
  },
};
