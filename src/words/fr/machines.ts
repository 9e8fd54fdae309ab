import type { Words } from '../words.ts';
import { of } from './grammar.ts';

export const machines: Words['machines'] = {
  nav: 'Programmes et clés',
  title: 'Programmes et clés',
  intro:
    'Les programmes qui appellent sans personne devant l’écran, comme n8n, un script ou un tableau de bord, entrent avec une clé à eux. Les assistants comme Claude et ChatGPT n’en ont pas besoin : une personne s’y identifie.',
  none: 'Aucun programme n’a reçu d’accès ici.',
  noKeysInThisMode:
    'Il n’y a pas de clés : Latchkey fonctionne en mode none, dans lequel tout ce qui se trouve sur votre propre réseau peut consulter votre maison. Les clés créées auparavant n’ouvrent rien dans ce mode. Pour utiliser des clés, réglez le mode sur oauth ou api_key dans la configuration de l’application.',
  keysOnly:
    'Latchkey fonctionne en mode api_key : celui qui détient l’une de ces clés entre, et personne d’autre.',
  nobodyToActAs:
    'Pour donner accès à un programme, il faut quelqu’un au nom de qui il agit : connectez un assistant et identifiez-vous une fois, puis revenez.',
  yours: 'Accès donnés ici',
  fixed: 'Fixé dans la configuration',
  fixedHint: 'Ceux-ci figurent dans la configuration de l’application et se modifient là.',
  kind: {
    key: 'Clé',
    client: 'Identifiant client et secret',
    issuer: 'Service d’identification',
  },
  may: 'Peut',
  actsAs: 'Agit au nom de',
  made: 'Créé le',
  used: 'Dernière utilisation',
  address: 'Adresse',
  never: 'Jamais',
  house: 'Le compte propre de la maison',
  permission: {
    look: 'Consulter',
    control: 'Consulter et commander',
    configure: 'Consulter, commander et configurer',
    nothing: 'Rien de la maison',
    energy: 'Voir la consommation d’énergie',
    server: (name) => `Utiliser ${name}`,
  },
  notSignedIn: (person) =>
    `Il ne peut rien faire en ce moment : ${person} n’a plus d’identification valable ici. Demandez à ${person} de connecter une fois un assistant, n’importe lequel.`,
  noHouseAccount:
    'Il ne peut rien faire en ce moment : il n’y a plus de HOMEASSISTANT_TOKEN dans la configuration.',
  notInThisMode: 'Il n’ouvre rien en mode api_key, qui n’accepte que des clés.',
  formerUntil: (time) => `L’ancien fonctionne jusqu’au ${time}.`,
  add: {
    key: 'Créer une clé',
    client: 'Créer un identifiant client et un secret',
    issuer: 'Faire confiance à un service d’identification',
  },
  about: {
    key: 'Pour les programmes qui peuvent envoyer un en-tête. C’est ce qu’il faut à la plupart.',
    client:
      'Pour les programmes qui demandent un identifiant client, un secret client et une adresse de jetons.',
    issuer:
      'Pour une maison avec Authentik, Authelia, Keycloak ou un service semblable : tous ceux dont il se porte garant.',
  },
  form: {
    name: 'Nom',
    nameHint: 'Le nom que lui donne le journal d’activité, par exemple n8n.',
    permission: 'Ce qu’il peut faire',
    choice: {
      look: {
        label: 'Consulter',
        hint: 'Voir la maison : les états, l’historique, qui est là.',
      },
      control: {
        label: 'Consulter et commander',
        hint: 'Agir aussi. Pour les serrures, les alarmes et les portes de garage, une personne doit toujours confirmer.',
      },
      configure: {
        label: 'Consulter, commander et configurer',
        hint: 'Modifier aussi les automatisations et les paramètres. Seulement s’il agit au nom d’un administrateur.',
      },
    },
    also: 'Il peut aussi',
    actAs: 'Agit au nom de',
    actAsHint:
      'Home Assistant le voit comme cette personne. Quand elle n’a plus d’identification valable ici, le programme ne peut plus rien faire.',
    administrator: (person) => `${person} (administrateur)`,
    personOf: (person, home) => `${person}, ${home}`,
    issuer: 'Adresse du service d’identification',
    issuerHint:
      'Exactement comme ses jetons la portent sous « iss », par exemple https://auth.example.com/home/',
    audience: 'À qui ses jetons doivent être destinés',
    audienceHint:
      'Ce que ses jetons portent sous « aud », souvent un identifiant client de ce service. Un par ligne. Sans cela, un jeton destiné à n’importe quel autre service ouvrirait votre maison.',
    privateAddress: 'Il est dans mon propre réseau',
    privateHint:
      'Latchkey ne lit à des adresses à l’intérieur de votre maison que si vous l’indiquez ici.',
    more: 'Plus de réglages pour ses jetons',
    algorithms: 'Signatures admises',
    scopeMap: 'Autres noms pour les autorisations',
    scopeMapHint:
      'Seulement si le service a ses propres noms. Un par ligne : son nom, =, puis look (consulter), control (commander), energy (énergie), ou server et un nom. Par exemple : read:energy = energy',
    issuerTest:
      'Latchkey lit maintenant les clés du service, et ne l’enregistre que si cela fonctionne.',
    makeKey: 'Créer la clé',
    makeClient: 'Créer l’identifiant et le secret',
    makeIssuer: 'Tester et lui faire confiance',
    cancel: 'Annuler',
  },
  shown: {
    key: (name) => `La clé ${of(name)}`,
    client: (name) => `L’identifiant client et le secret ${of(name)}`,
    once: 'Copiez maintenant ce secret : *il n’est affiché qu’une seule fois.* Latchkey n’en garde pas de copie. S’il se perd, créez-en un nouveau.',
    secret: 'Clé',
    header: 'Sous forme d’en-tête',
    file: 'Pour les programmes qui ont un fichier de serveurs',
    fileHint:
      'Les programmes donnent des noms différents aux parties de ce fichier ; l’adresse et l’en-tête restent les mêmes.',
    clientId: 'Identifiant client',
    clientSecret: 'Secret client',
    tokenAddress: 'Adresse de jetons',
    resource: 'Ressource (l’adresse de votre maison pour les assistants)',
    form: 'Ce qu’il faut demander à l’adresse de jetons',
    mcpAddress: 'Adresse',
    formerUntil: (time) =>
      `L’ancien fonctionne jusqu’au ${time}. Mettez le nouveau en place avant.`,
    formerEnded: 'L’ancien ne fonctionne plus.',
    back: 'C’est copié',
  },
  rotate: {
    open: 'Remplacer',
    of: (name) => `Remplacer le secret ${of(name)}`,
    hint: 'Vous en recevez un nouveau, qui n’est affiché qu’une seule fois.',
    overlap: 'Que devient celui qui sert maintenant ?',
    day: 'Il fonctionne encore 24 heures, pour que rien ne s’arrête pendant que vous le changez.',
    now: 'Il cesse de fonctionner aussitôt, parce que quelqu’un d’autre l’a peut-être.',
    confirm: (name) => `En créer un nouveau pour ${name}`,
  },
  remove: {
    open: 'Supprimer',
    of: (name) => `Supprimer ${name}`,
    hint: 'Son prochain appel sera refusé. Cela ne peut pas être annulé.',
    confirm: (name) => `Supprimer ${name}`,
  },
  done: {
    removed: 'Supprimé. Son prochain appel sera refusé.',
    trusted:
      'Le service d’identification a répondu, ses clés ont été lues, et ses jetons fonctionnent à partir de maintenant.',
  },
  problems: {
    mode: 'Cette sorte d’accès ne fonctionne pas dans ce mode. Rien n’a été créé.',
    name: 'Donnez un nom de 60 lettres, chiffres et espaces au plus, par exemple n8n. Il doit commencer par une lettre ou un chiffre.',
    nameTaken: 'Ce nom est déjà pris, ici ou dans la configuration. Choisissez-en un autre.',
    full: 'Il y en a déjà 200, et Latchkey n’en garde pas davantage. Supprimez ceux dont personne n’a besoin.',
    account:
      'Choisissez au nom de qui il agit. La personne que vous aviez choisie n’a peut-être plus d’identification valable ici.',
    permission: 'L’une de ces autorisations ne peut plus être donnée. Vérifiez-les de nouveau.',
    administrator:
      'Seul un programme qui agit au nom d’un administrateur peut configurer la maison. Choisissez une autre personne, ou une autorisation plus petite.',
    gone: 'Il a été supprimé entre-temps. Rien n’a été modifié.',
    changed:
      'Son secret a été remplacé entre-temps ; rien n’a donc été modifié. Si vous avez envoyé le formulaire deux fois, c’est le premier envoi qui compte ; si vous n’avez pas copié son secret, remplacez-le encore une fois.',
    issuerAddress:
      'Écrivez l’adresse entière du service d’identification, qui commence par https://. Seul un service de votre propre réseau peut avoir http://.',
    issuerOwn:
      'C’est l’adresse de ce Latchkey lui-même. Écrivez celle du service d’identification.',
    issuerTaken:
      'Ce service d’identification a déjà votre confiance, ici ou dans la configuration.',
    issuerPrivate:
      'Cette adresse est dans votre propre réseau. Indiquez-le sous l’adresse, et Latchkey y lira.',
    issuerUnreachable:
      'Rien ne répond à cette adresse ; elle n’a donc pas été enregistrée. Vérifiez l’adresse et que le service fonctionne. S’il est dans votre propre réseau, indiquez-le sous l’adresse.',
    issuerDocument:
      'Quelque chose répond, mais ne décrit pas un service d’identification à cette adresse exacte ; elle n’a donc pas été enregistrée. Comparez l’adresse avec ce que le service appelle son issuer, jusqu’à la dernière barre oblique.',
    issuerKeys:
      'Le service répond, mais ne publie aucune clé que Latchkey puisse utiliser ; il n’a donc pas été enregistré. Donnez-lui une clé de signature (RS256 ou ES256).',
    audience: 'Écrivez à qui les jetons doivent être destinés : au moins une ligne, au plus 20.',
    algorithms: 'Choisissez au moins une façon dont ses jetons peuvent être signés.',
    scopeMap:
      'Les autres noms pour les autorisations ne peuvent pas être lus. Écrivez-en un par ligne : son nom, =, puis look, control, energy, ou server et un nom.',
  },
};
