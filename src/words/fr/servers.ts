import type { Words } from '../words.ts';
import { counted, of } from './grammar.ts';

const tools = (count: number) => counted(count, 'outil', 'outils');

export const servers: Words['servers'] = {
  nav: 'Autres serveurs',
  title: 'Autres serveurs',
  intro:
    'Les assistants peuvent utiliser d’autres serveurs MCP à travers Latchkey : une seule adresse et une seule identification pour tous. Un assistant peut utiliser un serveur dès qu’une personne l’a autorisé sur la page où elle le connecte.',
  empty: 'Il n’y a pas encore d’autre serveur.',
  add: 'Ajouter un serveur',

  state: {
    connected: 'Connecté',
    asleep: 'Prêt',
    connecting: 'Connexion en cours',
    failed: 'Injoignable',
    disabled: 'Pas utilisé',
    'needs sign-in': 'Attend une identification',
    off: 'Désactivé',
    on: 'Activé',
  },
  stateMeans: {
    asleep: 'Latchkey s’y connecte quand on l’utilise.',
    failed:
      'Vérifiez qu’il fonctionne et que son adresse est correcte, puis appuyez sur « Reconnecter ». Ce qui en a été approuvé le reste.',
    connecting: 'Latchkey est en train de s’y connecter. Rechargez la page dans un instant.',
    'needs sign-in': 'Quelqu’un doit s’y identifier avant que des assistants puissent l’utiliser.',
    off: 'Il a été désactivé là où il est inscrit ; il n’est donc pas utilisé.',
  },

  facts: {
    address: 'Adresse',
    reached: 'Atteint',
    signsIn: 'Preuve d’identité',
    whose: 'Utilisé au nom de',
    tools: 'En service',
    tokenEnds: 'Identification renouvelée d’ici le',
    protocol: 'Version MCP',
    written: 'Inscrit dans',
  },
  reached: {
    http: 'par le réseau',
    sse: 'par le réseau, à l’ancienne façon (SSE)',
    stdio: 'en tant que programme lancé par Latchkey',
  },
  signsIn: {
    none: 'aucune',
    bearer: 'un jeton',
    headers: 'des en-têtes à lui',
    environment: 'des variables à lui',
    oauth: 'une identification sur ce serveur',
    client_credentials: 'un identifiant client et un secret',
  },
  whose: { household: 'toute la maison', person: 'chaque personne pour elle-même' },
  written: {
    here: 'ces paramètres',
    file: 'le fichier des serveurs',
    options: 'les options de l’application',
  },
  changeThere: 'Il ne se modifie que là où il est inscrit.',
  tools,
  leftOut: (count) =>
    count === 1
      ? 'Un outil est laissé de côté : il est trop grand, ou il y en a trop.'
      : `${counted(count, 'outil est laissé', 'outils sont laissés')} de côté : ils sont trop grands, ou trop nombreux.`,
  waiting: (count) =>
    count === 1
      ? 'Un outil est nouveau ou a changé. Il n’est pas utilisé tant que vous ne l’avez pas lu et approuvé.'
      : `${counted(count, 'outil est nouveau ou a changé', 'outils sont nouveaux ou ont changé')}. Ils ne sont pas utilisés tant que vous ne les avez pas lus et approuvés.`,
  askFirst:
    'Aucun de ses outils n’est encore en service. Lisez-les et approuvez ce que les assistants peuvent utiliser : rien n’en est utilisé avant.',
  askFirstSignIn:
    'Après l’identification, lisez ses outils et approuvez ce que les assistants peuvent utiliser.',
  perPersonTools:
    'Chaque personne s’y identifie pour elle-même, à sa première utilisation ; son assistant lui donne le lien. Ce qu’il propose à la première d’entre elles est ainsi approuvé. Ce qu’il ajoute ou modifie ensuite n’est pas utilisé ; pour le reprendre, supprimez le serveur et ajoutez-le de nouveau.',

  readTools: 'Lire et approuver',
  seeTools: 'Voir ses outils',
  refresh: 'Reconnecter',
  signIn: 'S’y identifier',
  change: 'Modifier',
  remove: 'Supprimer',
  removeSure: (name) =>
    `Les assistants ne pourront plus utiliser ${name}. Ce qui en a été approuvé, ses identifications et les secrets saisis pour lui seront oubliés.`,
  removeYes: 'Oui, supprimer',
  of: (action, name) => `${action} : ${name}`,

  faultsTitle: 'Ce qui est inutilisable tel qu’il est inscrit',

  haMcp: {
    title: 'ha-mcp est installé',
    means:
      'L’application Home Assistant MCP Server (ha-mcp) se trouve sur cette machine. Les assistants peuvent l’utiliser à travers Latchkey, derrière la même connexion. Elle agit avec son propre compte d’administrateur, quel que soit l’appelant : n’approuvez que ce que toute personne autorisée à l’utiliser doit pouvoir faire.',
    address: 'Son adresse',
    hint: 'Ouvrez son journal dans Home Assistant, copiez ce qui y figure comme « Secret Path » et mettez-le à la fin, à la place de la dernière barre oblique.',
    add: 'Ajouter ha-mcp',
  },

  homeMcp: {
    title: 'Le serveur propre à Home Assistant',
    name: 'homeassistant',
    builtIn: 'intégré',
    means:
      'Home Assistant a son propre serveur MCP. Ses outils sont réservés aux administrateurs et suivent ce qui est exposé à Assist, non les règles de Latchkey.',
    off: 'Il est désactivé. Pour le proposer, réglez l’option home_mcp (MCP_HOME_MCP) sur true et redémarrez Latchkey.',
    on: (count) => `Il répond et propose ${tools(count)}.`,
    absent:
      'Il ne répond pas. Ajoutez l’intégration Model Context Protocol Server dans Home Assistant.',
    notAdministrator:
      'Il est proposé aux administrateurs. Le compte de Latchkey lui-même n’en est pas un ; son état ne peut donc pas être connu ici.',
    silent: 'Home Assistant ne répond pas pour le moment.',
  },

  secrets: {
    title: 'Secrets',
    means: `Des jetons et des clés pour d’autres serveurs, conservés chiffrés. Un serveur s’y réfère par $\{secret:NAME}, NAME étant le nom du secret. Une fois enregistrée, une valeur n’est plus jamais affichée.`,
    empty: 'Il n’y a pas encore de secret.',
    changed: (when) => `Dernière modification le ${when}`,
    unreadable:
      'Il ne peut plus être ouvert, parce que sa clé a disparu. Enregistrez-le de nouveau.',
    usedBy: (names) => `Utilisé par ${names}.`,
    removeSure: 'Un serveur qui s’y réfère ne pourra plus être utilisé.',
    set: 'Enregistrer un secret',
    name: 'Nom',
    nameHint:
      'Des lettres, des chiffres, des points, des traits d’union et _. Un secret existant du même nom est remplacé.',
    value: 'Valeur',
    keep: 'Enregistrer',
  },

  debug: {
    title: 'Quand une identification ne fonctionne pas',
    means:
      'Pendant 15 minutes, Latchkey peut écrire dans son journal comment les identifications se déroulent : ce que les assistants demandent à Latchkey, et ce que Latchkey demande à d’autres serveurs. Les jetons, les codes et les secrets n’y figurent jamais. Activez cela, essayez encore une fois, puis regardez l’onglet Journal de l’application.',
    isOn: (until) => `C’est activé jusqu’au ${until}.`,
    isOff: 'C’est désactivé.',
    on: 'Activer pendant 15 minutes',
    off: 'Désactiver',
  },

  form: {
    addTitle: 'Ajouter un serveur',
    changeTitle: (name) => `Modifier ${name}`,
    intro:
      'Seuls des serveurs qui ont une adresse peuvent être ajoutés ici. Un programme que Latchkey lance doit être inscrit dans le fichier des serveurs, parce qu’il pourrait tout faire sur cette machine.',
    name: 'Nom',
    nameHint:
      'Des minuscules, des chiffres et des traits d’union, 24 au plus. Ses outils portent ce nom, par exemple notes__search.',
    url: 'Adresse',
    urlHint:
      'Elle se termine souvent par /mcp ou /sse. Si elle contient une clé, celle-ci est enregistrée chiffrée et ne sera plus affichée.',
    private: 'C’est un appareil de mon propre réseau',
    privateHint:
      'À cocher pour des adresses comme 192.168.1.20 ou nas.local. Sans cela, Latchkey ne se connecte jamais à quoi que ce soit de votre réseau, où que mène une adresse.',
    older: 'Il parle à l’ancienne façon (SSE)',
    olderHint: 'Pour des serveurs plus anciens, dont l’adresse se termine souvent par /sse.',
    signIn: 'Comment sait-il qui demande ?',
    kinds: {
      none: {
        label: 'Il ne le demande pas',
        hint: 'Tous ceux qui l’atteignent peuvent l’utiliser.',
      },
      token: {
        label: 'Avec un jeton',
        hint: 'Un jeton qu’il vous a donné : une clé d’API ou un jeton d’accès.',
      },
      headers: { label: 'Avec des en-têtes', hint: 'Par exemple X-Api-Key. Trois au plus.' },
      oauth: {
        label: 'Vous vous y identifiez, pour toute la maison',
        hint: 'Tout le monde l’utilise avec cette unique identification. Après l’ajout, appuyez sur « S’y identifier ».',
      },
      person: {
        label: 'Chaque personne s’y identifie pour elle-même',
        hint: 'Son assistant lui donne le lien à la première utilisation. Ce que le serveur propose à la première d’entre elles est ainsi approuvé, parce que personne ne peut le voir avant.',
      },
      machine: {
        label: 'Avec un identifiant client et un secret',
        hint: 'Pour les serveurs qui donnent aux programmes un compte à eux (client_credentials).',
      },
    },
    token: 'Jeton',
    header: (row) => `Nom de l’en-tête ${row}`,
    value: (row) => `Valeur de l’en-tête ${row}`,
    clientId: 'Identifiant client',
    clientSecret: 'Secret client',
    clientHint: 'Seulement si le serveur vous en a donné un. La plupart n’ont besoin de rien ici.',
    machineId: 'Identifiant client',
    machineSecret: 'Secret client',
    tokenUrl: 'Adresse de jetons',
    tokenUrlHint: 'Seulement s’il n’en nomme pas une lui-même.',
    scope: 'Ce qu’il faut demander (scope)',
    scopeHint: 'Seulement si son mode d’emploi en nomme un.',
    keepHint: 'Laissez vide pour garder celui qui existe.',
    secretHint: 'Conservé chiffré, et plus jamais affiché.',
    more: 'Plus',
    tryAndAdd: 'Tester et ajouter',
    addUntried: 'Ajouter sans tester',
    tryAndSave: 'Tester et enregistrer',
    saveUntried: 'Enregistrer sans tester',
    cancel: 'Annuler',
    retype: 'Rien n’a été enregistré ; les secrets doivent donc être saisis de nouveau.',
  },

  problem: {
    name: 'Donnez un nom avec au moins une lettre ou un chiffre.',
    url: 'Donnez son adresse.',
    token: 'Donnez son jeton, ou choisissez une autre façon.',
    header:
      'Donnez à chaque en-tête une valeur et un nom de 30 lettres, chiffres, points, traits d’union ou _ au plus, qui commence par une lettre.',
    client: 'Un secret client va de pair avec un identifiant client.',
    machine: 'Donnez à la fois l’identifiant client et le secret client.',
    taken: (name) =>
      `Il existe déjà un serveur appelé ${name}. Choisissez un autre nom ; un serveur inscrit ailleurs se modifie là-bas.`,
    private:
      'Cette adresse est dans votre propre réseau. Si c’est voulu, cochez « C’est un appareil de mon propre réseau ».',
    plain:
      'Cette adresse est sur internet mais n’est pas chiffrée. Utilisez-en une qui commence par https://.',
    address:
      'Ce n’est pas l’adresse d’un serveur. Elle doit commencer par https://, ou par http:// dans votre propre réseau, et ne contenir ni nom d’utilisateur ni mot de passe.',
    gone: 'Ce serveur ne fait plus partie de ceux qui ont été ajoutés ici.',
    unfit: (sentence) => `Le serveur ne peut pas être enregistré ainsi. ${sentence}`,
    secret: (sentence) => `Le secret ne peut pas être enregistré. ${sentence}`,
    trial: (sentence) => `Le test a échoué ; rien n’a donc été enregistré. ${sentence}`,
    notDone: (sentence) => `Cela n’a pas été fait. ${sentence}`,
    noneTicked: 'Aucun outil n’était coché ; aucun n’a donc été approuvé.',
  },

  toolsPage: {
    title: (name) => `Outils ${of(name)}`,
    back: 'Tous les serveurs',
    theirs:
      'Ce qui suit dans des cadres, ce sont les mots du serveur lui-même. Latchkey n’a pas vérifié s’ils sont vrais, et un assistant les lit comme des instructions : n’approuvez que ce que vous diriez vous-même à un assistant.',
    waitingTitle: 'En attente de votre accord',
    waitingMeans:
      'Aucun d’eux n’est utilisé. Vous approuvez exactement le texte qui est affiché ici.',
    noneWaits: 'Aucun outil n’attend.',
    more: (count) =>
      count < 2
        ? `${count} autre attend, et s’affichera quand ceux-ci auront été traités.`
        : `${count} autres attendent, et s’afficheront quand ceux-ci auront été traités.`,
    fresh: 'Nouveau',
    changed: 'Modifié',
    twice: 'Il est proposé deux fois sous ce nom ; il ne peut donc pas être approuvé.',
    was: 'Approuvé',
    is: 'Maintenant',
    nothing: '(rien)',
    parts: {
      title: 'Titre',
      description: 'Description',
      inputSchema: 'Ce qu’il prend',
      outputSchema: 'Ce qu’il répond',
      annotations: 'Ce qu’il dit de lui-même',
    },
    noDescription: 'Il n’a pas de description.',
    whole: 'Tout ce qu’il dit, mot pour mot',
    tick: (name) => `Permettre aux assistants d’utiliser ${name}`,
    prompt: (name) => `Invite ${name}`,
    approveTicked: 'Approuver ceux qui sont cochés',
    approveAll: (count) =>
      count === 1 ? 'Approuver celui qui est affiché' : `Approuver les ${count} affichés`,
    inUseTitle: 'En service',
    noneInUse: 'Aucun outil n’est en service.',
    putBack: 'Retirer du service',
    cannotAsk: (sentence) => `La demande de ses outils vient d’échouer. ${sentence}`,
  },

  link: {
    title: (name) => `S’identifier auprès du serveur ${name}`,
    means:
      'Ce lien fonctionne une fois, dans les dix minutes. Il ouvre une page de Latchkey, qui vous mène à la page de connexion du serveur lui-même. La personne qui l’ouvre identifie toute la maison ; ne le donnez donc à personne.',
    open: 'Ouvrir la page d’identification',
    newTab: '(s’ouvre dans un nouvel onglet)',
    after: 'Une fois l’identification faite, revenez ici et regardez le résultat.',
    back: 'C’est fait',
  },

  done: {
    added:
      'Le serveur est ajouté. Il a répondu ; lisez ses outils et approuvez ce que les assistants peuvent utiliser.',
    untried: 'Le serveur est ajouté. Il n’a pas encore été testé.',
    'added-sign-in':
      'Le serveur est ajouté. Il a répondu et demande une identification : appuyez sur « S’y identifier ».',
    'added-person':
      'Le serveur est ajouté. Chaque personne s’y identifie quand son assistant l’utilise pour la première fois.',
    changed: 'Le serveur est modifié, et a répondu.',
    'changed-untried': 'Le serveur est modifié. Il n’a pas encore été testé.',
    'changed-sign-in': 'Le serveur est modifié. Il a répondu et demande une identification.',
    removed: 'Le serveur est supprimé.',
    refreshed: 'Latchkey s’y est reconnecté. Ce qu’il propose maintenant est affiché ci-dessous.',
    approved: 'Approuvé : les assistants peuvent l’utiliser maintenant.',
    'put-back': 'Retiré du service. Il attend ci-dessous, au cas où vous voudriez le reprendre.',
    'secret-set': 'Le secret est enregistré. Les serveurs qui l’utilisent ont été reconnectés.',
    'secret-removed': 'Le secret est supprimé.',
    'debug-on':
      'Latchkey écrit dans son journal comment les identifications se déroulent, pendant 15 minutes.',
    'debug-off': 'Latchkey n’écrit plus cela dans son journal.',
  },
};
