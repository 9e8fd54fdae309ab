/** Permissions: what assistants may see and do, for everybody, a person or an assistant. */
export const permissions = {
  nav: 'Permissions',
  title: 'Permissions',
  intro:
    'What assistants may see and do in your home. All rules hold together: what one keeps away, no rule of an assistant gives back.',
  done: {
    saved: 'The rule is saved. It holds from the next request on.',
    removed: 'The rule is removed. That holds from the next request on.',
    nothing: 'Nothing is chosen, so there is no rule now.',
  },

  everybody: 'Everybody',
  everybodyHint: 'Whoever uses an assistant, and whichever it is.',
  people: 'People',
  noPeople: 'Nobody has connected an assistant yet.',
  otherPeople: 'People who have not connected an assistant',
  assistants: 'Assistants and programs',
  noAssistants: 'No assistant is connected yet.',
  notConnected: 'Not connected now.',
  program: 'A program that you listed in the configuration.',
  usedBy: (names: string) => `Used by ${names}.`,
  edit: 'Change',
  editOf: (name: string) => `Change what holds for ${name}`,
  back: 'All permissions',

  fixed: {
    title: 'Set in the configuration',
    intro:
      'This holds for everybody, whatever is chosen here. It can only be changed where Latchkey is configured, and needs a restart.',
    readOnly: 'Nobody may change anything.',
    exposedOnly: 'Everybody sees only what is exposed to Assist.',
    notExposedOnly:
      'People who are not administrators also see what is not exposed to Assist, unless a rule here says otherwise.',
    sensitive: (words: string) => `Asked about first: ${words}.`,
    where: (option: string, variable: string) => `Option ${option}, or ${variable}.`,
  },

  summary: {
    none: 'No rule of its own.',
    readOnly: 'May only look.',
    scopes: (names: string) => `At most: ${names}.`,
    exposed: 'Only what is exposed to Assist.',
    unexposed: 'Also what is not exposed to Assist.',
    areas: (count: number) => (count === 1 ? 'Only one area.' : `Only ${count} areas.`),
    domains: (count: number) =>
      count === 1 ? 'Only one kind of thing.' : `Only ${count} kinds of things.`,
    labels: (count: number) => (count === 1 ? 'Only one label.' : `Only ${count} labels.`),
    entities: (count: number) =>
      count === 1 ? 'Only one thing by its name.' : `Only ${count} things by their names.`,
    sensitive: (words: string) => `Asks first about ${words}.`,
    withoutAsking: (words: string) => `Does not ask about ${words}.`,
    more: (count: number) => `${count} more`,
  },
  sees: (seen: number, total: number) =>
    seen === 0
      ? 'Sees nothing of the home.'
      : seen === total
        ? `Sees all ${total} things.`
        : `Sees ${seen} of ${total} things.`,
  seesBetween: (least: number, most: number, total: number) =>
    `Sees ${least} to ${most} of ${total} things, depending on who uses it.`,

  alsoHolds: {
    title: 'These hold too',
    everybody: (summary: string) => `For everybody: ${summary}`,
    person: (name: string, summary: string) => `For ${name}: ${summary}`,
  },

  preview: {
    now: 'What this means now',
    would: 'What this would mean',
    notSaved: 'This is not saved yet.',
    away: 'Home Assistant does not answer, so what a rule means cannot be shown now. You can still change it.',
    administrators: 'Administrators',
    others: 'People who are not administrators',
    itself: 'The program itself',
    morePeople: (count: number) =>
      count === 1 ? 'One more person uses it.' : `${count} more people use it.`,
    controls: (count: number) =>
      count === 0
        ? 'Can control nothing.'
        : count === 1
          ? 'Can control one of them.'
          : `Can control ${count} of them.`,
    asks: (count: number) =>
      count === 0
        ? 'Nothing is asked about first.'
        : count === 1
          ? 'One thing is asked about first:'
          : `${count} things are asked about first:`,
    scripts:
      'Scripts and automations are looked into when they are run: if one would unlock a door, that is asked about too.',
    seenList: 'What can be seen',
    noArea: 'Without an area',
    inArea: (area: string, count: number) => `${area} (${count})`,
    more: (count: number) => `and ${count} more`,
    moreAreas: (count: number) =>
      count === 1 ? 'One more area is not shown.' : `${count} more areas are not shown.`,
  },

  form: {
    title: 'The rule',
    changes: 'Changing things',
    readOnly: 'May only look',
    readOnlyHint:
      'Nothing is switched, opened or changed. Other servers behind Latchkey cannot be used at all.',
    scopes: 'At most these permissions',
    scopesHint:
      'Nothing ticked: whatever was allowed when the assistant was connected. Controlling includes looking, and settings include both.',
    exposed: 'Exposed to Assist',
    exposedHint: 'In Home Assistant: Settings, Voice assistants, Expose.',
    asUsual: 'As usual',
    asUsualHint: 'Administrators see everything; other people see what is exposed to Assist.',
    onlyExposed: 'Only what is exposed to Assist',
    onlyExposedHint: 'For administrators too.',
    allExposed: 'Also what is not exposed to Assist',
    allExposedHint: 'For people who are not administrators too.',
    asUsualClient: 'Whatever the person who uses it may see',
    things: 'Only these things',
    thingsHint:
      'A list with nothing in it does not limit anything. Where several lists are used, a thing has to be in all of them: Kitchen and Lights together leave the lights of the kitchen.',
    areas: 'Areas',
    domains: 'Kinds of things',
    labels: 'Labels',
    labelsHint: 'Of the thing itself, its device or its area.',
    entities: 'Single things',
    entitiesHint: 'Entity ids such as light.kitchen, one a line.',
    chosen: (title: string, count: number) => `${title} (${count} chosen)`,
    gone: (id: string) => `${id}, which is not there now`,
    withCount: (name: string, count: number) => `${name} (${count})`,
    asking: 'Asking first',
    askingHint:
      'Locks, alarms, garage doors, gates, valves and sirens are always asked about, unless you say otherwise below. Locking, arming and stopping are not.',
    sensitive: 'Also ask about',
    withoutAsking: 'Do not ask about',
    wordsHint:
      'Entity ids, kinds or actions such as switch.boiler, vacuum or script.leave, one a line.',
    withoutHint:
      'In the same words. This is then done without a question, unless another rule asks about it.',
    save: 'Save',
    preview: 'Show what it would mean',
  },
  scopes: {
    look: 'look',
    control: 'control',
    configure: 'change settings',
    energy: 'read energy use',
    server: (name: string) => `use the server ${name}`,
  },
  scopeChoices: {
    look: 'Look at the home',
    control: 'Control things',
    configure: 'Change settings of the home',
    energy: 'Read energy use',
    server: (name: string) => `Use the server ${name}`,
  },

  remove: {
    title: 'Remove this rule',
    hint: 'What it keeps away can then be seen and done again, as far as the other rules allow.',
    button: (name: string) => `Remove the rule for ${name}`,
  },

  problems: {
    entity: (word: string) =>
      `“${word}” is no entity id. Write it like light.kitchen. Nothing was saved.`,
    word: (word: string) =>
      `“${word}” is no entity id, kind or action. Write it like switch.boiler, vacuum or script.leave. Nothing was saved.`,
    tooMany: (limit: number) =>
      `A list can hold ${limit} lines at most. Choose areas or labels instead. Nothing was saved.`,
    gone: 'Something that you ticked is not in the home any more. Look at the lists and save again. Nothing was saved.',
  },
  unknown: {
    entity: (id: string) => `${id} is not in the home.`,
    near: (id: string, near: string) => `${id} is not in the home. Did you mean ${near}?`,
    word: (word: string) => `Nothing in the home is called ${word}.`,
    wordNear: (word: string, near: string) =>
      `Nothing in the home is called ${word}. Did you mean ${near}?`,
    more: (count: number) => `${count} more are not in the home.`,
  },
  kinds: {
    alarm_control_panel: 'Alarms',
    automation: 'Automations',
    binary_sensor: 'Sensors that say yes or no',
    button: 'Buttons',
    calendar: 'Calendars',
    camera: 'Cameras',
    climate: 'Heating and cooling',
    cover: 'Covers, blinds and garage doors',
    device_tracker: 'Where devices are',
    event: 'Events',
    fan: 'Fans',
    group: 'Groups',
    humidifier: 'Humidifiers',
    image: 'Images',
    input_boolean: 'Helpers: switches',
    input_button: 'Helpers: buttons',
    input_datetime: 'Helpers: times',
    input_number: 'Helpers: numbers',
    input_select: 'Helpers: choices',
    input_text: 'Helpers: texts',
    lawn_mower: 'Lawn mowers',
    light: 'Lights',
    lock: 'Locks',
    media_player: 'Media players',
    notify: 'Notifications',
    number: 'Numbers',
    person: 'Where people are',
    remote: 'Remote controls',
    scene: 'Scenes',
    script: 'Scripts',
    select: 'Choices',
    sensor: 'Sensors',
    siren: 'Sirens',
    sun: 'The sun',
    switch: 'Switches',
    timer: 'Timers',
    todo: 'To-do lists',
    update: 'Updates',
    vacuum: 'Vacuum cleaners',
    valve: 'Valves',
    water_heater: 'Water heaters',
    weather: 'Weather',
    zone: 'Zones',
  },
};
