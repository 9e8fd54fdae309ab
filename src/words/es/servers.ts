import type { Words } from '../words.ts';

/** The page of the other servers: the list, adding one, its tools, secrets and the sign-in log. */
export const servers: Words['servers'] = {
  nav: 'Otros servidores',
  title: 'Otros servidores',
  intro:
    'Los asistentes pueden usar otros servidores MCP a través de Latchkey: una dirección y un inicio de sesión para todos. Un asistente puede usar un servidor cuando una persona lo ha permitido en la página en la que lo conecta.',
  empty: 'Todavía no hay ningún otro servidor.',
  add: 'Añadir un servidor',

  state: {
    connected: 'Conectado',
    asleep: 'Listo',
    connecting: 'Conectando',
    failed: 'No se puede acceder',
    disabled: 'Sin usar',
    'needs sign-in': 'Hay que iniciar sesión',
    off: 'Desactivado',
    on: 'Activado',
  },
  stateMeans: {
    asleep: 'Latchkey se conecta a él cuando se usa.',
    failed:
      'Comprueba que está en marcha y que su dirección es correcta, y después pulsa “Conectar de nuevo”. Lo que se había aprobado de él sigue aprobado.',
    connecting: 'Latchkey se está conectando a él. Vuelve a cargar la página en un momento.',
    'needs sign-in':
      'Alguien tiene que iniciar sesión allí antes de que los asistentes puedan usarlo.',
    off: 'Quien lo escribió lo ha desactivado allí, así que no se usa.',
  },

  facts: {
    address: 'Dirección',
    reached: 'Se llega a él',
    signsIn: 'Se identifica',
    whose: 'Se usa como',
    tools: 'En uso',
    tokenEnds: 'La sesión se renueva antes de',
    protocol: 'Versión de MCP',
    written: 'Está escrito en',
  },
  reached: {
    http: 'por la red',
    sse: 'por la red, a la manera antigua (SSE)',
    stdio: 'como un programa que inicia Latchkey',
  },
  signsIn: {
    none: 'de ninguna forma',
    bearer: 'con un token',
    headers: 'con cabeceras propias',
    environment: 'con variables propias',
    oauth: 'con un inicio de sesión allí',
    client_credentials: 'con un ID y un secreto de cliente',
  },
  whose: { household: 'toda la casa', person: 'cada persona por sí misma' },
  written: {
    here: 'estos ajustes',
    file: 'el archivo de servidores',
    options: 'las opciones de la aplicación',
  },
  changeThere: 'Solo se puede cambiar donde está escrito.',
  tools: (count) => (count === 1 ? '1 herramienta' : `${count} herramientas`),
  leftOut: (count) =>
    count === 1
      ? 'Se deja fuera una herramienta: es demasiado grande, o hay demasiadas.'
      : `Se dejan fuera ${count} herramientas: son demasiado grandes, o demasiadas.`,
  waiting: (count) =>
    count === 1
      ? 'Una herramienta es nueva o ha cambiado. No se usa hasta que la hayas leído y aprobado.'
      : `${count} herramientas son nuevas o han cambiado. No se usan hasta que las hayas leído y aprobado.`,
  askFirst:
    'Todavía no se usa ninguna de sus herramientas. Léelas y aprueba lo que los asistentes puedan usar: antes no se usa nada de él.',
  askFirstSignIn:
    'Tras el inicio de sesión, lee sus herramientas y aprueba lo que los asistentes puedan usar.',
  perPersonTools:
    'Cada persona inicia sesión allí por sí misma cuando lo usa por primera vez; su asistente le da el enlace. Lo que ofrece a la primera de ellas queda aprobado con eso. Lo que añada o cambie después no se usa; para aceptarlo, quita el servidor y añádelo de nuevo.',

  readTools: 'Leer y aprobar',
  seeTools: 'Ver sus herramientas',
  refresh: 'Conectar de nuevo',
  signIn: 'Iniciar sesión allí',
  change: 'Cambiar',
  remove: 'Quitar',
  removeSure: (name) =>
    `Los asistentes ya no podrán usar ${name}. Se olvidan lo que se aprobó de él, sus inicios de sesión y los secretos que se escribieron para él.`,
  removeYes: 'Sí, quitarlo',
  of: (action, name) => `${action}: ${name}`,

  faultsTitle: 'Lo que no se puede usar tal como está escrito',

  haMcp: {
    title: 'ha-mcp está instalado',
    means:
      'La aplicación Home Assistant MCP Server (ha-mcp) está en este equipo. Los asistentes pueden usarla a través de Latchkey, con el mismo inicio de sesión. Actúa con su propia cuenta de administrador, la llame quien la llame: apruebe solo lo que deba poder hacer cualquiera que la use.',
    address: 'Su dirección',
    hint: 'Abra su registro en Home Assistant, copie lo que aparece como «Secret Path» y póngalo al final, en lugar de la última barra.',
    add: 'Añadir ha-mcp',
  },

  homeMcp: {
    title: 'El servidor propio de Home Assistant',
    name: 'homeassistant',
    builtIn: 'integrado',
    means:
      'Home Assistant tiene un servidor MCP propio. Sus herramientas son solo para administradores y se guían por lo que se muestra a Assist, no por las reglas de Latchkey.',
    off: 'Está desactivado. Para ofrecerlo, pon la opción home_mcp (MCP_HOME_MCP) en true y reinicia Latchkey.',
    on: (count) =>
      count === 1 ? 'Responde y ofrece 1 herramienta.' : `Responde y ofrece ${count} herramientas.`,
    absent: 'No responde. Añade la integración Model Context Protocol Server en Home Assistant.',
    notAdministrator:
      'Se ofrece a los administradores. La cuenta propia de Latchkey no lo es, así que aquí no se puede saber su estado.',
    silent: 'Home Assistant no responde en este momento.',
  },

  secrets: {
    title: 'Secretos',
    means: `Tokens y claves para otros servidores, guardados cifrados. Un servidor se refiere a uno como $\{secret:NAME}. Una vez guardado, un valor no se vuelve a mostrar nunca.`,
    empty: 'Todavía no hay ningún secreto.',
    changed: (when) => `Último cambio: ${when}`,
    unreadable: 'Ya no se puede abrir, porque su clave ha desaparecido. Escríbelo de nuevo.',
    usedBy: (names) => `Lo usa: ${names}.`,
    removeSure: 'Un servidor que se refiera a él ya no se podrá usar.',
    set: 'Escribir un secreto',
    name: 'Nombre',
    nameHint: 'Letras, cifras, puntos, guiones y _. Si ya hay uno con ese nombre, se reemplaza.',
    value: 'Valor',
    keep: 'Guardarlo',
  },

  debug: {
    title: 'Cuando un inicio de sesión no funciona',
    means:
      'Durante 15 minutos, Latchkey puede escribir en su registro cómo van los inicios de sesión: qué piden los asistentes a Latchkey, y qué pide Latchkey a otros servidores. Nunca se escriben tokens, códigos ni secretos. Actívalo, inténtalo una vez más y después mira la pestaña Registro de la aplicación.',
    isOn: (until) => `Está activado hasta: ${until}.`,
    isOff: 'Está desactivado.',
    on: 'Activarlo durante 15 minutos',
    off: 'Desactivarlo',
  },

  form: {
    addTitle: 'Añadir un servidor',
    changeTitle: (name) => `Cambiar ${name}`,
    intro:
      'Aquí solo se pueden añadir servidores que tengan una dirección. Un programa que inicia Latchkey hay que escribirlo en el archivo de servidores, porque podría hacer cualquier cosa en este equipo.',
    name: 'Nombre',
    nameHint:
      'Letras minúsculas, cifras y guiones, como mucho 24. Sus herramientas llevan este nombre delante, por ejemplo notes__search.',
    url: 'Dirección',
    urlHint:
      'A menudo termina en /mcp o /sse. Si contiene una clave, se guarda cifrada y no se vuelve a mostrar.',
    private: 'Es un dispositivo de mi propia red',
    privateHint:
      'Márcalo para direcciones como 192.168.1.20 o nas.local. Si no está marcado, Latchkey nunca se conecta a nada de tu red, lleve adonde lleve una dirección.',
    older: 'Habla a la manera antigua (SSE)',
    olderHint: 'Para servidores más antiguos, cuya dirección a menudo termina en /sse.',
    signIn: '¿Cómo sabe quién pregunta?',
    kinds: {
      none: { label: 'No lo pregunta', hint: 'Puede usarlo cualquiera que llegue a él.' },
      token: {
        label: 'Con un token',
        hint: 'Uno que te haya dado él: una clave de API o un token de acceso.',
      },
      headers: { label: 'Con cabeceras', hint: 'Por ejemplo X-Api-Key. Hasta tres.' },
      oauth: {
        label: 'Inicias sesión allí para toda la casa',
        hint: 'Todos lo usan con ese único inicio de sesión. Después de añadirlo, pulsa “Iniciar sesión allí”.',
      },
      person: {
        label: 'Cada persona inicia sesión allí por sí misma',
        hint: 'Su asistente le da el enlace cuando lo usa por primera vez. Lo que el servidor ofrece a la primera de ellas queda aprobado con eso, porque nadie puede mirarlo antes.',
      },
      machine: {
        label: 'Con un ID y un secreto de cliente',
        hint: 'Para servidores que dan a los programas una cuenta propia (client_credentials).',
      },
    },
    token: 'Token',
    header: (row) => `Nombre de la cabecera ${row}`,
    value: (row) => `Valor de la cabecera ${row}`,
    clientId: 'ID de cliente',
    clientSecret: 'Secreto de cliente',
    clientHint: 'Solo si te ha dado uno. La mayoría de los servidores no necesitan nada aquí.',
    machineId: 'ID de cliente',
    machineSecret: 'Secreto de cliente',
    tokenUrl: 'Dirección de tokens',
    tokenUrlHint: 'Solo si él mismo no indica ninguna.',
    scope: 'Qué pedir (scope)',
    scopeHint: 'Solo si sus instrucciones lo indican.',
    keepHint: 'Déjalo vacío para conservar el que hay.',
    secretHint: 'Se guarda cifrado y no se vuelve a mostrar nunca.',
    more: 'Más',
    tryAndAdd: 'Probar y añadir',
    addUntried: 'Añadir sin probar',
    tryAndSave: 'Probar y guardar',
    saveUntried: 'Guardar sin probar',
    cancel: 'Cancelar',
    retype: 'No se ha guardado nada, así que hay que volver a escribir los secretos.',
  },

  problem: {
    name: 'Ponle un nombre con al menos una letra o cifra.',
    url: 'Escribe su dirección.',
    token: 'Escribe su token, o elige otra forma.',
    header:
      'Escribe para cada cabecera un valor y un nombre de hasta 30 letras, cifras, puntos, guiones o _, que empiece por una letra.',
    client: 'Un secreto de cliente necesita un ID de cliente.',
    machine: 'Escribe tanto el ID de cliente como el secreto de cliente.',
    taken: (name) =>
      `Ya hay un servidor que se llama ${name}. Elige otro nombre; el que está escrito en otro sitio se cambia allí.`,
    private:
      'Esta dirección está en tu propia red. Si es lo que quieres, marca “Es un dispositivo de mi propia red”.',
    plain: 'Esta dirección está en internet, pero sin cifrar. Usa una que empiece por https://.',
    address:
      'Esto no es la dirección de un servidor. Tiene que empezar por https://, o por http:// en tu propia red, y no contener un nombre de usuario ni una contraseña.',
    gone: 'Ese servidor ya no está entre los que se añadieron aquí.',
    unfit: (sentence) => `El servidor no se puede guardar así. ${sentence}`,
    secret: (sentence) => `El secreto no se puede guardar. ${sentence}`,
    trial: (sentence) => `La prueba ha fallado, así que no se ha guardado nada. ${sentence}`,
    notDone: (sentence) => `No se ha hecho. ${sentence}`,
    noneTicked: 'No has marcado ninguna herramienta, así que no se ha aprobado ninguna.',
  },

  toolsPage: {
    title: (name) => `Herramientas de ${name}`,
    back: 'Todos los servidores',
    theirs:
      'Lo que aparece en recuadros son palabras del propio servidor. Latchkey no ha comprobado si son ciertas, y un asistente las lee como instrucciones: aprueba solo lo que tú le dirías a un asistente.',
    waitingTitle: 'Te esperan',
    waitingMeans: 'Ninguna de estas se usa. Apruebas exactamente el texto que se muestra aquí.',
    noneWaits: 'No espera ninguna herramienta.',
    more: (count) =>
      count === 1
        ? '1 más espera y se mostrará cuando hayas resuelto estas.'
        : `${count} más esperan y se mostrarán cuando hayas resuelto estas.`,
    fresh: 'Nueva',
    changed: 'Cambiada',
    twice: 'Se ofrece dos veces con este nombre, así que no se puede aprobar.',
    was: 'Aprobado',
    is: 'Ahora',
    nothing: '(nada)',
    parts: {
      title: 'Título',
      description: 'Descripción',
      inputSchema: 'Lo que recibe',
      outputSchema: 'Lo que responde',
      annotations: 'Lo que dice de sí misma',
    },
    noDescription: 'No tiene descripción.',
    whole: 'Todo lo que dice, letra por letra',
    tick: (name) => `Dejar que los asistentes usen ${name}`,
    prompt: (name) => `Instrucción preparada ${name}`,
    approveTicked: 'Aprobar las marcadas',
    approveAll: (count) =>
      count === 1 ? 'Aprobar la que se muestra' : `Aprobar las ${count} que se muestran`,
    inUseTitle: 'En uso',
    noneInUse: 'No se usa ninguna herramienta.',
    putBack: 'Dejar de usar',
    cannotAsk: (sentence) =>
      `Se le acaban de pedir sus herramientas, y no ha funcionado. ${sentence}`,
  },

  link: {
    title: (name) => `Iniciar sesión en ${name}`,
    means:
      'Este enlace funciona una vez, durante diez minutos. Abre una página de Latchkey que te lleva a la página de inicio de sesión del propio servidor. Quien lo abre inicia sesión para toda la casa, así que no se lo des a nadie.',
    open: 'Abrir la página de inicio de sesión',
    newTab: '(se abre en otra pestaña)',
    after: 'Cuando hayas iniciado sesión, vuelve aquí y mira.',
    back: 'Ya he iniciado sesión',
  },

  done: {
    added:
      'El servidor se ha añadido. Ha respondido; lee sus herramientas y aprueba lo que los asistentes puedan usar.',
    untried: 'El servidor se ha añadido. Todavía no se ha probado.',
    'added-sign-in':
      'El servidor se ha añadido. Ha respondido y quiere un inicio de sesión: pulsa “Iniciar sesión allí”.',
    'added-person':
      'El servidor se ha añadido. Cada persona inicia sesión allí cuando su asistente lo usa por primera vez.',
    changed: 'El servidor se ha cambiado, y ha respondido.',
    'changed-untried': 'El servidor se ha cambiado. Todavía no se ha probado.',
    'changed-sign-in': 'El servidor se ha cambiado. Ha respondido y quiere un inicio de sesión.',
    removed: 'El servidor se ha quitado.',
    refreshed: 'Latchkey se ha conectado a él de nuevo. Lo que ofrece ahora se muestra abajo.',
    approved: 'Aprobado: los asistentes ya pueden usarlo.',
    'put-back': 'Ya no se usa. Espera abajo por si lo quieres de vuelta.',
    'secret-set':
      'El secreto se ha guardado. Los servidores que lo usan se han conectado de nuevo.',
    'secret-removed': 'El secreto se ha quitado.',
    'debug-on':
      'Latchkey escribe en su registro cómo van los inicios de sesión, durante 15 minutos.',
    'debug-off': 'Latchkey ya no lo escribe en su registro.',
  },
};
