import type { Words } from '../words.ts';
import { counted, of } from './grammar.ts';

type Call = Parameters<Words['activity']['sentence']['used']>[0];

/** « Claude a allumé Lumière de la cuisine pour Ada », with what is known of it. */
const acting =
  (verb: string) =>
  ({ who, on, person }: Call) =>
    person === '' ? `${who} ${verb} ${on}` : `${who} ${verb} ${on} pour ${person}`;

function using({ who, tool, on, person }: Call): string {
  if (person === '') {
    return on === '' ? `${who} a utilisé « ${tool} »` : `${who} a utilisé « ${tool} » sur ${on}`;
  }
  return on === ''
    ? `${who} a utilisé « ${tool} » pour ${person}`
    : `${who} a utilisé « ${tool} » pour ${person} sur ${on}`;
}

const times = (count: number) => `${count} fois`;
const calls = (count: number) => counted(count, 'appel', 'appels');

export const activity: Words['activity'] = {
  nav: 'Activité',
  /** What was changed in the settings. */
  changes: {
    rule_saved: 'une règle a été enregistrée',
    rule_removed: 'une règle a été supprimée',
    lowered: 'une autorisation a été retirée',
    paused: 'un assistant a été mis en pause',
    resumed: 'un assistant peut continuer',
    disconnected: 'un assistant a été déconnecté',
    disconnected_everything: 'tout a été déconnecté',
    machine_made: 'un programme a été admis',
    machine_secret_replaced: 'un programme a reçu un nouveau secret',
    machine_removed: 'un programme a été supprimé',
    server_added: 'un autre serveur a été ajouté',
    server_changed: 'un autre serveur a été modifié',
    server_removed: 'un autre serveur a été supprimé',
    tools_approved: 'des outils ont été approuvés',
    tool_withdrawn: 'un outil a été mis hors service',
    secret_set: 'un secret a été défini',
    secret_removed: 'un secret a été supprimé',
    sign_in_link: 'un lien d’identification a été créé',
    debug_on: 'le journal des identifications a été activé',
    debug_off: 'le journal des identifications a été désactivé',
    signing_key_rotated: 'une nouvelle clé signe',
    encryption_key_rotated: 'les secrets ont été verrouillés avec une nouvelle clé',
    companion_installed: 'le compagnon a été installé dans Home Assistant',
    companion_removed: 'le compagnon a été retiré de Home Assistant',
    home_restarted: 'Home Assistant a été redémarré',
    companion_secret_shown: 'le secret du compagnon a été affiché',
    address_added: 'une adresse a été ajoutée',
    address_removed: 'une adresse a été retirée',
    home_client_made: 'un Home Assistant a été autorisé',
    home_client_removed: 'un Home Assistant a été supprimé',
    watchdog_on: 'la surveillance a été activée',
  },
  title: 'Activité',
  intro:
    'Ce que les assistants ont fait dans votre maison, pour qui, et avec quel résultat. Latchkey note quels éléments ont été nommés, jamais ce qui a été dit ou répondu d’autre.',
  kept: (days) =>
    days === 1
      ? 'Conservé pendant un jour.'
      : `Conservé pendant ${days} jours, dans la limite des 200 000 entrées les plus récentes.`,
  off: {
    title: 'Rien n’est noté',
    happened:
      'Le journal d’activité est désactivé ; Latchkey ne peut donc pas montrer qui a fait quoi. Ce qui s’y trouvait avant est supprimé.',
    todo: 'Pour l’activer, réglez *audit_days* dans la configuration de l’application (ou MCP_AUDIT_DAYS) sur le nombre de jours à conserver, par exemple 90, et redémarrez Latchkey.',
  },

  chart: {
    title: 'Appels par jour',
    summary: (all, failed, most) =>
      failed === 0
        ? `${calls(all)} au cours des 30 derniers jours, tous réussis. Jour le plus chargé : ${calls(most)}.`
        : `${calls(all)} au cours des 30 derniers jours, dont ${counted(failed, 'échoué ou non autorisé', 'échoués ou non autorisés')}. Jour le plus chargé : ${calls(most)}.`,
    none: 'Aucun assistant n’a rien fait au cours des 30 derniers jours.',
    done: 'Réussi',
    failed: 'Échoué ou non autorisé',
    table: 'La même chose en tableau',
    day: 'Jour',
    worked: 'Réussis',
    notWorked: 'Échoués',
    tools: 'Ce qui sert le plus',
    tool: 'Outil',
    toolLine: (count, failed) =>
      failed === 0 ? calls(count) : `${calls(count)}, dont ${counted(failed, 'échoué', 'échoués')}`,
    server: (tool) => `${tool} (un autre serveur)`,
  },

  failures: {
    title: 'Tentatives ratées',
    intro:
      'Les 7 derniers jours. Quelques-unes sont normales : les assistants présentent une fois un ancien laissez-passer avant de le renouveler, et on fait des fautes de frappe. Un grand nombre depuis une même adresse que vous ne connaissez pas, c’est quelqu’un qui essaie d’entrer.',
    none: 'Aucune au cours des 7 derniers jours.',
    reason: {
      refused: 'Une identification que Home Assistant a refusée',
      expired: 'Une identification avec un jeton expiré',
      malformed: 'Une identification avec quelque chose qui n’est pas un jeton de Home Assistant',
      empty: 'Une identification sans jeton',
      unreachable: 'Une identification alors que Home Assistant ne répondait pas',
      banned: 'Une identification alors que Home Assistant bloquait cette application',
      too_many: 'Une identification juste après beaucoup d’autres, ratées',
      token_refused: 'Un laissez-passer inconnu ou qui n’est plus valable',
      over_limit: 'Bien plus de demandes qu’une maison n’en fait',
    },
    otherReason: 'Une identification qui n’a pas abouti',
    count: times,
    from: (sources) => `depuis ${sources}`,
    through: (name) => `par ${name}`,
    somewhere: 'une adresse inconnue',
    others: 'd’autres adresses',
  },

  filter: {
    title: 'Afficher seulement',
    person: 'Personne',
    everybody: 'Tout le monde',
    assistant: 'Assistant ou programme',
    every: 'Tous',
    kind: 'Quoi',
    outcome: 'Résultat des appels',
    since: 'Depuis le',
    apply: 'Afficher',
    clear: 'Tout afficher',
    kinds: {
      '': 'Tout',
      calls: 'Appels',
      sign_ins: 'Identifications et connexions',
      settings: 'Modifications des paramètres',
      failures: 'Tentatives ratées',
    },
    outcomes: {
      '': 'Tous les résultats',
      done: 'Réussi',
      failed: 'Échoué',
      refused: 'Non autorisé',
      asked: 'En attente d’un oui',
    },
  },

  log: {
    title: 'Journal',
    none: 'Il n’y a encore rien ici. Dès qu’un assistant fait quelque chose, cela s’affiche ici.',
    noneFits: 'Rien ne correspond à votre choix.',
    noneYet:
      'Rien jusqu’ici ne correspond à votre choix. Il y en a peut-être plus loin dans le passé.',
    older: 'Plus anciens',
    newest: 'Revenir aux plus récents',
    download: 'Télécharger en fichier',
    downloadHint:
      'Tout ce qui correspond, du plus ancien au plus récent, un objet JSON par ligne. Il contient des noms et des identifiants de votre maison ; réfléchissez donc à qui vous le donnez.',
    ms: (milliseconds) =>
      milliseconds < 10_000 ? `${milliseconds} ms` : `${Math.round(milliseconds / 1_000)} s`,
    door: (address) => `par ${address}`,
    more: (count) => `${count} de plus`,
    unwritten: (count) =>
      count < 2
        ? `${count} autre du même genre n’a pas été noté`
        : `${count} autres du même genre n’ont pas été notés`,
    somebody: 'Quelqu’un',
    anAssistant: 'Un assistant qui n’existe plus',
    area: (name) => `l’ensemble « ${name} »`,
  },

  outcome: {
    failed: 'Échoué',
    error: 'Erreur de Latchkey',
    refused: 'Non autorisé',
    asked: 'En attente d’un oui',
  },

  said: {
    yes: (way) =>
      way === 'client'
        ? 'Quelqu’un a dit oui dans l’assistant'
        : 'Quelqu’un a dit oui sur son téléphone',
    no: (way) =>
      way === 'nobody'
        ? 'Il n’y avait personne pour dire oui'
        : way === 'client'
          ? 'Personne n’a dit oui dans l’assistant'
          : 'Personne n’a dit oui sur son téléphone',
  },

  sentence: {
    used: using,
    acted: {
      turn_on: acting('a allumé'),
      turn_off: acting('a éteint'),
      toggle: acting('a basculé'),
      open: acting('a ouvert'),
      close: acting('a fermé'),
      stop: acting('a arrêté'),
      lock: acting('a verrouillé'),
      unlock: acting('a déverrouillé'),
    },
    tried: (call) =>
      call.on === ''
        ? `${call.who} a essayé d’utiliser « ${call.tool} »`
        : `${call.who} a essayé d’utiliser « ${call.tool} » sur ${call.on}`,
    prompt: (who, name) => `${who} a pris l’invite « ${name} »`,
    resource: (who, name) => `${who} a lu « ${name} »`,
    allowed: (who, person) => `${person} a donné accès à ${who}`,
    denied: (who) => `Quelqu’un a refusé l’accès à ${who}`,
    signInFailed: (who) =>
      `Quelqu’un qui voulait donner accès à ${who} n’a pas réussi à s’identifier`,
    upstreamSignIn: {
      done: (server) => `L’identification de Latchkey auprès du serveur ${server} est faite`,
      failed: (server) => `L’identification auprès du serveur ${server} n’a pas abouti`,
    },
    registered: (who) => `${who} s’est présenté ; cela seul ne lui donne aucun accès`,
    machineToken: (who) => `Le programme ${who} a reçu un nouveau laissez-passer`,
    ended: {
      revoked_by_client: (who) => `${who} s’est déconnecté de lui-même`,
      code_replayed: (who) =>
        `${who} a été déconnecté, parce que son code d’identification a servi une seconde fois`,
      refresh_replayed: (who) =>
        `${who} a été déconnecté, parce que l’un de ses anciens laissez-passer a resservi et se trouve peut-être en d’autres mains`,
      credential_refused: (who) =>
        `${who} a été déconnecté, parce que Home Assistant n’accepte plus l’identification sur laquelle il reposait`,
      disconnected: (who) => `${who} a été déconnecté`,
      expired: (who) => `${who} a été déconnecté, parce qu’il n’a pas servi depuis longtemps`,
    },
    endedOtherwise: (who) => `La connexion ${of(who)} a pris fin`,
    settings: (person, what) => `${person} a modifié les paramètres : ${what}`,
    refused: {
      token_refused: (count) =>
        `Un laissez-passer inconnu ou qui n’est plus valable a été présenté ${times(count)}`,
      over_limit: (count) =>
        `Il est arrivé bien plus de demandes qu’une maison n’en fait, refusées ${times(count)}`,
    },
    lost: (count) =>
      `Le disque n’a pas suivi, et ${counted(count, 'entrée de ce journal a été perdue', 'entrées de ce journal ont été perdues')}`,
    other: (what) => `Latchkey a noté : ${what}`,
  },
};
