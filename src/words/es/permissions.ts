import type { Words } from '../words.ts';

/** Permissions: what assistants may see and do, for everybody, a person or an assistant. */
export const permissions: Words['permissions'] = {
  nav: 'Permisos',
  title: 'Permisos',
  intro:
    'Qué pueden ver y hacer los asistentes en tu casa. Todas las reglas valen a la vez: lo que una impide, ninguna regla de un asistente lo devuelve.',
  done: {
    saved: 'La regla se ha guardado. Vale desde la próxima petición.',
    removed: 'La regla se ha eliminado. Vale desde la próxima petición.',
    nothing: 'No hay nada elegido, así que ahora no hay ninguna regla.',
  },

  everybody: 'Todos',
  everybodyHint: 'Cualquiera que use un asistente, y sea cual sea el asistente.',
  people: 'Personas',
  noPeople: 'Nadie ha conectado todavía un asistente.',
  otherPeople: 'Personas que no han conectado un asistente',
  assistants: 'Asistentes y programas',
  noAssistants: 'Todavía no hay ningún asistente conectado.',
  notConnected: 'Ahora no está conectado.',
  program: 'Un programa que has añadido en la configuración.',
  usedBy: (names) => `Lo usa: ${names}.`,
  edit: 'Cambiar',
  editOf: (name) => `Cambiar lo que vale para ${name}`,
  back: 'Todos los permisos',

  fixed: {
    title: 'Fijado en la configuración',
    intro:
      'Esto vale para todos, se elija aquí lo que se elija. Solo se puede cambiar donde se configura Latchkey, y hay que reiniciarlo.',
    readOnly: 'Nadie puede cambiar nada.',
    exposedOnly: 'Todos ven solo lo que está expuesto a Assist.',
    notExposedOnly:
      'Las personas que no son administradores también ven lo que no está expuesto a Assist, salvo que una regla de aquí diga otra cosa.',
    sensitive: (words) => `Se pregunta antes por: ${words}.`,
    where: (option, variable) => `Opción ${option}, o ${variable}.`,
  },

  summary: {
    none: 'Sin regla propia.',
    readOnly: 'Solo puede ver.',
    scopes: (names) => `Como mucho: ${names}.`,
    exposed: 'Solo lo que está expuesto a Assist.',
    unexposed: 'También lo que no está expuesto a Assist.',
    areas: (count) => (count === 1 ? 'Solo un área.' : `Solo ${count} áreas.`),
    domains: (count) =>
      count === 1 ? 'Solo un tipo de elementos.' : `Solo ${count} tipos de elementos.`,
    labels: (count) => (count === 1 ? 'Solo una etiqueta.' : `Solo ${count} etiquetas.`),
    entities: (count) =>
      count === 1 ? 'Solo un elemento por su nombre.' : `Solo ${count} elementos por su nombre.`,
    sensitive: (words) => `Pregunta antes por ${words}.`,
    withoutAsking: (words) => `No pregunta por ${words}.`,
    more: (count) => `${count} más`,
  },
  sees: (seen, total) =>
    seen === 0
      ? 'No ve nada de la casa.'
      : seen !== total
        ? `Ve ${seen} de ${total} elementos.`
        : total === 1
          ? 'Ve el único elemento que hay.'
          : `Ve los ${total} elementos.`,
  seesBetween: (least, most, total) =>
    `Ve entre ${least} y ${most} de ${total} elementos, según quién lo use.`,

  alsoHolds: {
    title: 'También vale esto',
    everybody: (summary) => `Para todos: ${summary}`,
    person: (name, summary) => `Para ${name}: ${summary}`,
  },

  preview: {
    now: 'Qué significa ahora',
    would: 'Qué significaría',
    notSaved: 'Esto todavía no se ha guardado.',
    away: 'Home Assistant no responde, así que ahora no se puede mostrar qué significa una regla. Puedes cambiarla de todos modos.',
    administrators: 'Administradores',
    others: 'Personas que no son administradores',
    itself: 'El propio programa',
    morePeople: (count) =>
      count === 1 ? 'Lo usa otra persona.' : `Lo usan otras ${count} personas.`,
    controls: (count) =>
      count === 0
        ? 'No puede controlar nada.'
        : count === 1
          ? 'Puede controlar uno de ellos.'
          : `Puede controlar ${count} de ellos.`,
    asks: (count) =>
      count === 0
        ? 'No se pregunta antes por nada.'
        : count === 1
          ? 'Se pregunta antes por un elemento:'
          : `Se pregunta antes por ${count} elementos:`,
    scripts:
      'Los scripts y las automatizaciones se examinan cuando se ejecutan: si uno desbloqueara una puerta, también se pregunta.',
    seenList: 'Lo que se puede ver',
    noArea: 'Sin área',
    inArea: (area, count) => `${area} (${count})`,
    more: (count) => `y ${count} más`,
    moreAreas: (count) =>
      count === 1 ? 'No se muestra otra área.' : `No se muestran otras ${count} áreas.`,
  },

  form: {
    title: 'La regla',
    changes: 'Cambiar cosas',
    readOnly: 'Solo puede ver',
    readOnlyHint:
      'No se enciende, abre ni cambia nada. Los otros servidores detrás de Latchkey no se pueden usar en absoluto.',
    scopes: 'Como mucho estos permisos',
    scopesHint:
      'Si no marcas nada: lo que se permitió al conectar el asistente. Controlar incluye ver, y la configuración incluye ambas cosas.',
    exposed: 'Expuesto a Assist',
    exposedHint: 'En Home Assistant: Configuración, Asistentes de voz, Exponer.',
    asUsual: 'Como siempre',
    asUsualHint:
      'Los administradores lo ven todo; las demás personas ven lo que está expuesto a Assist.',
    onlyExposed: 'Solo lo que está expuesto a Assist',
    onlyExposedHint: 'También para los administradores.',
    allExposed: 'También lo que no está expuesto a Assist',
    allExposedHint: 'También para las personas que no son administradores.',
    asUsualClient: 'Lo que pueda ver la persona que lo usa',
    things: 'Solo estos elementos',
    thingsHint:
      'Una lista vacía no limita nada. Si usas varias listas, un elemento debe estar en todas: Cocina y Luces juntas dejan solo las luces de la cocina.',
    areas: 'Áreas',
    domains: 'Tipos de elementos',
    labels: 'Etiquetas',
    labelsHint: 'Del propio elemento, de su dispositivo o de su área.',
    entities: 'Elementos sueltos',
    entitiesHint: 'ID de entidad como light.kitchen, uno por línea.',
    // The counted lists are feminine or masculine in Spanish: a number alone is right for all.
    chosen: (title, count) => `${title} (selección: ${count})`,
    gone: (id) => `${id}, que ahora no existe`,
    withCount: (name, count) => `${name} (${count})`,
    asking: 'Preguntar antes',
    askingHint:
      'Por cerraduras, alarmas, puertas de garaje, portones, válvulas y sirenas se pregunta siempre, salvo que abajo indiques otra cosa. Por bloquear, armar y detener, no.',
    sensitive: 'Preguntar también por',
    withoutAsking: 'No preguntar por',
    wordsHint:
      'ID de entidad, tipos o acciones como switch.boiler, vacuum o script.leave, uno por línea.',
    withoutHint:
      'Se escribe igual. Se hará sin preguntar, salvo que otra regla pida preguntar por ello.',
    save: 'Guardar',
    preview: 'Mostrar qué significaría',
  },
  scopes: {
    look: 'ver',
    control: 'controlar',
    configure: 'cambiar la configuración',
    energy: 'leer el consumo de energía',
    server: (name) => `usar el servidor ${name}`,
  },
  scopeChoices: {
    look: 'Ver la casa',
    control: 'Controlar cosas',
    configure: 'Cambiar la configuración de la casa',
    energy: 'Leer el consumo de energía',
    server: (name) => `Usar el servidor ${name}`,
  },

  remove: {
    title: 'Eliminar esta regla',
    hint: 'Lo que impide se podrá ver y hacer otra vez, hasta donde lo permitan las demás reglas.',
    button: (name) => `Eliminar la regla para ${name}`,
  },

  problems: {
    entity: (word) =>
      `“${word}” no es un ID de entidad. Escríbelo como light.kitchen. No se ha guardado nada.`,
    word: (word) =>
      `“${word}” no es un ID de entidad, un tipo ni una acción. Escríbelo como switch.boiler, vacuum o script.leave. No se ha guardado nada.`,
    tooMany: (limit) =>
      `Una lista puede tener ${limit} líneas como mucho. Elige áreas o etiquetas en su lugar. No se ha guardado nada.`,
    gone: 'Algo que has marcado ya no está en la casa. Mira las listas y guarda otra vez. No se ha guardado nada.',
  },
  unknown: {
    entity: (id) => `${id} no está en la casa.`,
    near: (id, near) => `${id} no está en la casa. ¿Querías decir ${near}?`,
    word: (word) => `Nada en la casa se llama ${word}.`,
    wordNear: (word, near) => `Nada en la casa se llama ${word}. ¿Querías decir ${near}?`,
    more: (count) =>
      count === 1 ? 'Otro más no está en la casa.' : `Otros ${count} no están en la casa.`,
  },
  kinds: {
    alarm_control_panel: 'Alarmas',
    automation: 'Automatizaciones',
    binary_sensor: 'Sensores de sí o no',
    button: 'Botones',
    calendar: 'Calendarios',
    camera: 'Cámaras',
    climate: 'Climatización',
    cover: 'Persianas, cortinas y puertas de garaje',
    device_tracker: 'Dónde están los dispositivos',
    event: 'Eventos',
    fan: 'Ventiladores',
    group: 'Grupos',
    humidifier: 'Humidificadores',
    image: 'Imágenes',
    input_boolean: 'Ayudantes: interruptores',
    input_button: 'Ayudantes: botones',
    input_datetime: 'Ayudantes: fechas y horas',
    input_number: 'Ayudantes: números',
    input_select: 'Ayudantes: opciones',
    input_text: 'Ayudantes: textos',
    lawn_mower: 'Cortacéspedes',
    light: 'Luces',
    lock: 'Cerraduras',
    media_player: 'Reproductores multimedia',
    notify: 'Notificaciones',
    number: 'Números',
    person: 'Dónde están las personas',
    remote: 'Mandos a distancia',
    scene: 'Escenas',
    script: 'Scripts',
    select: 'Opciones',
    sensor: 'Sensores',
    siren: 'Sirenas',
    sun: 'El sol',
    switch: 'Interruptores',
    timer: 'Temporizadores',
    todo: 'Listas de tareas pendientes',
    update: 'Actualizaciones',
    vacuum: 'Aspiradoras',
    valve: 'Válvulas',
    water_heater: 'Calentadores de agua',
    weather: 'El tiempo',
    zone: 'Zonas',
  },
};
