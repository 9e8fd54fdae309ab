import type { Words } from '../words.ts';

/** Permissions: what assistants may see and do, for everybody, a person or an assistant. */
export const permissions: Words['permissions'] = {
  nav: 'Rechten',
  title: 'Rechten',
  intro:
    'Wat assistenten in je huis mogen zien en doen. Alle regels gelden samen: wat de ene regel wegneemt, geeft een regel van een assistent niet terug.',
  done: {
    saved: 'De regel is opgeslagen. Die geldt vanaf het volgende verzoek.',
    removed: 'De regel is verwijderd. Dat geldt vanaf het volgende verzoek.',
    nothing: 'Er is niets gekozen, dus er is nu geen regel.',
  },

  everybody: 'Iedereen',
  everybodyHint: 'Wie er ook een assistent gebruikt, en welke dat ook is.',
  people: 'Personen',
  noPeople: 'Nog niemand heeft een assistent verbonden.',
  otherPeople: 'Personen die geen assistent hebben verbonden',
  assistants: 'Assistenten en programma’s',
  noAssistants: 'Er is nog geen assistent verbonden.',
  notConnected: 'Nu niet verbonden.',
  program: 'Een programma dat je in de configuratie hebt gezet.',
  usedBy: (names: string) => `Gebruikt door ${names}.`,
  edit: 'Wijzigen',
  editOf: (name: string) => `Wijzigen wat geldt voor ${name}`,
  back: 'Alle rechten',

  fixed: {
    title: 'Ingesteld in de configuratie',
    intro:
      'Dit geldt voor iedereen, wat hier ook is gekozen. Je kunt het alleen wijzigen waar Latchkey is geconfigureerd, en daarna is een herstart nodig.',
    readOnly: 'Niemand mag iets wijzigen.',
    exposedOnly: 'Iedereen ziet alleen wat voor Assist is ontsloten.',
    notExposedOnly:
      'Wie geen beheerder is, ziet ook wat niet voor Assist is ontsloten, tenzij een regel hier iets anders zegt.',
    sensitive: (words: string) => `Eerst vragen bij: ${words}.`,
    where: (option: string, variable: string) => `Optie ${option}, of ${variable}.`,
  },

  summary: {
    none: 'Geen eigen regel.',
    readOnly: 'Mag alleen kijken.',
    scopes: (names: string) => `Hooguit: ${names}.`,
    exposed: 'Alleen wat voor Assist is ontsloten.',
    unexposed: 'Ook wat niet voor Assist is ontsloten.',
    areas: (count: number) => (count === 1 ? 'Maar één ruimte.' : `Alleen ${count} ruimtes.`),
    domains: (count: number) =>
      count === 1 ? 'Maar één soort dingen.' : `Alleen ${count} soorten dingen.`,
    labels: (count: number) => (count === 1 ? 'Maar één label.' : `Alleen ${count} labels.`),
    entities: (count: number) =>
      count === 1 ? 'Maar één ding, bij naam.' : `Alleen ${count} dingen, bij naam.`,
    sensitive: (words: string) => `Vraagt eerst bij ${words}.`,
    withoutAsking: (words: string) => `Vraagt niet bij ${words}.`,
    more: (count: number) => `nog ${count}`,
  },
  sees: (seen: number, total: number) =>
    seen === 0
      ? 'Ziet niets van het huis.'
      : seen === total
        ? total === 1
          ? 'Ziet het enige ding.'
          : `Ziet alle ${total} dingen.`
        : `Ziet ${seen} van de ${total} dingen.`,
  seesBetween: (least: number, most: number, total: number) =>
    `Ziet ${least} tot ${most} van de ${total} dingen; dat hangt ervan af voor wie.`,

  alsoHolds: {
    title: 'Dit geldt ook',
    everybody: (summary: string) => `Voor iedereen: ${summary}`,
    person: (name: string, summary: string) => `Voor ${name}: ${summary}`,
  },

  preview: {
    now: 'Wat dit nu betekent',
    would: 'Wat dit zou betekenen',
    notSaved: 'Dit is nog niet opgeslagen.',
    away: 'Home Assistant antwoordt niet, dus wat een regel betekent, is nu niet te zien. Wijzigen kan wel.',
    administrators: 'Beheerders',
    others: 'Personen die geen beheerder zijn',
    itself: 'Het programma zelf',
    morePeople: (count: number) =>
      count === 1 ? 'Nog één persoon gebruikt dit.' : `Nog ${count} personen gebruiken dit.`,
    controls: (count: number) =>
      count === 0
        ? 'Kan niets bedienen.'
        : count === 1
          ? 'Kan er één van bedienen.'
          : `Kan er ${count} van bedienen.`,
    asks: (count: number) =>
      count === 0
        ? 'Er wordt bij niets eerst gevraagd.'
        : count === 1
          ? 'Bij één ding wordt eerst gevraagd:'
          : `Bij ${count} dingen wordt eerst gevraagd:`,
    scripts:
      'Scripts en automatiseringen worden bekeken wanneer ze worden uitgevoerd: zou er een deur door ontgrendeld worden, dan wordt ook dat eerst gevraagd.',
    seenList: 'Wat er te zien is',
    noArea: 'Zonder ruimte',
    inArea: (area: string, count: number) => `${area} (${count})`,
    more: (count: number) => `en nog ${count}`,
    moreAreas: (count: number) =>
      count === 1
        ? 'Nog één ruimte wordt niet getoond.'
        : `Nog ${count} ruimtes worden niet getoond.`,
  },

  form: {
    title: 'De regel',
    changes: 'Dingen wijzigen',
    readOnly: 'Mag alleen kijken',
    readOnlyHint:
      'Er wordt niets geschakeld, geopend of gewijzigd. Andere servers achter Latchkey zijn helemaal niet te gebruiken.',
    scopes: 'Hooguit deze rechten',
    scopesHint:
      'Niets aangevinkt: alles wat bij het verbinden van de assistent is toegestaan. Bij bedienen hoort ook kijken, en bij instellen allebei.',
    exposed: 'Ontsloten voor Assist',
    exposedHint: 'In Home Assistant: Instellingen, Spraakassistenten, Ontsluit.',
    asUsual: 'Zoals gewoonlijk',
    asUsualHint: 'Beheerders zien alles; anderen zien wat voor Assist is ontsloten.',
    onlyExposed: 'Alleen wat voor Assist is ontsloten',
    onlyExposedHint: 'Ook voor beheerders.',
    allExposed: 'Ook wat niet voor Assist is ontsloten',
    allExposedHint: 'Ook voor wie geen beheerder is.',
    asUsualClient: 'Alles wat de persoon die hem gebruikt mag zien',
    things: 'Alleen deze dingen',
    thingsHint:
      'Een lijst waarin niets is gekozen, beperkt niets. Gebruik je meer lijsten, dan moet een ding in allemaal staan: Keuken en Lampen samen laten de lampen in de keuken over.',
    areas: 'Ruimtes',
    domains: 'Soorten dingen',
    labels: 'Labels',
    labelsHint: 'Van het ding zelf, zijn apparaat of zijn ruimte.',
    entities: 'Losse dingen',
    entitiesHint: 'Entiteits-ID’s zoals light.kitchen, één per regel.',
    chosen: (title: string, count: number) => `${title} (${count} gekozen)`,
    gone: (id: string) => `${id}, dat er nu niet is`,
    withCount: (name: string, count: number) => `${name} (${count})`,
    asking: 'Eerst vragen',
    askingHint:
      'Bij sloten, alarmen, garagedeuren, poorten, kleppen en sirenes wordt altijd eerst gevraagd, tenzij je hieronder iets anders zegt. Bij vergrendelen, inschakelen en stoppen niet.',
    sensitive: 'Ook vragen bij',
    withoutAsking: 'Niet vragen bij',
    wordsHint:
      'Entiteits-ID’s, soorten of acties zoals switch.boiler, vacuum of script.leave, één per regel.',
    withoutHint:
      'In dezelfde woorden. Dit gebeurt dan zonder te vragen, tenzij een andere regel erom vraagt.',
    save: 'Opslaan',
    preview: 'Tonen wat het zou betekenen',
  },
  scopes: {
    look: 'kijken',
    control: 'bedienen',
    configure: 'instellingen wijzigen',
    energy: 'energieverbruik lezen',
    server: (name: string) => `de server ${name} gebruiken`,
  },
  scopeChoices: {
    look: 'In het huis kijken',
    control: 'Dingen bedienen',
    configure: 'Instellingen van het huis wijzigen',
    energy: 'Energieverbruik lezen',
    server: (name: string) => `De server ${name} gebruiken`,
  },

  remove: {
    title: 'Deze regel verwijderen',
    hint: 'Wat de regel tegenhoudt, is dan weer te zien en te doen, voor zover de andere regels dat toestaan.',
    button: (name: string) => `De regel voor ${name} verwijderen`,
  },

  problems: {
    entity: (word: string) =>
      `“${word}” is geen entiteits-ID. Schrijf het zoals light.kitchen. Er is niets opgeslagen.`,
    word: (word: string) =>
      `“${word}” is geen entiteits-ID, soort of actie. Schrijf het zoals switch.boiler, vacuum of script.leave. Er is niets opgeslagen.`,
    tooMany: (limit: number) =>
      `In een lijst passen hooguit ${limit} regels. Kies liever ruimtes of labels. Er is niets opgeslagen.`,
    gone: 'Iets dat je hebt aangevinkt, is niet meer in het huis. Bekijk de lijsten en sla opnieuw op. Er is niets opgeslagen.',
  },
  unknown: {
    entity: (id: string) => `${id} is niet in het huis.`,
    near: (id: string, near: string) => `${id} is niet in het huis. Bedoelde je ${near}?`,
    word: (word: string) => `Niets in het huis heet ${word}.`,
    wordNear: (word: string, near: string) =>
      `Niets in het huis heet ${word}. Bedoelde je ${near}?`,
    more: (count: number) =>
      count === 1 ? 'Nog 1 is niet in het huis.' : `Nog ${count} zijn niet in het huis.`,
  },
  kinds: {
    alarm_control_panel: 'Alarmen',
    automation: 'Automatiseringen',
    binary_sensor: 'Sensoren die ja of nee zeggen',
    button: 'Knoppen',
    calendar: 'Agenda’s',
    camera: 'Camera’s',
    climate: 'Verwarming en koeling',
    cover: 'Zonwering, rolluiken en garagedeuren',
    device_tracker: 'Waar apparaten zijn',
    event: 'Gebeurtenissen',
    fan: 'Ventilatoren',
    group: 'Groepen',
    humidifier: 'Luchtbevochtigers',
    image: 'Afbeeldingen',
    input_boolean: 'Helpers: schakelaars',
    input_button: 'Helpers: knoppen',
    input_datetime: 'Helpers: tijden',
    input_number: 'Helpers: getallen',
    input_select: 'Helpers: keuzes',
    input_text: 'Helpers: teksten',
    lawn_mower: 'Robotmaaiers',
    light: 'Lampen',
    lock: 'Sloten',
    media_player: 'Mediaspelers',
    notify: 'Meldingen',
    number: 'Getallen',
    person: 'Waar personen zijn',
    remote: 'Afstandsbedieningen',
    scene: 'Scènes',
    script: 'Scripts',
    select: 'Keuzes',
    sensor: 'Sensoren',
    siren: 'Sirenes',
    sun: 'De zon',
    switch: 'Schakelaars',
    timer: 'Timers',
    todo: 'Takenlijsten',
    update: 'Updates',
    vacuum: 'Stofzuigers',
    valve: 'Kleppen',
    water_heater: 'Boilers',
    weather: 'Weer',
    zone: 'Zones',
  },
};
