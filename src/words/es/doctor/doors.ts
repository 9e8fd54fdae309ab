import type { ofDoors as english } from '../../en/doctor/doors.ts';

const BY_HTTPS = 'Dale un certificado de una autoridad pública como Let’s Encrypt';

/** Of the addresses at which assistants arrive, and of what lies between them and Latchkey. */
export const ofDoors: typeof english = {
  url_not_set: ({ url }) => ({
    sentence: `No hay ninguna URL base configurada, así que solo pueden conectarse los programas de este mismo equipo, en ${url}.`,
    fix: 'Elige una dirección en la página de inicio de los ajustes, o configura la URL base (MCP_BASE_URL) con la dirección https en la que los asistentes llegan a Latchkey.',
  }),
  url_in_house: ({ url }) => ({
    sentence: `${url} es solo para la casa: Claude Code y VS Code en casa pueden usarla, Claude.ai y ChatGPT no.`,
    fix: 'Para estos, añade a las URL base (MCP_BASE_URL) una dirección https pública en el puerto 443.',
  }),
  url_http_in_house: ({ url }) => ({
    sentence: `${url} no es https, y algunos asistentes no quieren iniciar sesión por http en otro equipo.`,
    fix: 'Si el tuyo es de esos, pon delante un proxy con un certificado, o usa el asistente en este equipo.',
  }),
  url_port: ({ url, port, right }) => ({
    sentence: `${url} tiene el puerto ${port}, y los asistentes alojados en internet, como Claude.ai, solo llegan al puerto 443.`,
    fix: `Dirige el puerto 443 a Latchkey y configura la URL base (MCP_BASE_URL) como ${right}`,
  }),
  url_http: ({ given, right }) => ({
    sentence: `${given} empieza por http, y por internet ningún asistente inicia sesión sin https.`,
    fix: `Dale al asistente ${right}`,
  }),
  url_mcp_twice: ({ given, right }) => ({
    sentence: `${given} termina en /mcp dos veces.`,
    fix: `Dale al asistente ${right}`,
  }),
  url_other_path: ({ given, right }) => ({
    sentence: `${given} tiene otra ruta que aquella en la que responde Latchkey.`,
    fix: `Dale al asistente ${right}`,
  }),
  url_not_a_door: ({ given, right }) => ({
    sentence: `${given} no es una dirección de este Latchkey.`,
    fix: `Dale al asistente ${right}, o añade la dirección que querías a las URL base (MCP_BASE_URL).`,
  }),
  name_unknown: ({ host }) => ({
    sentence: `El nombre ${host} no lleva a ningún sitio.`,
    fix: 'Comprueba cómo está escrito en la URL base (MCP_BASE_URL), y que existe su registro DNS.',
  }),
  name_private: ({ host, address }) => ({
    sentence: `Visto desde aquí, ${host} lleva a ${address}, que no es una dirección de internet; los asistentes alojados en internet necesitan una.`,
    fix: 'Si tu propia red responde por este nombre, todo está bien; si no, apunta su registro DNS público a tu dirección pública.',
  }),
  no_ipv4: ({ host }) => ({
    sentence: `${host} solo tiene una dirección IPv6, y los asistentes alojados en internet, como Claude.ai, llegan por IPv4.`,
    fix: 'Añade un registro A con una dirección IPv4 pública, o usa un túnel que tenga una.',
  }),
  certificate_self_signed: ({ host }) => ({
    sentence: `El certificado de ${host} es autofirmado, y los asistentes no confían en certificados así.`,
    fix: `${BY_HTTPS}, en el proxy que está delante de Latchkey.`,
  }),
  certificate_incomplete: ({ host }) => ({
    sentence: `${host} no envía la cadena de certificados completa; los navegadores rellenan el hueco, los asistentes no.`,
    fix: 'Haz que el proxy envíe la cadena completa (a menudo el archivo fullchain.pem en lugar de cert.pem).',
  }),
  certificate_expired: ({ host }) => ({
    sentence: `El certificado de ${host} ha caducado.`,
    fix: 'Renuévalo, y averigua por qué no se ha renovado solo.',
  }),
  certificate_not_yet_valid: ({ host }) => ({
    sentence: `El certificado de ${host} todavía no es válido, o el reloj de este equipo va atrasado.`,
    fix: 'Pon el reloj en hora por internet; si está en hora, pide un certificado nuevo.',
  }),
  certificate_other_name: ({ host }) => ({
    sentence: `El certificado que hay en ${host} es para otro nombre.`,
    fix: `Consigue un certificado para ${host}, o corrige la URL base (MCP_BASE_URL).`,
  }),
  certificate_untrusted: ({ host, code }) => ({
    sentence: `No se confía en el certificado de ${host} (${code}).`,
    fix: `${BY_HTTPS}, en el proxy que está delante de Latchkey.`,
  }),
  certificate_ends_soon: ({ host, days }) => ({
    sentence:
      days === 1
        ? `El certificado de ${host} caduca en un día.`
        : `El certificado de ${host} caduca en ${days} días.`,
    fix: 'Comprueba que se renueva solo.',
  }),
  not_https: ({ host }) => ({
    sentence: `${host} no habla https en el puerto en el que los asistentes lo esperan.`,
    fix: 'Haz que el proxy termine https allí, y que no deje pasar http sin cifrar.',
  }),
  door_refused: ({ host }) => ({
    sentence: `Nada escucha en ${host}.`,
    fix: 'Inicia el proxy o túnel que debería responder allí, o corrige su redirección de puertos.',
  }),
  door_silent: ({ host }) => ({
    sentence: `${host} no responde a tiempo.`,
    fix: 'Revisa la redirección de puertos o el túnel, y el cortafuegos; si tu router no llega desde dentro a su propia dirección pública, prueba desde fuera con un teléfono que no esté en la red wifi.',
  }),
  door_broken: ({ host, code }) => ({
    sentence: `${host} acepta la conexión y después la corta (${code}).`,
    fix: 'Mira el registro del proxy o túnel que está delante de Latchkey.',
  }),
  redirect_loop: ({ url }) => ({
    sentence: `${url} se redirige a sí misma sin fin.`,
    fix: 'Haz que el proxy hable https hacia fuera y http sin cifrar hacia Latchkey, una vez cada uno; en Cloudflare, pon SSL/TLS en Full o usa un túnel.',
  }),
  redirected: ({ url, to }) => ({
    sentence: `${url} redirige a ${to}, y los asistentes no la siguen.`,
    fix: 'Quita la redirección o la página de inicio de sesión del camino a Latchkey, o haz de esa dirección la URL base (MCP_BASE_URL).',
  }),
  proxy_no_answer: ({ url, status }) => ({
    sentence: `El proxy responde ${status} en ${url}, porque no llega a Latchkey.`,
    fix: 'Corrige adónde lleva el proxy o túnel: al nombre y puerto de Latchkey, por http.',
  }),
  host_rewritten: ({ host }) => ({
    sentence: `El proxy da a Latchkey otro nombre que ${host}.`,
    fix: 'Haz que el proxy pase la cabecera Host sin cambios (en nginx: proxy_set_header Host $host).',
  }),
  path_rewritten: ({ url }) => ({
    sentence: `El proxy pide a Latchkey otra ruta que ${url}.`,
    fix: 'Haz que el proxy pase las rutas tal como son: no añadas ni quites /mcp allí.',
  }),
  password_in_front: ({ host }) => ({
    sentence: `El proxy que está delante de ${host} pide un inicio de sesión propio, que los asistentes no pueden dar.`,
    fix: 'Quita ese inicio de sesión delante de Latchkey, que por sí mismo no deja entrar a nadie que no haya iniciado sesión.',
  }),
  door_forbidden: ({ url }) => ({
    sentence: `Algo delante de Latchkey prohíbe ${url} (403).`,
    fix: 'Busca una regla de acceso, un filtro de países o un cortafuegos en el proxy o túnel.',
  }),
  elsewhere: ({ url, status }) => ({
    sentence: `Lo que responde en ${url} no es Latchkey (estado ${status}).`,
    fix: 'Dirige este nombre a Latchkey en el proxy o túnel, o corrige la URL base (MCP_BASE_URL).',
  }),
  document_missing: ({ url, status }) => ({
    sentence: `El proxy responde ${status} en ${url} en lugar de pasar lo que Latchkey tiene allí.`,
    fix: 'Dirige también a Latchkey todo lo que está bajo /.well-known/ de este nombre.',
  }),
  document_cached: ({ url }) => ({
    sentence: `Una caché por el camino entrega una copia antigua de ${url}`,
    fix: 'Vacía la caché del proxy o CDN, y haz que no guarde nada de Latchkey.',
  }),
  issuer_other: ({ url, expected, actual }) => ({
    sentence: `${url} nombra ${actual} en lugar de ${expected}, y los asistentes lo rechazan.`,
    fix: 'Dirige el proxy a este Latchkey y no a otro, y haz que no reescriba nada.',
  }),
  document_altered: ({ url }) => ({
    sentence: `El proxy cambia lo que Latchkey dice en ${url}`,
    fix: 'Desactiva en el proxy o CDN todo lo que reescribe respuestas.',
  }),
  mcp_unexpected: ({ url, status, expected }) => ({
    sentence: `${url} responde ${status} en lugar de ${expected}, así que un asistente nunca se entera de que tiene que iniciar sesión.`,
    fix: 'Haz que el proxy pase a Latchkey las peticiones POST a /mcp, y sus respuestas de vuelta, sin cambios.',
  }),
  challenge_stripped: ({ url }) => ({
    sentence: `El proxy quita la cabecera WWW-Authenticate de ${url}, así que los asistentes no encuentran dónde iniciar sesión.`,
    fix: 'Haz que el proxy deje pasar WWW-Authenticate, y que no responda ningún 401 propio.',
  }),
  challenge_altered: ({ url }) => ({
    sentence: `El proxy cambia la cabecera WWW-Authenticate de ${url}, así que los asistentes no encuentran dónde iniciar sesión.`,
    fix: 'Haz que el proxy deje pasar WWW-Authenticate tal como es.',
  }),
  authorization_stripped: ({ url }) => ({
    sentence: `El proxy quita la cabecera Authorization de ${url}, así que ningún inicio de sesión llega a nada.`,
    fix: 'Haz que el proxy deje pasar Authorization a Latchkey.',
  }),
  header_stripped: ({ url, header }) => ({
    sentence: `El proxy cambia o quita la cabecera ${header} de ${url}; los asistentes que funcionan en un navegador la necesitan.`,
    fix: `Haz que el proxy deje pasar ${header} tal como es.`,
  }),
  bots_blocked: ({ assistant, status }) => ({
    sentence:
      status === 0
        ? `Algo delante de Latchkey corta las conexiones de ${assistant}, aunque deja pasar a otros.`
        : `Algo delante de Latchkey responde ${status} a ${assistant}, aunque deja pasar a otros.`,
    fix: 'Permítelo en la protección contra bots del proxy o CDN; en Cloudflare, deja pasar los bots de IA para este nombre.',
  }),
};
