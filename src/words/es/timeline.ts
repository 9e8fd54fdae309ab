import type { StopParameters } from '../../doctor/timeline/answer.ts';
import type { Words } from '../words.ts';

type Timeline = Words['timeline'];

const named = ({ client }: StopParameters) => client ?? 'El asistente';
const inside = ({ client }: StopParameters) => client ?? 'el asistente';
// "de" and "a" melt into the article, so that they cannot stand in the sentence.
const of = ({ client }: StopParameters) =>
  client === undefined ? 'del asistente' : `de ${client}`;
const to = ({ client }: StopParameters) => (client === undefined ? 'al asistente' : `a ${client}`);

const REMOVE_AND_ADD =
  'Elimina esta conexión en el asistente y añádela de nuevo. Si sigue igual, avisa a quienes hacen el asistente.';
const TRY_AGAIN = 'Inicia la conexión en el asistente una vez más.';
const THE_WAY_IN =
  'Comprueba que se puede llegar a esta casa desde internet por el puerto 443, y que ninguna protección contra bots de tu túnel o proxy bloquea las rutas /.well-known, /register, /authorize, /token y /mcp.';

const steps: Timeline['steps'] = {
  challenge: 'Primera petición a /mcp, con aviso de iniciar sesión',
  resource_metadata: 'Lectura de lo que aquí está protegido',
  server_metadata: 'Lectura de dónde iniciar sesión',
  registration: 'Registro',
  authorize: 'Envío de una persona aquí para iniciar sesión',
  consent_page: 'Página de consentimiento abierta',
  consent: 'Respuesta de la persona',
  token: 'Token',
  call: 'Uso del token',
  refresh: 'Token nuevo',
};

const results: Timeline['results'] = {
  ok: 'hecho',
  refused: 'rechazado',
  waiting: 'en espera',
};

const states: Timeline['states'] = {
  'under way': 'en curso',
  connected: 'conectado',
  stopped: 'detenido',
};

const details: Timeline['details'] = {
  unknown_client: 'no está registrado aquí',
  client_document: 'el documento en el que se describe no se puede usar',
  redirect_uri: 'la dirección a la que volver no está permitida',
  resource: 'es para otra dirección',
  pkce: 'la prueba de que pregunta el mismo programa falta o es incorrecta',
  code_unknown: 'el código es desconocido o ha caducado',
  code_expired: 'el código ha caducado',
  code_used: 'el código ya se había usado',
  refresh_token: 'el token de actualización ya no es válido',
  document: 'por el documento que publica',
  listed: 'añadido por quien administra Latchkey',
  at_home: 'en la página de inicio de sesión de Home Assistant',
  unknown_host: 'con un nombre que no es de los nuestros',
  unknown_origin: 'desde una página web que no puede preguntar',
  other_address: 'en una dirección en la que no hay nada',
  too_many_requests: 'demasiadas peticiones',
  trouble: 'Latchkey ha tenido un fallo propio',
  client_authentication: 'no ha demostrado que es el cliente que dice ser',
  foreign_token: 'el token no es de los nuestros',
  token_expired: 'el token ha caducado',
  grant_ended: 'se cerró su sesión',
  scope: 'necesita más permisos',
  denied: 'la persona ha dicho que no',
  other_browser: 'en otro navegador distinto de aquel en que empezó',
  form_expired: 'la página había caducado',
  sign_in_refused: 'Home Assistant no ha aceptado el inicio de sesión',
  home_unreachable: 'Home Assistant no ha respondido',
  home_banned: 'Home Assistant ha bloqueado Latchkey',
  too_many_sign_ins: 'se han rechazado demasiados inicios de sesión',
  sign_in_again: 'el inicio de sesión no se ha terminado',
  other: 'la petición no tenía la forma correcta',
};

