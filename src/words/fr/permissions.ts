import type { Words } from '../words.ts';
import { counted } from './grammar.ts';

const things = (count: number) => counted(count, 'élément', 'éléments');

export const permissions: Words['permissions'] = {
  nav: 'Autorisations',
  title: 'Autorisations',
  intro:
    'Ce que les assistants peuvent voir et faire dans votre maison. Toutes les règles valent ensemble : ce que l’une retire, aucune règle d’un assistant ne le rend.',
  done: {
    saved: 'La règle est enregistrée. Elle vaut dès la prochaine demande.',
    removed: 'La règle est supprimée. Cela vaut dès la prochaine demande.',
    nothing: 'Rien n’est choisi ; il n’y a donc plus de règle.',
  },

  everybody: 'Tout le monde',
  everybodyHint: 'Quelle que soit la personne, et quel que soit l’assistant qu’elle utilise.',
  people: 'Personnes',
  noPeople: 'Personne n’a encore connecté d’assistant.',
  otherPeople: 'Personnes qui n’ont pas connecté d’assistant',
  assistants: 'Assistants et programmes',
  noAssistants: 'Aucun assistant n’est encore connecté.',
  notConnected: 'Pas connecté en ce moment.',
  program: 'Un programme que vous avez inscrit dans la configuration.',
  usedBy: (names) => `Utilisé par ${names}.`,
  edit: 'Modifier',
  editOf: (name) => `Modifier ce qui vaut pour ${name}`,
  back: 'Toutes les autorisations',

  fixed: {
    title: 'Fixé dans la configuration',
    intro:
      'Cela vaut pour tout le monde, quoi que l’on choisisse ici. Cela ne se modifie que là où Latchkey est configuré, et demande un redémarrage.',
    readOnly: 'Personne ne peut rien modifier.',
    exposedOnly: 'Tout le monde voit seulement ce qui est exposé à Assist.',
    notExposedOnly:
      'Les personnes qui ne sont pas administrateurs voient aussi ce qui n’est pas exposé à Assist, sauf si une règle d’ici en décide autrement.',
    sensitive: (words) => `Confirmation demandée pour : ${words}.`,
    where: (option, variable) => `Option ${option}, ou ${variable}.`,
  },

  summary: {
    none: 'Pas de règle propre.',
    readOnly: 'Peut seulement consulter.',
    scopes: (names) => `Au plus : ${names}.`,
    exposed: 'Seulement ce qui est exposé à Assist.',
    unexposed: 'Aussi ce qui n’est pas exposé à Assist.',
    areas: (count) =>
      count === 1 ? 'Une seule pièce.' : `Seulement ${counted(count, 'pièce', 'pièces')}.`,
    domains: (count) =>
      count === 1
        ? 'Un seul type d’éléments.'
        : `Seulement ${counted(count, 'type', 'types')} d’éléments.`,
    labels: (count) =>
      count === 1
        ? 'Une seule étiquette.'
        : `Seulement ${counted(count, 'étiquette', 'étiquettes')}.`,
    entities: (count) =>
      count === 1
        ? 'Un seul élément, désigné par son nom.'
        : `Seulement ${things(count)}, désignés par leur nom.`,
    sensitive: (words) => `Demande confirmation pour : ${words}.`,
    withoutAsking: (words) => `Ne demande pas confirmation pour : ${words}.`,
    more: (count) => `${count} de plus`,
  },
  sees: (seen, total) =>
    seen === 0
      ? 'Ne voit rien de la maison.'
      : seen === total
        ? `Voit tout, soit ${things(total)}.`
        : `Voit ${things(seen)} sur ${total}.`,
  seesBetween: (least, most, total) =>
    `Voit de ${least} à ${things(most)} sur ${total}, selon la personne qui l’utilise.`,

  alsoHolds: {
    title: 'Ces règles valent aussi',
    everybody: (summary) => `Pour tout le monde : ${summary}`,
    person: (name, summary) => `Pour ${name} : ${summary}`,
  },

  preview: {
    now: 'Ce que cela donne maintenant',
    would: 'Ce que cela donnerait',
    notSaved: 'Ce n’est pas encore enregistré.',
    away: 'Home Assistant ne répond pas ; l’effet d’une règle ne peut donc pas être montré maintenant. Vous pouvez quand même la modifier.',
    administrators: 'Administrateurs',
    others: 'Personnes qui ne sont pas administrateurs',
    itself: 'Le programme lui-même',
    morePeople: (count) =>
      count === 1
        ? 'Une autre personne l’utilise.'
        : `${counted(count, 'autre personne l’utilise', 'autres personnes l’utilisent')}.`,
    controls: (count) =>
      count === 0 ? 'Ne peut rien commander.' : `Peut en commander ${count === 1 ? 'un' : count}.`,
    asks: (count) =>
      count === 0
        ? 'Aucune confirmation n’est demandée.'
        : count === 1
          ? 'Confirmation demandée pour un élément :'
          : `Confirmation demandée pour ${things(count)} :`,
    scripts:
      'Les scripts et les automatisations sont examinés au moment de leur lancement : si l’un d’eux allait déverrouiller une porte, une confirmation serait demandée aussi.',
    seenList: 'Ce qui est visible',
    noArea: 'Sans pièce',
    inArea: (area, count) => `${area} (${count})`,
    more: (count) => `et ${count} de plus`,
    moreAreas: (count) =>
      count === 1
        ? 'Une autre pièce n’est pas affichée.'
        : `${counted(count, 'autre pièce n’est pas affichée', 'autres pièces ne sont pas affichées')}.`,
  },

  form: {
    title: 'La règle',
    changes: 'Agir et modifier',
    readOnly: 'Peut seulement consulter',
    readOnlyHint:
      'Rien n’est allumé, ouvert ni modifié. Les autres serveurs derrière Latchkey ne peuvent pas être utilisés du tout.',
    scopes: 'Au plus ces autorisations',
    scopesHint:
      'Si rien n’est coché : ce qui a été autorisé à la connexion de l’assistant. Commander comprend consulter, et modifier les paramètres comprend les deux.',
    exposed: 'Exposé à Assist',
    exposedHint: 'Dans Home Assistant : Paramètres, Assistants vocaux, Exposer.',
    asUsual: 'Comme d’habitude',
    asUsualHint:
      'Les administrateurs voient tout ; les autres personnes voient ce qui est exposé à Assist.',
    onlyExposed: 'Seulement ce qui est exposé à Assist',
    onlyExposedHint: 'Pour les administrateurs aussi.',
    allExposed: 'Aussi ce qui n’est pas exposé à Assist',
    allExposedHint: 'Pour les personnes qui ne sont pas administrateurs aussi.',
    asUsualClient: 'Tout ce que la personne qui l’utilise peut voir',
    things: 'Seulement ces éléments',
    thingsHint:
      'Une liste vide ne limite rien. Quand plusieurs listes sont remplies, un élément doit figurer dans toutes : Cuisine et Lumières ensemble laissent les lumières de la cuisine.',
    areas: 'Pièces',
    domains: 'Types d’éléments',
    labels: 'Étiquettes',
    labelsHint: 'De l’élément lui-même, de son appareil ou de sa pièce.',
    entities: 'Éléments un par un',
    entitiesHint: 'Des identifiants d’entité comme light.kitchen, un par ligne.',
    chosen: (title, count) => `${title} (${counted(count, 'choix', 'choix')})`,
    gone: (id) => `${id}, qui n’est pas là en ce moment`,
    withCount: (name, count) => `${name} (${count})`,
    asking: 'Demander confirmation',
    askingHint:
      'Pour les serrures, les alarmes, les portes de garage, les portails, les vannes et les sirènes, une confirmation est toujours demandée, sauf si vous en décidez autrement ci-dessous. Pas pour verrouiller, armer ou arrêter.',
    sensitive: 'Demander aussi confirmation pour',
    withoutAsking: 'Ne pas demander confirmation pour',
    wordsHint:
      'Des identifiants d’entité, des types ou des actions comme switch.boiler, vacuum ou script.leave, un par ligne.',
    withoutHint:
      'Écrit de la même façon. Cela se fait alors sans confirmation, sauf si une autre règle en demande une.',
    save: 'Enregistrer',
    preview: 'Montrer ce que cela donnerait',
  },
  scopes: {
    look: 'consulter',
    control: 'commander',
    configure: 'modifier les paramètres',
    energy: 'lire la consommation d’énergie',
    server: (name) => `utiliser le serveur ${name}`,
  },
  scopeChoices: {
    look: 'Consulter la maison',
    control: 'Commander des éléments',
    configure: 'Modifier les paramètres de la maison',
    energy: 'Lire la consommation d’énergie',
    server: (name) => `Utiliser le serveur ${name}`,
  },

  remove: {
    title: 'Supprimer cette règle',
    hint: 'Ce qu’elle retire pourra de nouveau être vu et fait, dans la mesure où les autres règles le permettent.',
    button: (name) => `Supprimer la règle pour ${name}`,
  },

  problems: {
    entity: (word) =>
      `« ${word} » n’est pas un identifiant d’entité. Écrivez-le comme light.kitchen. Rien n’a été enregistré.`,
    word: (word) =>
      `« ${word} » n’est ni un identifiant d’entité, ni un type, ni une action. Écrivez-le comme switch.boiler, vacuum ou script.leave. Rien n’a été enregistré.`,
    tooMany: (limit) =>
      `Une liste peut contenir ${limit} lignes au plus. Choisissez plutôt des pièces ou des étiquettes. Rien n’a été enregistré.`,
    gone: 'Un élément que vous avez coché n’est plus dans la maison. Vérifiez les listes et enregistrez de nouveau. Rien n’a été enregistré.',
  },
  unknown: {
    entity: (id) => `${id} n’est pas dans la maison.`,
    near: (id, near) => `${id} n’est pas dans la maison. Vouliez-vous dire ${near} ?`,
    word: (word) => `Rien dans la maison ne s’appelle ${word}.`,
    wordNear: (word, near) =>
      `Rien dans la maison ne s’appelle ${word}. Vouliez-vous dire ${near} ?`,
    more: (count) => `${counted(count, 'autre n’est pas', 'autres ne sont pas')} dans la maison.`,
  },
  kinds: {
    alarm_control_panel: 'Alarmes',
    automation: 'Automatisations',
    binary_sensor: 'Capteurs qui disent oui ou non',
    button: 'Boutons',
    calendar: 'Calendriers',
    camera: 'Caméras',
    climate: 'Chauffage et climatisation',
    cover: 'Volets, stores et portes de garage',
    device_tracker: 'Où sont les appareils',
    event: 'Événements',
    fan: 'Ventilateurs',
    group: 'Groupes',
    humidifier: 'Humidificateurs',
    image: 'Images',
    input_boolean: 'Entrées : interrupteurs',
    input_button: 'Entrées : boutons',
    input_datetime: 'Entrées : dates et heures',
    input_number: 'Entrées : nombres',
    input_select: 'Entrées : listes de choix',
    input_text: 'Entrées : textes',
    lawn_mower: 'Tondeuses',
    light: 'Lumières',
    lock: 'Serrures',
    media_player: 'Lecteurs multimédias',
    notify: 'Notifications',
    number: 'Nombres',
    person: 'Où sont les personnes',
    remote: 'Télécommandes',
    scene: 'Scènes',
    script: 'Scripts',
    select: 'Listes de choix',
    sensor: 'Capteurs',
    siren: 'Sirènes',
    sun: 'Le soleil',
    switch: 'Interrupteurs',
    timer: 'Minuteurs',
    todo: 'Listes de tâches',
    update: 'Mises à jour',
    vacuum: 'Aspirateurs',
    valve: 'Vannes',
    water_heater: 'Chauffe-eau',
    weather: 'Météo',
    zone: 'Zones',
  },
};
