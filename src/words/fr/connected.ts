import type { Words } from '../words.ts';

export const connected: Words['connected'] = {
  nav: 'Connexions',
  title: 'Ce qui est connecté',
  intro:
    'Ces assistants peuvent accéder à votre maison en ce moment, chacun pour la personne qui lui a donné accès. Une modification prend effet dès la prochaine action de l’assistant.',
  none: 'Rien n’est encore connecté.',
  noneTodo: 'L’adresse à donner aux assistants se trouve sur la première page.',
  toStart: 'Connecter un assistant',
  unknownAssistant: 'Un assistant qui n’est plus connu',
  ownName: 'Il a choisi ce nom lui-même ; personne ne s’en porte garant.',
  vouched: (host) => `Publié par ${host}`,
  forPerson: (person) => `Pour ${person}`,
  unknownPerson: 'une personne qui n’est plus connue',
  paused: 'En pause',
  pausedSince: (time) =>
    `En pause depuis le ${time}. Il garde sa connexion, et apprend qu’un administrateur l’a mis en pause.`,
  facts: {
    home: 'Maison',
    door: 'Par',
    may: 'Peut',
    since: 'Depuis le',
    used: 'Dernière utilisation',
    from: 'Depuis',
  },
  notUsed: 'Pas encore utilisé',
  justNow: 'à l’instant',
  fromUnknown: 'Inconnu',
  fromUnknownHint: 'Il est venu par un tunnel ou un proxy, ou depuis votre propre réseau.',
  lowered: 'Un administrateur en a retiré une partie.',
  nothingInHome: {
    label: 'Rien dans la maison',
    hint: 'Seulement ce qui est choisi ci-dessous.',
  },
  energy: 'Consommation d’énergie',
  server: (name) => `Autre serveur : ${name}`,
  lower: 'Retirer des autorisations',
  lowerOf: (assistant, person) => `Retirer des autorisations à ${assistant} pour ${person}`,
  lowerHint:
    'Ici, on ne peut que retirer. Pour donner davantage, déconnectez-le et laissez-le s’identifier de nouveau.',
  inTheHome: 'Dans la maison',
  besides: 'En plus',
  keep: 'Enregistrer',
  keepOf: (assistant, person) =>
    `Enregistrer les autorisations données à ${assistant} pour ${person}`,
  pause: 'Mettre en pause',
  pauseOf: (assistant, person) => `Mettre en pause ${assistant} pour ${person}`,
  resume: 'Reprendre',
  resumeOf: (assistant, person) => `Reprendre : ${assistant} pour ${person}`,
  disconnect: 'Déconnecter',
  disconnectOf: (assistant, person) => `Déconnecter ${assistant} pour ${person}`,
  everything: {
    title: 'Tout déconnecter',
    happens: (count) =>
      count === 1
        ? 'L’unique connexion prend fin aussitôt. Pour utiliser de nouveau l’assistant, la personne devra lui redonner accès.'
        : `Les ${count} connexions prennent fin aussitôt, pour tout le monde. Pour utiliser de nouveau un assistant, chaque personne devra lui redonner accès.`,
    confirm: 'Oui, tout déconnecter',
  },
  ended: {
    title: 'Terminées au cours des sept derniers jours',
    line: (assistant, person) => `${assistant}, pour ${person}`,
    reasons: {
      revoked_by_client: 'L’assistant s’est déconnecté de lui-même.',
      code_replayed:
        'Son identification a servi une seconde fois, comme le ferait un voleur ; par sécurité, la connexion a donc été fermée.',
      refresh_replayed:
        'Sa clé a servi une seconde fois, comme le ferait un voleur ; par sécurité, la connexion a donc été fermée.',
      credential_refused:
        'Home Assistant n’acceptait plus l’identification : elle y a été fermée, ou le jeton a été supprimé.',
      disconnected: 'Un administrateur l’a déconnecté.',
      expired: 'Il n’a pas servi pendant longtemps.',
    },
  },
  gone: 'Cela n’a pas été fait : la connexion a pris fin ou a changé entre-temps. Voici ce qu’il en est maintenant.',
  nothingLeft: 'Il ne pourrait plus rien faire. Déconnectez-le plutôt.',
  done: {
    lowered: 'Enregistré. Il peut en faire moins à partir de maintenant.',
    paused: 'En pause. Il ne peut rien faire tant que vous ne choisissez pas de reprendre.',
    resumed: 'La connexion a repris.',
    disconnected: 'Déconnecté. Son prochain appel sera refusé.',
    everything: 'Tout est déconnecté.',
  },
};
