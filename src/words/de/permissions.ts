import type { Words } from '../words.ts';

/** Permissions: what assistants may see and do, for everybody, a person or an assistant. */
export const permissions: Words['permissions'] = {
  nav: 'Berechtigungen',
  title: 'Berechtigungen',
  intro:
    'Was Assistenten in deinem Zuhause sehen und tun dürfen. Alle Regeln gelten zusammen: Was eine verwehrt, gibt keine Regel eines Assistenten zurück.',
  done: {
    saved: 'Die Regel ist gespeichert. Sie gilt ab der nächsten Anfrage.',
    removed: 'Die Regel ist entfernt. Das gilt ab der nächsten Anfrage.',
    nothing: 'Nichts ist ausgewählt, deshalb gibt es jetzt keine Regel.',
  },

  everybody: 'Alle',
  everybodyHint: 'Egal, wer einen Assistenten benutzt und welcher es ist.',
  people: 'Personen',
  noPeople: 'Noch hat niemand einen Assistenten verbunden.',
  otherPeople: 'Personen, die keinen Assistenten verbunden haben',
  assistants: 'Assistenten und Programme',
  noAssistants: 'Noch ist kein Assistent verbunden.',
  notConnected: 'Zurzeit nicht verbunden.',
  program: 'Ein Programm, das du in der Konfiguration aufgeführt hast.',
  usedBy: (names) => `Benutzt von ${names}.`,
  edit: 'Ändern',
  editOf: (name) => `Ändern, was hier gilt: ${name}`,
  back: 'Alle Berechtigungen',

  fixed: {
    title: 'In der Konfiguration festgelegt',
    intro:
      'Das gilt für alle, egal was hier ausgewählt ist. Ändern lässt es sich nur dort, wo Latchkey konfiguriert wird, und danach ist ein Neustart nötig.',
    readOnly: 'Niemand darf etwas ändern.',
    exposedOnly: 'Alle sehen nur, was für Assist verfügbar gemacht ist.',
    notExposedOnly:
      'Wer nicht Administrator ist, sieht auch, was nicht für Assist verfügbar gemacht ist, wenn keine Regel hier etwas anderes sagt.',
    sensitive: (words) => `Vorher nachgefragt wird bei: ${words}.`,
    where: (option, variable) => `Option ${option} oder ${variable}.`,
  },

  summary: {
    none: 'Keine eigene Regel.',
    readOnly: 'Nur ansehen.',
    scopes: (names) => `Höchstens: ${names}.`,
    exposed: 'Nur, was für Assist verfügbar gemacht ist.',
    unexposed: 'Auch, was nicht für Assist verfügbar gemacht ist.',
    areas: (count) => (count === 1 ? 'Nur ein Bereich.' : `Nur ${count} Bereiche.`),
    domains: (count) =>
      count === 1 ? 'Nur eine Art von Dingen.' : `Nur ${count} Arten von Dingen.`,
    labels: (count) => (count === 1 ? 'Nur ein Label.' : `Nur ${count} Labels.`),
    entities: (count) =>
      count === 1 ? 'Nur ein einzeln genanntes Ding.' : `Nur ${count} einzeln genannte Dinge.`,
    sensitive: (words) => `Vorher nachgefragt wird bei: ${words}.`,
    withoutAsking: (words) => `Nicht nachgefragt wird bei: ${words}.`,
    more: (count) => `${count} mehr`,
  },
  sees: (seen, total) =>
    seen === 0
      ? 'Sichtbar: nichts im Zuhause.'
      : seen === total
        ? `Sichtbar: alles im Zuhause (${total}).`
        : `Sichtbar: ${seen} von ${total} Dingen.`,
  seesBetween: (least, most, total) =>
    `Sichtbar: ${least} bis ${most} von ${total} Dingen, je nachdem, wer es benutzt.`,

  alsoHolds: {
    title: 'Das gilt auch',
    everybody: (summary) => `Für alle: ${summary}`,
    person: (name, summary) => `Für ${name}: ${summary}`,
  },

  preview: {
    now: 'Was das jetzt bedeutet',
    would: 'Was das bedeuten würde',
    notSaved: 'Das ist noch nicht gespeichert.',
    away: 'Home Assistant antwortet nicht. Deshalb lässt sich gerade nicht zeigen, was eine Regel bedeutet. Ändern kannst du sie trotzdem.',
    administrators: 'Administratoren',
    others: 'Personen, die nicht Administrator sind',
    itself: 'Das Programm selbst',
    morePeople: (count) =>
      count === 1 ? 'Eine weitere Person benutzt es.' : `${count} weitere Personen benutzen es.`,
    controls: (count) =>
      count === 0
        ? 'Steuern lässt sich nichts davon.'
        : count === 1
          ? 'Steuern lässt sich eines davon.'
          : `Steuern lassen sich ${count} davon.`,
    asks: (count) =>
      count === 0
        ? 'Vorher nachgefragt wird bei nichts.'
        : count === 1
          ? 'Bei einem Ding wird vorher nachgefragt:'
          : `Bei ${count} Dingen wird vorher nachgefragt:`,
    scripts:
      'In Skripte und Automationen wird hineingesehen, wenn sie ausgeführt werden: Würde eines eine Tür entriegeln, wird auch dort nachgefragt.',
    seenList: 'Was sichtbar ist',
    noArea: 'Ohne Bereich',
    inArea: (area, count) => `${area} (${count})`,
    more: (count) => `und ${count} mehr`,
    moreAreas: (count) =>
      count === 1
        ? 'Ein weiterer Bereich wird nicht gezeigt.'
        : `${count} weitere Bereiche werden nicht gezeigt.`,
  },

  form: {
    title: 'Die Regel',
    changes: 'Dinge verändern',
    readOnly: 'Nur ansehen',
    readOnlyHint:
      'Nichts wird geschaltet, geöffnet oder geändert. Andere Server hinter Latchkey lassen sich gar nicht nutzen.',
    scopes: 'Höchstens diese Berechtigungen',
    scopesHint:
      'Nichts angekreuzt: alles, was beim Verbinden des Assistenten erlaubt wurde. Steuern schließt Ansehen ein, und Einstellungen schließen beides ein.',
    exposed: 'Für Assist verfügbar gemacht',
    exposedHint: 'In Home Assistant: Einstellungen, Sprachassistenten, Verfügbarkeit.',
    asUsual: 'Wie üblich',
    asUsualHint:
      'Administratoren sehen alles; andere Personen sehen, was für Assist verfügbar gemacht ist.',
    onlyExposed: 'Nur, was für Assist verfügbar gemacht ist',
    onlyExposedHint: 'Auch für Administratoren.',
    allExposed: 'Auch, was nicht für Assist verfügbar gemacht ist',
    allExposedHint: 'Auch für Personen, die nicht Administrator sind.',
    asUsualClient: 'Was die Person sehen darf, die den Assistenten benutzt',
    things: 'Nur diese Dinge',
    thingsHint:
      'Eine leere Liste begrenzt nichts. Wo mehrere Listen benutzt werden, muss ein Ding in allen stehen: Küche und Lichter zusammen lassen die Lichter der Küche übrig.',
    areas: 'Bereiche',
    domains: 'Arten von Dingen',
    labels: 'Labels',
    labelsHint: 'Des Dings selbst, seines Geräts oder seines Bereichs.',
    entities: 'Einzelne Dinge',
    entitiesHint: 'Entitäts-IDs wie light.kitchen, eine pro Zeile.',
    chosen: (title, count) => `${title} (${count} ausgewählt)`,
    gone: (id) => `${id}, zurzeit nicht vorhanden`,
    withCount: (name, count) => `${name} (${count})`,
    asking: 'Vorher nachfragen',
    askingHint:
      'Bei Schlössern, Alarmanlagen, Garagentoren, anderen Toren, Ventilen und Sirenen wird immer nachgefragt, außer du bestimmst unten etwas anderes. Beim Verriegeln, Scharfschalten und Stoppen nicht.',
    sensitive: 'Auch nachfragen bei',
    withoutAsking: 'Nicht nachfragen bei',
    wordsHint:
      'Entitäts-IDs, Arten oder Aktionen wie switch.boiler, vacuum oder script.leave, je eine pro Zeile.',
    withoutHint:
      'In denselben Worten. Das geschieht dann ohne Rückfrage, außer eine andere Regel verlangt sie.',
    save: 'Speichern',
    preview: 'Zeigen, was das bedeuten würde',
  },
  scopes: {
    look: 'ansehen',
    control: 'steuern',
    configure: 'Einstellungen ändern',
    energy: 'Energieverbrauch lesen',
    server: (name) => `den Server ${name} nutzen`,
  },
  scopeChoices: {
    look: 'Das Zuhause ansehen',
    control: 'Dinge steuern',
    configure: 'Einstellungen des Zuhauses ändern',
    energy: 'Energieverbrauch lesen',
    server: (name) => `Den Server ${name} nutzen`,
  },

  remove: {
    title: 'Diese Regel entfernen',
    hint: 'Was sie verwehrt, lässt sich dann wieder sehen und tun, soweit die anderen Regeln es erlauben.',
    button: (name) => `Diese Regel entfernen: ${name}`,
  },

  problems: {
    entity: (word) =>
      `„${word}“ ist keine Entitäts-ID. Schreib sie wie light.kitchen. Nichts wurde gespeichert.`,
    word: (word) =>
      `„${word}“ ist keine Entitäts-ID, Art oder Aktion. Schreib sie wie switch.boiler, vacuum oder script.leave. Nichts wurde gespeichert.`,
    tooMany: (limit) =>
      `Eine Liste fasst höchstens ${limit} Zeilen. Wähle stattdessen Bereiche oder Labels. Nichts wurde gespeichert.`,
    gone: 'Etwas, das du angekreuzt hast, gibt es im Zuhause nicht mehr. Sieh die Listen durch und speichere noch einmal. Nichts wurde gespeichert.',
  },
  unknown: {
    entity: (id) => `${id} gibt es im Zuhause nicht.`,
    near: (id, near) => `${id} gibt es im Zuhause nicht. Meintest du ${near}?`,
    word: (word) => `Nichts im Zuhause heißt ${word}.`,
    wordNear: (word, near) => `Nichts im Zuhause heißt ${word}. Meintest du ${near}?`,
    more: (count) =>
      count === 1
        ? `${count} weiteres gibt es im Zuhause nicht.`
        : `${count} weitere gibt es im Zuhause nicht.`,
  },
  kinds: {
    alarm_control_panel: 'Alarmanlagen',
    automation: 'Automationen',
    binary_sensor: 'Sensoren, die Ja oder Nein sagen',
    button: 'Tasten',
    calendar: 'Kalender',
    camera: 'Kameras',
    climate: 'Heizung und Kühlung',
    cover: 'Rollläden, Jalousien und Garagentore',
    device_tracker: 'Wo Geräte sind',
    event: 'Ereignisse',
    fan: 'Ventilatoren',
    group: 'Gruppen',
    humidifier: 'Luftbefeuchter',
    image: 'Bilder',
    input_boolean: 'Helfer: Schalter',
    input_button: 'Helfer: Tasten',
    input_datetime: 'Helfer: Zeiten',
    input_number: 'Helfer: Zahlen',
    input_select: 'Helfer: Auswahlen',
    input_text: 'Helfer: Texte',
    lawn_mower: 'Rasenmäher',
    light: 'Lichter',
    lock: 'Schlösser',
    media_player: 'Mediaplayer',
    notify: 'Benachrichtigungen',
    number: 'Zahlen',
    person: 'Wo Personen sind',
    remote: 'Fernbedienungen',
    scene: 'Szenen',
    script: 'Skripte',
    select: 'Auswahlen',
    sensor: 'Sensoren',
    siren: 'Sirenen',
    sun: 'Die Sonne',
    switch: 'Schalter',
    timer: 'Timer',
    todo: 'To-do-Listen',
    update: 'Updates',
    vacuum: 'Staubsauger',
    valve: 'Ventile',
    water_heater: 'Warmwasserbereiter',
    weather: 'Wetter',
    zone: 'Zonen',
  },
};
