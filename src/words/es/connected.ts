import type { Words } from '../words.ts';

/** The page of what is connected. */
export const connected: Words['connected'] = {
  nav: 'Conexiones',
  title: 'Lo que está conectado',
  intro:
    'Estos asistentes pueden entrar ahora en tu casa, cada uno para la persona que lo dejó entrar. Un cambio vale desde lo siguiente que haga el asistente.',
  none: 'Todavía no hay nada conectado.',
  noneTodo: 'La dirección que se da a los asistentes está en la primera página.',
  toStart: 'Conectar un asistente',
  unknownAssistant: 'Un asistente que ya no se conoce',
  ownName: 'Este nombre se lo ha puesto él mismo; nadie responde por él.',
  vouched: (host) => `Publicado por ${host}`,
  forPerson: (person) => `Para ${person}`,
  unknownPerson: 'alguien que ya no se conoce',
  paused: 'En pausa',
  pausedSince: (time) =>
    `En pausa desde: ${time}. Conserva su sesión, y se le dice que un administrador lo ha puesto en pausa.`,
  facts: {
    home: 'Casa',
    door: 'A través de',
    may: 'Puede',
    since: 'Desde',
    used: 'Último uso',
    from: 'Origen',
  },
  notUsed: 'Sin usar todavía',
  justNow: 'ahora mismo',
  fromUnknown: 'Desconocido',
  fromUnknownHint: 'Ha llegado por un túnel o proxy, o desde tu propia red.',
  lowered: 'Un administrador le ha quitado una parte.',
  nothingInHome: { label: 'Nada en la casa', hint: 'Solo lo que se elija abajo.' },
  energy: 'Consumo de energía',
  server: (name) => `Otro servidor: ${name}`,
  lower: 'Quitarle algo',
  lowerOf: (assistant, person) => `Quitarle algo: lo que ${assistant} puede hacer para ${person}`,
  lowerHint:
    'Aquí solo se puede reducir. Para darle más, desconéctalo y deja que inicie sesión de nuevo.',
  inTheHome: 'En la casa',
  besides: 'Además',
  keep: 'Guardar',
  keepOf: (assistant, person) => `Guardar lo que ${assistant} puede hacer para ${person}`,
  pause: 'Pausar',
  pauseOf: (assistant, person) => `Pausar ${assistant} para ${person}`,
  resume: 'Dejar que siga',
  resumeOf: (assistant, person) => `Dejar que siga: ${assistant} para ${person}`,
  disconnect: 'Desconectar',
  disconnectOf: (assistant, person) => `Desconectar ${assistant} para ${person}`,
  everything: {
    title: 'Desconectar todo',
    happens: (count) =>
      count === 1
        ? 'La única conexión termina de inmediato. Para volver a usar el asistente, su persona tiene que dejarlo entrar de nuevo.'
        : `Las ${count} conexiones terminan de inmediato, para todos. Para volver a usar un asistente, cada persona tiene que dejarlo entrar de nuevo.`,
    confirm: 'Sí, desconectar todo',
  },
  ended: {
    title: 'Terminadas en los últimos siete días',
    line: (assistant, person) => `${assistant}, para ${person}`,
    reasons: {
      revoked_by_client: 'El asistente cerró la sesión por sí mismo.',
      code_replayed:
        'Su inicio de sesión se usó por segunda vez, como haría un ladrón, así que se terminó por seguridad.',
      refresh_replayed:
        'Su pase se usó por segunda vez, como haría un ladrón, así que se terminó por seguridad.',
      credential_refused:
        'Home Assistant dejó de aceptar el inicio de sesión: se cerró la sesión allí, o se eliminó el token.',
      disconnected: 'Un administrador lo desconectó.',
      expired: 'No se usó durante mucho tiempo.',
    },
  },
  gone: 'No se ha hecho: entretanto ha terminado o ha cambiado. Lo que se muestra ahora es lo que hay.',
  nothingLeft: 'No quedaría nada que pueda hacer. Mejor desconéctalo.',
  done: {
    lowered: 'Guardado. Desde ahora puede hacer menos.',
    paused: 'En pausa. No puede hacer nada hasta que dejes que siga.',
    resumed: 'Ya puede seguir.',
    disconnected: 'Desconectado. Su próxima llamada se rechaza.',
    everything: 'Todo está desconectado.',
  },
};
