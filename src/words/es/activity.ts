import type { Words } from '../words.ts';

type Call = Parameters<Words['activity']['sentence']['used']>[0];

/** “Claude encendió Luz de la cocina para Ada”, with what is known of it. */
const acting =
  (verb: string) =>
  ({ who, on, person }: Call) =>
    person === '' ? `${who} ${verb} ${on}` : `${who} ${verb} ${on} para ${person}`;

function using({ who, tool, on, person }: Call): string {
  if (person === '') return on === '' ? `${who} usó “${tool}”` : `${who} usó “${tool}” en ${on}`;
  return on === ''
    ? `${who} usó “${tool}” para ${person}`
    : `${who} usó “${tool}” para ${person} en ${on}`;
}

function times(count: number): string {
  return count === 1 ? 'una vez' : `${count} veces`;
}

function calls(count: number): string {
  return count === 1 ? '1 llamada' : `${count} llamadas`;
}

/** The page with the audit log. */
export const activity: Words['activity'] = {
  nav: 'Actividad',
  /** What was changed in the settings. */
  changes: {
    rule_saved: 'se guardó una regla',
    rule_removed: 'se quitó una regla',
    lowered: 'se retiró un permiso',
    paused: 'se puso en pausa un asistente',
    resumed: 'un asistente puede continuar',
    disconnected: 'se desconectó un asistente',
    disconnected_everything: 'se desconectó todo',
    machine_made: 'se dejó entrar a un programa',
    machine_secret_replaced: 'un programa recibió un secreto nuevo',
    machine_removed: 'se quitó un programa',
    server_added: 'se añadió otro servidor',
    server_changed: 'se cambió otro servidor',
    server_removed: 'se quitó otro servidor',
    tools_approved: 'se aprobaron herramientas',
    tool_withdrawn: 'se retiró una herramienta',
    secret_set: 'se guardó un secreto',
    secret_removed: 'se quitó un secreto',
    sign_in_link: 'se creó un enlace para iniciar sesión',
    debug_on: 'se activó el registro de inicios de sesión',
    debug_off: 'se desactivó el registro de inicios de sesión',
    signing_key_rotated: 'firma una clave nueva',
    encryption_key_rotated: 'los secretos se guardaron con una clave nueva',
    companion_installed: 'el acompañante se instaló en Home Assistant',
    companion_removed: 'el acompañante se quitó de Home Assistant',
    home_restarted: 'Home Assistant se reinició',
    companion_secret_shown: 'se mostró el secreto del acompañante',
    address_added: 'se añadió una dirección',
    address_removed: 'se quitó una dirección',
    home_client_made: 'se autorizó un Home Assistant',
    home_client_removed: 'se quitó un Home Assistant',
    watchdog_on: 'se activó la vigilancia',
  },
  title: 'Actividad',
  intro:
    'Qué hicieron los asistentes en tu casa, para quién, y cómo salió. Latchkey anota qué elementos se nombraron, nunca qué más se dijo o se respondió.',
  kept: (days) =>
    days === 1
      ? 'Se guarda durante un día.'
      : `Se guarda durante ${days} días, con las 200.000 entradas más recientes.`,
  off: {
    title: 'No se anota nada',
    happened:
      'El registro de actividad está desactivado, así que Latchkey no puede mostrar quién hizo qué. Lo que había antes se ha eliminado.',
    todo: 'Para activarlo, pon en *audit_days*, en la configuración de la aplicación (o en MCP_AUDIT_DAYS), cuántos días recordar, por ejemplo 90, y reinicia Latchkey.',
  },

  chart: {
    title: 'Llamadas por día',
    summary: (all, failed, most) =>
      failed === 0
        ? `${calls(all)} en los últimos 30 días, y todo funcionó. El día con más actividad hubo ${most}.`
        : `${calls(all)} en los últimos 30 días; sin funcionar o sin permiso: ${failed}. El día con más actividad hubo ${most}.`,
    none: 'Ningún asistente ha hecho nada en los últimos 30 días.',
    done: 'Funcionó',
    failed: 'No funcionó o no estaba permitido',
    table: 'Lo mismo en una tabla',
    day: 'Día',
    worked: 'Funcionaron',
    notWorked: 'Fallaron',
    tools: 'Lo que más se usa',
    tool: 'Herramienta',
    toolLine: (count, failed) =>
      failed === 0
        ? calls(count)
        : failed === 1
          ? `${calls(count)}, 1 no funcionó`
          : `${calls(count)}, ${failed} no funcionaron`,
    server: (tool) => `${tool} (otro servidor)`,
  },

  failures: {
    title: 'Intentos fallidos',
    intro:
      'Los últimos 7 días. Algunos son normales: los asistentes muestran una vez un pase antiguo antes de renovarlo, y las personas se equivocan al escribir. Si hay muchos desde una dirección que no conoces, alguien está probando.',
    none: 'Ninguno en los últimos 7 días.',
    reason: {
      refused: 'Un inicio de sesión que Home Assistant rechazó',
      expired: 'Un inicio de sesión con un token caducado',
      malformed: 'Un inicio de sesión con algo que no es un token de Home Assistant',
      empty: 'Un inicio de sesión sin token',
      unreachable: 'Un inicio de sesión mientras Home Assistant no respondía',
      banned: 'Un inicio de sesión mientras Home Assistant bloqueaba esta aplicación',
      too_many: 'Un inicio de sesión justo después de muchos fallidos',
      token_refused: 'Un pase desconocido o que ya no vale',
      over_limit: 'Muchas más peticiones de las que hace una casa',
    },
    otherReason: 'Un inicio de sesión que no funcionó',
    count: times,
    from: (sources) => `desde ${sources}`,
    through: (name) => `a través de ${name}`,
    somewhere: 'una dirección desconocida',
    others: 'otras direcciones',
  },

  filter: {
    title: 'Mostrar solo',
    person: 'Persona',
    everybody: 'Todas',
    assistant: 'Asistente o programa',
    every: 'Todos',
    kind: 'Qué',
    outcome: 'Cómo salieron las llamadas',
    since: 'Desde',
    apply: 'Mostrar',
    clear: 'Mostrar todo',
    kinds: {
      '': 'Todo',
      calls: 'Llamadas',
      sign_ins: 'Inicios de sesión y conexiones',
      settings: 'Cambios en los ajustes',
      failures: 'Intentos fallidos',
    },
    outcomes: {
      '': 'De cualquier forma',
      done: 'Funcionaron',
      failed: 'No funcionaron',
      refused: 'No estaban permitidas',
      asked: 'Esperaron un sí',
    },
  },

  log: {
    title: 'Registro',
    none: 'Aquí no hay nada todavía. En cuanto un asistente haga algo, aparecerá aquí.',
    noneFits: 'Nada coincide con lo que has elegido.',
    noneYet: 'Hasta aquí, nada coincide con lo que has elegido. Puede que haya algo más atrás.',
    older: 'Anteriores',
    newest: 'Volver a lo más reciente',
    download: 'Descargar como archivo',
    downloadHint:
      'Todo lo que coincide, lo más antiguo primero, un objeto JSON por línea. Contiene nombres e ID de tu casa, así que mira bien a quién se lo das.',
    ms: (milliseconds) =>
      milliseconds < 10_000 ? `${milliseconds} ms` : `${Math.round(milliseconds / 1_000)} s`,
    door: (address) => `a través de ${address}`,
    more: (count) => `${count} más`,
    unwritten: (count) =>
      count === 1 ? 'otra igual no se anotó' : `otras ${count} iguales no se anotaron`,
    somebody: 'Alguien',
    anAssistant: 'Un asistente que ya no está',
    area: (name) => `todo en ${name}`,
  },

  outcome: {
    failed: 'No funcionó',
    error: 'Fallo en Latchkey',
    refused: 'No permitido',
    asked: 'Espera un sí',
  },

  said: {
    yes: (way) =>
      way === 'client'
        ? 'Alguien dijo que sí en el asistente'
        : 'Alguien dijo que sí en su teléfono',
    no: (way) =>
      way === 'nobody'
        ? 'No había nadie a quien pedir un sí'
        : way === 'client'
          ? 'Nadie dijo que sí en el asistente'
          : 'Nadie dijo que sí en su teléfono',
  },

  sentence: {
    used: using,
    acted: {
      turn_on: acting('encendió'),
      turn_off: acting('apagó'),
      toggle: acting('alternó'),
      open: acting('abrió'),
      close: acting('cerró'),
      stop: acting('detuvo'),
      lock: acting('bloqueó'),
      unlock: acting('desbloqueó'),
    },
    tried: ({ who, tool, on }) =>
      on === '' ? `${who} intentó usar “${tool}”` : `${who} intentó usar “${tool}” en ${on}`,
    prompt: (who, name) => `${who} tomó la instrucción preparada “${name}”`,
    resource: (who, name) => `${who} leyó “${name}”`,
    allowed: (who, person) => `${person} dejó entrar a ${who}`,
    denied: (who) => `Alguien dijo que no a ${who}`,
    signInFailed: (who) => `Alguien que quería dejar entrar a ${who} no pudo iniciar sesión`,
    upstreamSignIn: {
      done: (server) => `Latchkey inició sesión en ${server}`,
      failed: (server) => `El inicio de sesión en ${server} no funcionó`,
    },
    registered: (who) => `${who} se presentó; solo con eso nadie lo ha dejado entrar`,
    machineToken: (who) => `El programa ${who} recibió un pase nuevo`,
    ended: {
      revoked_by_client: (who) => `${who} cerró su propia sesión`,
      code_replayed: (who) =>
        `${who} fue desconectado, porque su código de inicio de sesión se usó por segunda vez`,
      refresh_replayed: (who) =>
        `${who} fue desconectado, porque un pase antiguo suyo se usó otra vez y puede estar en otras manos`,
      credential_refused: (who) =>
        `${who} fue desconectado, porque Home Assistant ya no acepta el inicio de sesión que hay detrás`,
      disconnected: (who) => `${who} fue desconectado`,
      expired: (who) => `${who} fue desconectado, porque no se usó durante mucho tiempo`,
    },
    endedOtherwise: (who) => `La conexión de ${who} terminó`,
    settings: (person, what) => `${person} cambió los ajustes: ${what}`,
    refused: {
      token_refused: (count) => `Un pase desconocido o que ya no vale se mostró ${times(count)}`,
      over_limit: (count) =>
        `Se pidió mucho más de lo que pide una casa, y se rechazó ${times(count)}`,
    },
    lost: (count) =>
      count === 1
        ? 'El disco no dio abasto, y se perdió una entrada de este registro'
        : `El disco no dio abasto, y se perdieron ${count} entradas de este registro`,
    other: (what) => `Latchkey anotó: ${what}`,
  },
};
