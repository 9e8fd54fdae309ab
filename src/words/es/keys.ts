import type { Words } from '../words.ts';

/** The page of Latchkey's own keys. */
export const keys: Words['keys'] = {
  nav: 'Claves',
  title: 'Claves de Latchkey',
  intro:
    'Latchkey tiene dos tipos de claves propias. Se cuidan solas; cambia una si crees que alguien la ha visto.',
  since: (when) => `En uso desde: ${when}.`,
  configured: (setting) =>
    `Fijada en la configuración (${setting}). Para cambiarla, pon allí una nueva delante de la antigua y reinicia Latchkey; quita la antigua un día después.`,
  signing: {
    title: 'La clave que firma',
    means:
      'Firma lo que los asistentes muestran cada vez que vienen. Nadie nota un cambio: lo que firmó la clave antigua sigue valiendo hasta que caduque por sí solo.',
    change: 'Firmar con una clave nueva',
    ends: (when) => `Una clave anterior se sigue aceptando hasta: ${when}.`,
  },
  encryption: {
    title: 'La clave que protege los secretos',
    means:
      'Cifra en el disco los inicios de sesión de las personas y los secretos de otros servidores. Tras un cambio, todo se vuelve a cifrar de inmediato, y la clave anterior se descarta.',
    change: 'Cifrar todo con una clave nueva',
    sure: 'Quien esté iniciando sesión en este momento tendrá que empezar de nuevo. Las copias de seguridad hechas antes se siguen pudiendo leer, porque cada una contiene sus propias claves.',
    goOn: 'Continuar',
  },
  lost: (count) =>
    count === 1
      ? 'Un secreto no se podía leer antes, y sigue sin poder leerse: inicia sesión allí de nuevo.'
      : `${count} secretos no se podían leer antes, y siguen sin poder leerse: inicia sesión allí de nuevo.`,
  done: {
    signing: 'Desde ahora firma una clave nueva.',
    encryption: 'Todo está cifrado con una clave nueva, y la anterior ya no existe.',
  },
  refused:
    'Las claves están fijadas en la configuración, así que se cambian allí. No se ha cambiado nada.',
  backup: {
    title: 'Copias de seguridad',
    means:
      'Latchkey se restaura entero: su base de datos y sus claves (keyring.json) van juntas, y una copia de seguridad de la aplicación contiene ambas. Quien tenga una copia así puede actuar en tu casa como las personas que iniciaron sesión, así que guárdala tan bien como tus contraseñas. Sin las claves, todos tienen que iniciar sesión de nuevo.',
  },
};
