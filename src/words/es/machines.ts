import type { Words } from '../words.ts';

/** The page of programs that come in without a person: keys, clients, and sign-in services. */
export const machines: Words['machines'] = {
  nav: 'Programas y claves',
  title: 'Programas y claves',
  intro:
    'Los programas que llaman sin una persona delante de la pantalla, como n8n, un script o un panel de control, entran con una clave propia. Los asistentes como Claude y ChatGPT no la necesitan: inician sesión.',
  none: 'Aquí no se ha dejado entrar a ningún programa.',
  noKeysInThisMode:
    'No hay claves: Latchkey funciona en el modo none, en el que todo lo que hay en tu propia red puede mirar en tu casa. Las claves creadas antes no abren nada en este modo. Para usar claves, pon el modo oauth o api_key en la configuración de la aplicación.',
  keysOnly:
    'Latchkey funciona en el modo api_key: entra quien tenga una de estas claves, y nadie más.',
  nobodyToActAs:
    'Para dejar entrar a un programa hace falta alguien en cuyo nombre actúe: conecta un asistente e inicia sesión una vez, y después vuelve aquí.',
  yours: 'Con acceso desde aquí',
  fixed: 'Fijado en la configuración',
  fixedHint: 'Estos están en la configuración de la aplicación y se cambian allí.',
  kind: { key: 'Clave', client: 'ID y secreto de cliente', issuer: 'Servicio de inicio de sesión' },
  may: 'Puede',
  actsAs: 'Actúa como',
  made: 'Creado',
  used: 'Último uso',
  address: 'Dirección',
  never: 'Nunca',
  house: 'La cuenta propia de la casa',
  permission: {
    look: 'Ver',
    control: 'Ver y controlar',
    configure: 'Ver, controlar y configurar',
    nothing: 'Nada de la casa',
    energy: 'Ver el consumo de energía',
    server: (name) => `Usar ${name}`,
  },
  notSignedIn: (person) =>
    `Ahora no puede hacer nada: ${person} no tiene la sesión iniciada. Pide a ${person} que conecte una vez cualquier asistente.`,
  noHouseAccount:
    'Ahora no puede hacer nada: ya no hay ningún HOMEASSISTANT_TOKEN en la configuración.',
  notInThisMode: 'No abre nada en el modo api_key, que solo acepta claves.',
  formerUntil: (time) => `La credencial anterior funciona hasta: ${time}.`,
  add: {
    key: 'Crear una clave',
    client: 'Crear un ID y secreto de cliente',
    issuer: 'Confiar en un servicio de inicio de sesión',
  },
  about: {
    key: 'Para programas que pueden enviar una cabecera. Es lo que quiere la mayoría.',
    client:
      'Para programas que piden un ID de cliente, un secreto de cliente y una dirección de tokens.',
    issuer:
      'Para una casa con Authentik, Authelia, Keycloak o algo parecido: entra quien ese servicio avale.',
  },
  form: {
    name: 'Nombre',
    nameHint: 'Como lo llama el registro de actividad, por ejemplo n8n.',
    permission: 'Qué podrá hacer',
    choice: {
      look: { label: 'Ver', hint: 'Ver la casa: estados, historial, quién está.' },
      control: {
        label: 'Ver y controlar',
        hint: 'También accionar cosas. Para cerraduras, alarmas y puertas de garaje se sigue preguntando a una persona.',
      },
      configure: {
        label: 'Ver, controlar y configurar',
        hint: 'También cambiar automatizaciones y la configuración. Solo si actúa como administrador.',
      },
    },
    also: 'También podrá',
    actAs: 'Actúa como',
    actAsHint:
      'Home Assistant lo ve como esta persona. Cuando ella ya no tenga aquí la sesión iniciada, el programa no podrá hacer nada.',
    administrator: (person) => `${person} (administrador)`,
    personOf: (person, home) => `${person}, ${home}`,
    issuer: 'Dirección del servicio de inicio de sesión',
    issuerHint:
      'Exactamente como figura en sus tokens como “iss”, por ejemplo https://auth.example.com/home/',
    audience: 'Para quién deben ser sus tokens',
    audienceHint:
      'Lo que figura en sus tokens como “aud”, a menudo un ID de cliente de allí. Uno por línea. Sin esto, un token para cualquier otro servicio abriría tu casa.',
    privateAddress: 'Está en mi propia red',
    privateHint: 'Latchkey solo lee de direcciones de dentro de tu casa si lo indicas aquí.',
    more: 'Más sobre sus tokens',
    algorithms: 'Cómo pueden estar firmados',
    scopeMap: 'Otros nombres para los permisos',
    scopeMapHint:
      'Solo si el servicio tiene nombres propios. Uno por línea: su nombre, =, y después look (ver), control (controlar), energy (energía), o server y un nombre. Por ejemplo: read:energy = energy',
    issuerTest: 'Latchkey lee ahora las claves del servicio, y lo guarda solo si eso funciona.',
    makeKey: 'Crear la clave',
    makeClient: 'Crear el ID y el secreto',
    makeIssuer: 'Probarlo y confiar en él',
    cancel: 'Cancelar',
  },
  shown: {
    key: (name) => `La clave de ${name}`,
    client: (name) => `El ID y el secreto de cliente de ${name}`,
    once: 'Copia esto ahora: *se muestra una sola vez.* Latchkey no guarda ninguna copia. Si se pierde, crea otra credencial.',
    secret: 'Clave',
    header: 'Como cabecera',
    file: 'Para programas que tienen un archivo de servidores',
    fileHint:
      'Cada programa llama a las partes de este archivo de otra forma; la dirección y la cabecera son las mismas.',
    clientId: 'ID de cliente',
    clientSecret: 'Secreto de cliente',
    tokenAddress: 'Dirección de tokens',
    resource: 'Recurso (la dirección de tu casa para los asistentes)',
    form: 'Qué pedir a la dirección de tokens',
    mcpAddress: 'Dirección',
    formerUntil: (time) =>
      `La credencial anterior funciona hasta: ${time}. Pon la nueva antes de esa hora.`,
    formerEnded: 'La credencial anterior ya no funciona.',
    back: 'Ya está copiado',
  },
  rotate: {
    open: 'Reemplazar',
    of: (name) => `Reemplazar el secreto de ${name}`,
    hint: 'Recibes uno nuevo, que se muestra una sola vez.',
    overlap: '¿Qué pasa con el que se usa ahora?',
    day: 'Sigue funcionando 24 horas, para que nada se pare mientras lo cambias.',
    now: 'Termina de inmediato, porque puede que lo tenga otra persona.',
    confirm: (name) => `Crear uno nuevo para ${name}`,
  },
  remove: {
    open: 'Eliminar',
    of: (name) => `Eliminar ${name}`,
    hint: 'Su próxima llamada se rechaza. Esto no se puede deshacer.',
    confirm: (name) => `Eliminar ${name}`,
  },
  done: {
    removed: 'Eliminado. Su próxima llamada se rechaza.',
    trusted:
      'El servicio de inicio de sesión ha respondido, se han leído sus claves, y sus tokens valen desde ahora.',
  },
  problems: {
    mode: 'Ese tipo no funciona en este modo. No se ha creado nada.',
    name: 'Ponle un nombre de hasta 60 letras, cifras y espacios, por ejemplo n8n. Tiene que empezar por una letra o una cifra.',
    nameTaken: 'Ya hay uno con ese nombre, aquí o en la configuración. Elige otro nombre.',
    full: 'Ya hay 200, y Latchkey no guarda más. Elimina los que nadie necesite.',
    account:
      'Elige como quién actúa. Puede que la persona que habías elegido ya no tenga la sesión iniciada.',
    permission: 'Uno de esos permisos ya no se puede dar. Míralos otra vez.',
    administrator:
      'Solo un programa que actúa como administrador puede configurar la casa. Elige otra persona, o un permiso menor.',
    gone: 'Entretanto se ha eliminado. No se ha cambiado nada.',
    changed:
      'Entretanto se ha reemplazado su secreto, así que no se ha cambiado nada. Si enviaste el formulario dos veces, valió la primera; si no copiaste su secreto, reemplázalo otra vez.',
    issuerAddress:
      'Escribe la dirección completa del servicio de inicio de sesión, empezando por https://. Solo un servicio de tu propia red puede tener http://.',
    issuerOwn:
      'Esa es la dirección de este mismo Latchkey. Escribe la del servicio de inicio de sesión.',
    issuerTaken: 'Ya se confía en ese servicio de inicio de sesión, aquí o en la configuración.',
    issuerPrivate:
      'Esa dirección está en tu propia red. Indícalo debajo de la dirección, y Latchkey leerá de ella.',
    issuerUnreachable:
      'Nada responde en esa dirección, así que no se ha guardado. Comprueba la dirección y que el servicio está en marcha. Si está en tu propia red, indícalo debajo de la dirección.',
    issuerDocument:
      'Algo responde allí, pero no describe un servicio de inicio de sesión con exactamente esa dirección, así que no se ha guardado. Compara la dirección con lo que el servicio llama su issuer, hasta la última barra.',
    issuerKeys:
      'El servicio responde, pero no publica ninguna clave que Latchkey pueda usar, así que no se ha guardado. Dale una clave de firma (RS256 o ES256).',
    audience: 'Escribe para quién deben ser los tokens: al menos una línea, como mucho 20.',
    algorithms: 'Elige al menos una forma en que sus tokens pueden estar firmados.',
    scopeMap:
      'Los otros nombres para los permisos no se pueden leer. Escribe uno por línea: su nombre, =, y después look, control, energy, o server y un nombre.',
  },
};
