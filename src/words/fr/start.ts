import type { Words } from '../words.ts';

export const start: Words['start'] = {
  nav: 'Accueil',
  title: 'Connecter un assistant',
  next: 'Prochaine étape',
  address: 'L’adresse de votre maison',
  addresses: 'Les adresses de votre maison',
  addressHint:
    'Copiez l’adresse dans un assistant. Elle ouvre une page de votre propre maison, où vous vous identifiez.',
  qr: (address) => `Code QR de l’adresse ${address}`,
  showQr: 'Afficher le code QR',
  reach: {
    everywhere: 'Fonctionne de partout',
    house: 'Fonctionne seulement chez vous',
    machine: 'Fonctionne seulement sur cet ordinateur',
  },
  state: 'État',
  home: 'Home Assistant',
  homeStates: {
    connected: (version) => `Connecté, version ${version}`,
    away: 'Ne répond pas',
    refused: 'N’accepte pas le jeton de Latchkey',
  },
  door: 'Adresse',
  doorStates: {
    never: 'Pas encore vérifiée',
    looking: 'Vérification en cours',
    sound: 'En ordre lors de la dernière vérification',
    warning: 'Fonctionne, avec un avertissement',
    problem: 'Les assistants ne peuvent pas se connecter',
  },
  certificate: 'Certificat',
  checkUp: 'Diagnostic',
  assistants: 'Assistants',
  connected: (count) =>
    count === 0 ? 'Aucun n’est connecté' : count === 1 ? '1 connecté' : `${count} connectés`,
  steps: {
    homeAway: {
      title: 'Home Assistant ne répond pas',
      todo: 'Vérifiez que Home Assistant fonctionne et que son adresse est correcte dans la configuration de Latchkey. Les assistants attendent son retour.',
      link: undefined,
    },
    homeRefused: {
      title: 'Home Assistant n’accepte plus le jeton de Latchkey',
      todo: 'Créez un nouveau jeton d’accès de longue durée dans Home Assistant, inscrivez-le dans la configuration de Latchkey, et redémarrez Latchkey.',
      link: undefined,
    },
    noAddress: {
      title: 'Donnez une adresse à votre maison',
      todo: 'Pour l’instant, aucun assistant ne peut se connecter. Choisissez une adresse ci-dessous. Claude et ChatGPT sur le web ont besoin d’une adresse https publique : celle de Home Assistant Cloud ou un tunnel à vous. Une adresse de la maison suffit aux programmes de la maison.',
      link: 'Choisir une adresse',
    },
    problem: {
      title: 'Quelque chose empêche les assistants d’entrer',
      todo: 'Le dernier diagnostic l’a trouvé, et dit quoi faire.',
      link: 'Ouvrir le diagnostic',
    },
    connect: {
      title: 'Connectez votre premier assistant',
      todo: 'Choisissez-le ci-dessous et suivez ses étapes. Cela prend une minute.',
      link: undefined,
    },
    approve: {
      title: 'Des outils d’autres serveurs vous attendent',
      todo: 'Un serveur de votre maison propose des outils nouveaux ou modifiés. Personne ne peut les utiliser tant que vous ne les avez pas examinés.',
      link: 'Les examiner',
    },
    signIn: {
      title: 'Un autre serveur attend votre identification',
      todo: 'D’ici là, les assistants ne peuvent pas l’utiliser.',
      link: 'Aller aux autres serveurs',
    },
    nothing: {
      title: 'Tout est en place',
      todo: 'Il n’y a rien à faire. Pour connecter un autre assistant, choisissez-le ci-dessous.',
      link: undefined,
    },
  },
  choose: {
    none: 'Il n’y en a pas encore.',
    title: 'Choisissez une adresse',
    another: 'Une autre adresse',
    found: 'Trouvées dans votre maison',
    ways: {
      cloud: 'Par Home Assistant Cloud (Nabu Casa). Fonctionne de partout.',
      home: 'Par l’adresse de votre Home Assistant. Fonctionne de partout.',
      house:
        'Cette machine dans votre propre réseau. Ne fonctionne que chez vous, et rien n’est chiffré en chemin.',
    },
    needs: {
      companion: 'Installez d’abord le compagnon, qui mène de Home Assistant à Latchkey.',
      remote:
        'Activez d’abord l’accès à distance dans Home Assistant, sous Paramètres, Home Assistant Cloud.',
    },
    use: 'Utiliser cette adresse',
    useThis: (address) => `Utiliser cette adresse: ${address}`,
    own: (address) =>
      `Les autres applications de cette machine atteignent aussi Latchkey à ${address}.`,
    byHand: 'Une adresse à vous',
    label: 'Adresse',
    byHandHint:
      'L’adresse d’un tunnel ou d’un proxy inverse qui mène à Latchkey, sans rien après le nom.',
    remove: (address) => `Retirer ${address}`,
    removeMeans:
      'Les assistants admis à cette adresse sont déconnectés. Il faut les admettre de nouveau à une autre.',
    faults: {
      whole: 'Saisissez une adresse complète, comme https://mcp.example.com.',
      user: 'Retirez le nom d’utilisateur et le mot de passe de l’adresse.',
      query: 'Retirez tout à partir du ? ou du #.',
      plain: 'Remplacez http:// par https://. Sinon, tout traverserait internet à la vue de tous.',
      path: 'Retirez ce qui suit le nom. Une adresse avec un chemin doit être inscrite dans la configuration de l’application.',
      long: 'Cette adresse est trop longue.',
      taken: 'Il y a déjà une adresse de ce nom.',
      many: 'Il y a déjà dix adresses. Retirez-en une d’abord.',
      open: 'Latchkey laisse entrer tous ceux qui l’atteignent (mode none), il ne reçoit donc aucune adresse publique.',
      gone: 'Cette adresse n’est plus là. Rien n’a été changé.',
    },
  },
  done: {
    address_added: 'L’adresse peut maintenant être utilisée. Le diagnostic l’examine.',
    address_removed:
      'L’adresse a été retirée, et les assistants qui l’utilisaient sont déconnectés.',
    home_client_removed: 'Il a été supprimé, et ce Home Assistant est déconnecté.',
    watchdog_on: 'Home Assistant relance maintenant Latchkey s’il s’arrête de lui-même.',
  },
  watchdog: {
    off: 'Home Assistant ne relance pas Latchkey s’il s’arrête de lui-même.',
    switchOn: 'Activer la surveillance',
    failed:
      'Home Assistant n’a pas activé la surveillance. Réessayez, ou faites-le sur la page de l’application.',
  },
  how: 'Comment connecter',
  needsPublic:
    'Cet assistant fonctionne sur internet. Il a donc besoin d’une adresse https publique.',
  copyThis: 'Copier',
  openIn: (name) => `Ouvrir dans ${name}`,
  guides: {
    claude: [
      'Dans Claude, sur le web ou dans son application, ouvrez *Paramètres*, puis *Connecteurs*.',
      'Choisissez *Ajouter un connecteur personnalisé*. Donnez-lui un nom, collez cette adresse, et choisissez *Ajouter* :',
      'Choisissez *Connecter*. Une page de votre maison s’ouvre : identifiez-vous et choisissez ce que Claude peut faire.',
    ],
    chatgpt: [
      'Dans ChatGPT sur le web, ouvrez *Paramètres*, puis *Applications et connecteurs*, puis *Paramètres avancés*, et activez le *Mode développeur*.',
      'Revenez en arrière et choisissez *Créer*. Donnez un nom, laissez *Authentification* sur *OAuth*, et collez ceci comme *URL du serveur MCP* :',
      'Une page de votre maison s’ouvre : identifiez-vous et choisissez ce que ChatGPT peut faire.',
    ],
    claudeCode: [
      'Saisissez ceci dans un terminal :',
      'Lancez Claude Code, saisissez /mcp, choisissez *home*, puis *Authenticate*. Votre navigateur s’ouvre : identifiez-vous et choisissez ce qu’il peut faire.',
    ],
    vscode: [
      'Ouvrez la palette de commandes, choisissez *MCP: Add Server*, puis *HTTP*, et collez l’adresse. Ou inscrivez ceci dans *mcp.json* :',
      'Quand VS Code demande s’il peut s’identifier, acceptez. Votre navigateur s’ouvre : identifiez-vous et choisissez ce qu’il peut faire.',
    ],
    cursor: [
      'Inscrivez ceci dans *~/.cursor/mcp.json* :',
      'Dans les paramètres de Cursor, sous *Tools & MCP*, choisissez *Connect* à côté de *home*. Votre navigateur s’ouvre : identifiez-vous et choisissez ce qu’il peut faire.',
    ],
    gemini: [
      'Saisissez ceci dans un terminal :',
      'Lancez Gemini CLI et saisissez /mcp auth home. Votre navigateur s’ouvre : identifiez-vous et choisissez ce qu’il peut faire.',
    ],
    homeAssistant: [
      'Un Home Assistant peut aussi être un assistant. Il demande un identifiant client et un secret : créez les deux ici, propres à chaque Home Assistant.',
      'Dans cet autre Home Assistant, ouvrez *Paramètres*, puis *Appareils et services*, choisissez *Ajouter une intégration*, puis *Model Context Protocol*, et collez cette adresse :',
      'Saisissez l’identifiant client et le secret quand il les demande, puis identifiez-vous et choisissez ce qu’il peut faire.',
    ],
  },
};