const stops: Timeline['stops'] = {
  only_asked: (about) => ({
    happened: `${named(about)} ha preguntado, se le ha dicho dónde leer cómo iniciar sesión y nunca lo ha leído.`,
    means:
      'O no le ha llegado la respuesta, porque un proxy ha quitado la cabecera WWW-Authenticate o bloquea su siguiente petición, o no sabe iniciar sesión por sí solo y espera un token.',
    todo: `Si tiene un campo para el inicio de sesión u OAuth, actívalo. ${THE_WAY_IN}`,
  }),
  asked_elsewhere: (about) => ({
    happened: `${named(about)} ha pedido los documentos de inicio de sesión de otra dirección, en la que no hay nada.`,
    means: 'La dirección que se ha escrito en el asistente no es exactamente la de esta casa.',
    todo: 'Escribe la dirección que muestra Latchkey, con /mcp al final y nada detrás.',
  }),
  stopped_after_resource_metadata: (about) => ({
    happened: `${named(about)} ha leído qué está protegido aquí y nunca ha leído dónde iniciar sesión.`,
    means:
      'La dirección a la que se ha conectado no es la que Latchkey dice tener, o un proxy bloquea su siguiente petición.',
    todo: `Compara la dirección del asistente con la que muestra Latchkey: deben ser iguales letra por letra. ${THE_WAY_IN}`,
  }),
  never_registered: (about) => ({
    happened: `${named(about)} ha leído todo sobre el inicio de sesión y después no se ha registrado.`,
    means:
      'No ha encontrado lo que necesita, espera que lo añadas a mano con un ID de cliente, o un proxy bloquea POST /register.',
    todo: `${TRY_AGAIN} Si pide un ID de cliente, deja el campo vacío. ${THE_WAY_IN}`,
  }),
  never_came_back: (about) => ({
    happened: `${named(about)} se ha registrado, pero no ha vuelto: no ha enviado aquí ningún navegador a iniciar sesión.`,
    means:
      about.hosted === true
        ? 'Sus servidores han recibido una respuesta, y después no se ha abierto la página de inicio de sesión. Lo más habitual es que una ventana se cerrara o se bloqueara, o que sus servidores desistieran de esta dirección.'
        : 'El programa ha recibido una respuesta, y no se ha abierto ningún navegador. Lo más habitual es que la ventana se cerrara, o que el programa funcione donde no hay navegador.',
    todo:
      about.hosted === true
        ? `${TRY_AGAIN} Permite que el navegador abra ventanas nuevas. ${THE_WAY_IN}`
        : `${TRY_AGAIN} Si muestra una dirección para abrir, ábrela en el navegador del mismo equipo.`,
  }),
  form_not_opened: (about) => ({
    happened: `El navegador se ha enviado a la página de consentimiento ${of(about)} y no ha llegado.`,
    means: 'Un proxy o túnel no ha dejado pasar la página /consent, o se ha cerrado la ventana.',
    todo: `${TRY_AGAIN} Si sigue igual, comprueba que tu proxy deja pasar la ruta /consent y sus cookies.`,
  }),
  never_answered: (about) => ({
    happened: `La persona ha abierto la página de consentimiento ${of(about)}, pero no ha respondido.`,
    means: 'La página vale diez minutos, y nadie ha pulsado un botón en ella.',
    todo: `${TRY_AGAIN} Después inicia sesión y pulsa Permitir.`,
  }),
  never_back_from_home: () => ({
    happened: 'La persona ha ido a la página de inicio de sesión de Home Assistant y no ha vuelto.',
    means:
      'La página no se ha abierto, el inicio de sesión no se ha terminado, o el camino de vuelta a Latchkey no ha funcionado.',
    todo: 'Comprueba que la dirección de Home Assistant se abre en este navegador, empieza una vez más, o usa un token de acceso de larga duración en la página de consentimiento.',
  }),
  code_never_redeemed: (about) => ({
    happened: `La persona ha dicho que sí, y ${inside(about)} nunca ha venido a por su token.`,
    means:
      about.hosted === true
        ? 'El navegador no ha vuelto al asistente, o las respuestas de /token no llegan a sus servidores.'
        : 'El programa que esperaba la respuesta se ha cerrado, o espera en otro equipo distinto del que tiene el navegador.',
    todo:
      about.hosted === true
        ? `${TRY_AGAIN} ${THE_WAY_IN}`
        : `${TRY_AGAIN} Usa un navegador en el equipo en el que funciona el programa, y deja el programa abierto.`,
  }),
  token_never_used: (about) => ({
    happened: `${named(about)} ha recibido su token, pero no ha hecho ninguna llamada.`,
    means:
      'No sabe dónde usar el token: la dirección que tiene no termina en /mcp, o sus llamadas no pasan por el proxy.',
    todo: `Escribe la dirección que muestra Latchkey, que termina en /mcp, sin barra detrás. ${THE_WAY_IN}`,
  }),
  never_renewed: (about) => ({
    happened: `El token ${of(about)} ha caducado, y no ha venido a por uno nuevo.`,
    means:
      'Estaba conectado. Algunos asistentes olvidan cómo renovar, o renuevan solo cuando se usan.',
    todo: 'Usa el asistente una vez. Si sigue sin poder, elimina allí esta conexión y añádela de nuevo.',
  }),
  unknown_host: (about) => ({
    happened:
      about.host === undefined
        ? 'Alguien ha preguntado con un nombre que no es una de las puertas de entrada.'
        : `Alguien ha preguntado con el nombre ${about.host}, que no es una de las puertas de entrada.`,
    means:
      'Una puerta de entrada es una dirección que has indicado a Latchkey. Todas las demás se rechazan, para que ninguna página web pueda colarse.',
    todo: 'Si este nombre es tuyo, añádelo a MCP_BASE_URL (opción base_url). Si no, alguien solo está probando puertas, y no hay nada que hacer.',
  }),
  unknown_origin: (about) => ({
    happened: `${named(about)} ha preguntado desde una página web que no puede usar Latchkey.`,
    means:
      'Las páginas de otros sitios se rechazan; si no, cualquier página podría hablar con tu casa.',
    todo: 'Si te fías de esa página, añade su origen a MCP_CORS_ORIGINS.',
  }),
  too_many_requests: (about) => ({
    happened: `Se ha rechazado ${to(about)} porque han llegado demasiadas peticiones en poco tiempo.`,
    means: 'Se repite, o lo hace alguien más detrás de la misma dirección.',
    todo: 'Espera unos minutos y empieza una vez más. Detrás de un túnel, configura MCP_TRUST_PROXY para poder distinguir a los visitantes.',
  }),
  trouble: (about) => ({
    happened: `Latchkey no ha podido responder ${to(about)} por un fallo propio.`,
    means:
      'Su almacenamiento, o algo a lo que tenía que preguntar, no ha respondido en ese momento.',
    todo: 'Mira el registro de Latchkey, comprueba que el disco no está lleno y empieza una vez más.',
  }),
  registration_redirect: () => ({
    happened: 'El asistente quería registrar una dirección a la que volver que no está permitida.',
    means:
      'Solo pueden recibir un inicio de sesión las direcciones https, este mismo equipo y los esquemas de programas conocidos.',
    todo: 'Avisa a quienes hacen el asistente, o usa una clave de API para él.',
  }),
  registration_refused: () => ({
    happened: 'El asistente ha enviado un registro que no se puede usar.',
    means: 'Le falta algo, algo es demasiado grande, o no es como lo dice RFC 7591.',
    todo: 'Comprueba que el asistente está actualizado. Si sigue igual, avisa a quienes lo hacen.',
  }),
  client_document: () => ({
    happened: 'El documento en el que se describe el asistente no se ha podido usar.',
    means: 'Latchkey tiene que leerlo de internet: no ha respondido, o lo que dice no es válido.',
    todo: 'Comprueba que esta casa tiene conexión a internet, espera un minuto y empieza una vez más.',
  }),
  unknown_client: (about) => ({
    happened: `${named(about)} ha usado un registro que ya no se conoce aquí.`,
    means: 'Su registro nunca se usó, o se ha eliminado, o Latchkey se ha instalado de nuevo.',
    todo: 'Elimina esta conexión en el asistente y añádela de nuevo, para que vuelva a registrarse.',
  }),
  redirect_not_allowed: (about) => ({
    happened: `${named(about)} ha pedido volver a una dirección que no ha registrado.`,
    means:
      'Un inicio de sesión va solo a la dirección registrada; si no, cualquiera podría interceptarlo.',
    todo: REMOVE_AND_ADD,
  }),
  other_resource: (about) => ({
    happened: `${named(about)} ha pedido acceso a otra dirección distinta de esta.`,
    means: 'Un token vale para una dirección. La que se ha escrito no es exactamente la nuestra.',
    todo: 'Escribe la dirección que muestra Latchkey, letra por letra.',
  }),
  no_pkce: (about) => ({
    happened: `${named(about)} ha pedido iniciar sesión sin la prueba que protege la respuesta (PKCE con S256).`,
    means: 'Sin ella, Latchkey no inicia la sesión de nadie.',
    todo: 'Comprueba que el asistente está actualizado.',
  }),
  authorize_refused: (about) => ({
    happened: `${named(about)} ha enviado aquí el navegador con una petición que no se puede usar.`,
    means: 'Le falta algo, algo está dos veces, o es de un tipo que Latchkey no tiene.',
    todo: REMOVE_AND_ADD,
  }),
  other_browser: (about) => ({
    happened: `La página de consentimiento ${of(about)} se ha abierto en otro navegador distinto de aquel en que empezó.`,
    means:
      'Una página que se ha reenviado a otra persona se rechaza. Un navegador sin cookies parece lo mismo.',
    todo: 'Empieza una vez más y quédate en un solo navegador, con las cookies activadas.',
  }),
  form_expired: (about) => ({
    happened: `La página de consentimiento ${of(about)} había caducado cuando se respondió.`,
    means: 'Vale diez minutos.',
    todo: TRY_AGAIN,
  }),
  denied: (about) => ({
    happened: `La persona ha dicho que no ${to(about)}.`,
    means: 'No se ha compartido nada.',
    todo: 'Si ha sido un error, inicia la conexión en el asistente una vez más.',
  }),
  sign_in_refused: () => ({
    happened: 'Home Assistant no ha aceptado el inicio de sesión de la persona.',
    means: 'El token está mal escrito, ha caducado, se ha eliminado o es de otro Home Assistant.',
    todo: 'Inicia sesión una vez más en la misma página, o crea un token de acceso de larga duración nuevo en tu perfil.',
  }),
  home_unreachable: () => ({
    happened: 'Home Assistant no ha respondido mientras la persona iniciaba sesión.',
    means: 'Se estaba reiniciando, o Latchkey tiene una dirección incorrecta para él.',
    todo: 'Espera un minuto e inicia sesión una vez más en la misma página. Si sigue igual, revisa HOMEASSISTANT_URL.',
  }),
  home_banned: () => ({
    happened: 'Home Assistant ha bloqueado Latchkey tras demasiados inicios de sesión fallidos.',
    means: 'Nadie puede iniciar sesión hasta que se deshaga.',
    todo: 'Quita la dirección de Latchkey de ip_bans.yaml y reinicia Home Assistant.',
  }),
  too_many_sign_ins: () => ({
    happened: 'Se han rechazado demasiados inicios de sesión seguidos.',
    means: 'Latchkey deja de preguntar un tiempo, para que Home Assistant no lo bloquee.',
    todo: 'Espera diez minutos y empieza una vez más.',
  }),
  sign_in_again: () => ({
    happened: 'El inicio de sesión en Home Assistant no se ha terminado.',
    means: 'Se ha cancelado allí, ha tardado demasiado o ya se había usado.',
    todo: 'Pulsa una vez más el botón de iniciar sesión en la página de consentimiento.',
  }),
  code_unknown: (about) => ({
    happened: `${named(about)} ha venido a por su token con un código que no se conoce aquí.`,
    means:
      'El código era demasiado antiguo, ha cambiado por el camino, o es de antes de que el intento empezara otra vez.',
    todo: TRY_AGAIN,
  }),
  code_expired: (about) => ({
    happened: `${named(about)} ha venido a por su token demasiado tarde.`,
    means: 'Un código vale solo un tiempo breve.',
    todo: `${TRY_AGAIN} Si sigue igual, comprueba que el reloj de este equipo está en hora.`,
  }),
  code_used: (about) => ({
    happened: `${named(about)} ha usado su código por segunda vez.`,
    means:
      'Un código que llega dos veces puede ser robado, por eso se ha retirado lo que daba. Algunos asistentes repiten una petición cuya respuesta no han recibido.',
    todo: `${TRY_AGAIN} Si sigue igual, comprueba que tu proxy no repite las peticiones a /token.`,
  }),
  wrong_verifier: (about) => ({
    happened: `${named(about)} no ha podido demostrar que es quien pidió el inicio de sesión.`,
    means: 'Se ha cruzado otro intento del mismo asistente, o se ha confundido de respuesta.',
    todo: `${TRY_AGAIN} Hazlo en una sola ventana.`,
  }),
  client_authentication: (about) => ({
    happened: `${named(about)} ha venido a por su token con un secreto incorrecto, o de otra forma que la registrada.`,
    means:
      'Tiene un registro antiguo, o el secreto de cliente que se ha escrito en él no es correcto.',
    todo: 'Si has escrito un secreto de cliente, escríbelo de nuevo. Si no, elimina esta conexión en el asistente y añádela de nuevo.',
  }),
  token_refused: (about) => ({
    happened: `${named(about)} ha venido a por su token con una petición que no se puede usar.`,
    means: 'Le falta algo, o no es como se había pedido.',
    todo: REMOVE_AND_ADD,
  }),
  foreign_token: (about) => ({
    happened: `${named(about)} ha venido con un token que no es de los nuestros.`,
    means:
      'Un token de Home Assistant no abre Latchkey, y tampoco el de un Latchkey que se ha instalado de nuevo.',
    todo: 'Quita el token de la configuración del asistente y deja que inicie sesión, o dale una clave de API de Latchkey.',
  }),
  token_for_other_resource: (about) => ({
    happened: `${named(about)} ha venido con un token para otra dirección de esta casa.`,
    means: 'Un token vale en la dirección en la que la persona inició sesión, y en ninguna otra.',
    todo: 'Escribe la misma dirección que se usó para iniciar sesión, o añade la conexión de nuevo con esta.',
  }),
  signed_out: (about) => ({
    happened: `${named(about)} ha venido con un token cuya conexión ha terminado.`,
    means:
      'Alguien lo ha desconectado, la sesión se ha eliminado en Home Assistant, o un código o token ha llegado dos veces.',
    todo: 'Conéctalo otra vez en el asistente, si quieres que entre.',
  }),
  scope: (about) => ({
    happened: `${named(about)} ha recibido menos permisos de los que necesita aquí.`,
    means: 'La persona ha permitido demasiado poco para lo que este Latchkey exige a todos.',
    todo: `${TRY_AGAIN} Permite más en la página de consentimiento.`,
  }),
  call_refused: (about) => ({
    happened: `${named(about)} tiene su token, y su primera petición se ha rechazado.`,
    means: 'La petición no tenía la forma correcta.',
    todo: 'Comprueba que el asistente está actualizado. Si sigue igual, avisa a quienes lo hacen.',
  }),
  refresh_refused: (about) => ({
    happened: `${named(about)} ha venido a por un token nuevo y se le ha rechazado.`,
    means:
      'Su conexión ha terminado: alguien lo ha desconectado, la sesión se ha eliminado en Home Assistant, o no se ha usado durante demasiado tiempo.',
    todo: 'Conéctalo otra vez en el asistente.',
  }),
};

/** The timeline of how assistants connect. */
export const timeline: Timeline = {
  title: 'Cómo se han conectado los asistentes',
  none: 'Ningún asistente ha intentado conectarse desde que Latchkey se inició.',
  forgets: 'Lo anterior al último inicio de Latchkey no se recuerda.',
  unnamed: 'Un asistente que no ha dicho su nombre',
  steps,
  results,
  states,
  details,
  stops,
};
