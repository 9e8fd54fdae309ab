import type { Words } from '../words.ts';

/** The page that finds out why an assistant cannot connect. */
export const checkUp: Words['checkUp'] = {
  nav: 'Revisión',
  title: '¿Por qué no puede conectarse un asistente?',
  intro:
    'Latchkey mira su propia dirección desde fuera, Home Assistant y a sí mismo, como lo haría un asistente. No se cambia nada.',
  look: 'Revisar ahora',
  lookAgain: 'Revisar otra vez',
  looking: (done, total) => `Revisando: ${done} de ${total} hechas`,
  reload: 'Mostrar lo encontrado hasta ahora',
  never: 'Todavía no se ha revisado nada.',
  lookedAt: (when) => `Última revisión: ${when}.`,
  sound: 'Todo está en orden',
  soundMeans:
    'Si aun así un asistente no puede conectarse, vuelve a iniciarlo y mira abajo dónde se detiene.',
  problems: (count) => (count === 1 ? '1 problema' : `${count} problemas`),
  warnings: (count) => (count === 1 ? '1 advertencia' : `${count} advertencias`),
  about: {
    door: (address) => `Sobre la dirección ${address}`,
    home: 'Sobre Home Assistant',
    here: 'Sobre el propio Latchkey',
  },
  statuses: {
    ok: 'En orden',
    warning: 'Advertencia',
    problem: 'Problema',
    unknown: 'Sin revisar',
  },
  all: 'Todo lo que se ha revisado',
  timeline: 'Cómo se han conectado los asistentes',
  timelineIntro:
    'Inicia la conexión en el asistente y mira cómo aparece aquí cada paso. Solo se guarda en la memoria, y no contiene ningún secreto.',
  from: (who) => `Desde ${who}`,
  times: (count) => (count === 1 ? '1 vez' : `${count} veces`),
};
