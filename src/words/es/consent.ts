import type { Words } from '../words.ts';

/** The page on which a person lets an assistant in. Names come into it as they are or in bold. */
export const consent: Words['consent'] = {
  title: (client) => `${client} quiere usar tu casa`,
  problem: (title) => `Problema: ${title}`,
  publishedBy: 'Publicado por',
  returnsTo: 'Vuelve a',
  home: 'Casa',
  returnsHere:
    'Esta aplicación está en el equipo que usas ahora. Sigue solo si hace un momento has empezado a conectarla tú.',
  anyName:
    'Cualquier aplicación puede ponerse este nombre. Sigue solo si la estás conectando ahora y conoces la dirección a la que vuelve.',
  may: 'Qué podrá hacer',
  energy: 'Incluye el consumo de energía y su historial.',
  others: (servers) =>
    `También usar: ${servers}. Son otros servidores que ha conectado quien administra esta casa.`,
  signIn: 'Iniciar sesión con Home Assistant',
  or: 'o usa un token',
  token: 'Tu token de Home Assistant',
  tokenHelp:
    'Para crear uno: en Home Assistant, abre tu perfil, después *Seguridad* y, en Tokens de acceso de larga duración, pulsa *Crear token*.',
  tokenKept: (client) => `Se guarda aquí, cifrado; ${client} nunca lo ve.`,
  allow: 'Permitir',
  deny: 'Rechazar',
  choices: {
    look: { label: 'Ver', hint: 'Ver la casa: estados, historial, quién está.' },
    control: {
      label: 'Ver y controlar',
      hint: 'También accionar cosas: luces, calefacción, persianas, cerraduras.',
    },
    configure: {
      label: 'Ver, controlar y configurar',
      hint: 'También cambiar automatizaciones y la configuración. Solo para administradores.',
    },
  },
  refusals: {
    empty:
      'El campo del token está vacío. Pega un token de acceso de larga duración de Home Assistant.',
    malformed:
      'Eso no es un token de acceso de larga duración. Copia el token entero, de la primera letra a la última, y pégalo de nuevo.',
    expired: 'Este token ha caducado. Crea uno nuevo en Home Assistant y pégalo aquí.',
    refused:
      'Home Assistant no ha aceptado este token. Puede que se haya eliminado o que sea de otra casa. Crea uno nuevo y pégalo aquí.',
    unreachable:
      'Home Assistant no responde en este momento. No se ha perdido nada: espera un minuto y pulsa Permitir de nuevo.',
    banned:
      'Home Assistant ha bloqueado esta aplicación tras demasiados inicios de sesión fallidos. Un administrador puede desbloquearla: debe quitar su dirección de ip_bans.yaml y reiniciar Home Assistant.',
    too_many:
      'Se han rechazado demasiados tokens. Para que Home Assistant no bloquee esta aplicación, espera diez minutos e inténtalo de nuevo.',
  },
  signInProblems: {
    denied: 'No has podido iniciar sesión en Home Assistant. Inténtalo de nuevo o usa un token.',
    again:
      'Ese inicio de sesión ya se había usado o ha tardado demasiado. Pulsa el botón una vez más.',
    refused:
      'Home Assistant no ha aceptado el inicio de sesión al volver. Pulsa el botón una vez más o usa un token.',
    unreachable:
      'Home Assistant no responde a Latchkey en este momento. No se ha perdido nada: espera un minuto y pulsa el botón de nuevo.',
    banned:
      'Home Assistant ha bloqueado esta aplicación tras demasiados inicios de sesión fallidos. Un administrador puede desbloquearla: debe quitar su dirección de ip_bans.yaml y reiniciar Home Assistant.',
    too_many:
      'Se han rechazado demasiados inicios de sesión. Para que Home Assistant no bloquee esta aplicación, espera diez minutos e inténtalo de nuevo.',
    no_login:
      'Esta casa no tiene una página de inicio de sesión que un navegador pueda abrir. Usa un token para ella.',
  },
  leaving: {
    allowed: (client) => `${client} puede usar tu casa`,
    denied: 'Has dicho que no',
    signedIn: (person) => `Has iniciado sesión como ${person}.`,
    granted: {
      nothing: (client) => `${client} todavía no puede hacer nada.`,
      look: (client) => `${client} ya puede ver.`,
      control: (client) => `${client} ya puede ver y controlar.`,
      configure: (client) => `${client} ya puede ver, controlar y configurar.`,
    },
    energy: 'Puede leer el consumo de energía.',
    others: (servers) => `Puede usar ${servers}.`,
    notLetIn: (client) => `${client} no ha podido entrar. No se ha compartido nada.`,
    takenBack: (place) => `Estás volviendo a ${place}. Si no pasa nada, usa el botón.`,
    goOn: 'Continuar',
    endsByLoggingOut:
      'Para terminar esto más adelante: en Home Assistant, abre tu perfil, después *Seguridad*, y elimina esta dirección en *Actualizar tokens*.',
    endsByDeletingToken:
      'Para terminar esto más adelante, elimina el token en Home Assistant, donde lo creaste.',
  },
  signingIn: {
    taken: (home) => `Vas a pasar a ${home}, tu Home Assistant. Si no pasa nada, usa el botón.`,
    sameBrowser: 'Debe abrirse en este navegador. Si no es así, vuelve atrás y usa un token.',
  },
  expired: {
    title: 'Este inicio de sesión ha terminado',
    happened:
      'La página ha estado abierta demasiado tiempo o ya se había usado. No se ha cambiado nada.',
    todo: 'Vuelve a tu asistente y conéctalo otra vez; se abrirá una página nueva.',
  },
  otherBrowser: {
    title: 'Este inicio de sesión es de otro navegador',
    happened: 'Se empezó en otro sitio, o este navegador no guarda las cookies de esta página.',
    todo: 'Permite las cookies de esta dirección, vuelve a tu asistente y conéctalo otra vez desde aquí.',
  },
  otherDoor: {
    title: 'Este inicio de sesión es de otra dirección',
    happened: 'Se empezó en otra dirección de esta casa. No se ha cambiado nada.',
    todo: 'Vuelve a tu asistente y conéctalo otra vez.',
  },
  notOurForm: {
    title: 'Esta respuesta no viene de nuestra página',
    happened: 'Para protegerte no se ha usado. No se ha cambiado nada.',
    todo: 'Vuelve a tu asistente y conéctalo otra vez.',
  },
  answered: {
    title: 'Ya has respondido',
    happened: 'Tu respuesta se ha guardado y tu asistente la conoce.',
    todo: 'Puedes cerrar esta página. Si el asistente no se ha conectado, conéctalo otra vez desde allí.',
  },
  tooMany: {
    title: 'Demasiados inicios de sesión a la vez',
    happened: 'Aquí llegan muchas más peticiones de las que hace una casa. No se ha cambiado nada.',
    todo: (seconds) =>
      seconds === 1
        ? 'Espera un segundo y vuelve a cargar esta página.'
        : `Espera ${seconds} segundos y vuelve a cargar esta página.`,
  },
  unknownAssistant: {
    title: 'Este asistente ya no se conoce aquí',
    happened: 'Su registro nunca se usó o se ha eliminado. No se ha compartido nada.',
    todo: 'En el asistente, elimina esta conexión y añádela de nuevo.',
  },
  unreadDocument: {
    title: 'No podemos comprobar quién es este asistente',
    happened: (reason) =>
      `Lo dice en un documento propio que no hemos podido usar. El motivo, en inglés: ${reason}.`,
    todo: 'Comprueba que esta casa tiene conexión a internet, espera un minuto y conéctalo otra vez. Si sigue igual, avisa a quienes lo hacen.',
  },
  badRequest: {
    title: 'Este inicio de sesión no puede seguir',
    happened: (reason) =>
      `El asistente ha enviado una petición de la que no podemos fiarnos. El motivo, en inglés: ${reason}.`,
    todo: 'En el asistente, elimina esta conexión y añádela de nuevo. Si sigue igual, avisa a quienes lo hacen.',
  },
};
