import type { ofHere as english } from '../../en/doctor/here.ts';

/** Of Latchkey itself and the machine that it runs on, and of looking at all. */
export const ofHere: typeof english = {
  sound: () => ({ sentence: 'Aquí todo está bien.', fix: '' }),
  waits: ({ after }) => ({
    sentence: `Esto no se ha podido revisar: espera a “${after}”.`,
    fix: 'Ocúpate primero de eso y después repite la revisión.',
  }),
  took_too_long: ({ seconds }) => ({
    sentence:
      seconds === 1
        ? 'Revisar esto ha tardado más de un segundo.'
        : `Revisar esto ha tardado más de ${seconds} segundos.`,
    fix: 'Inténtalo de nuevo; si sigue igual, algo por el camino es muy lento.',
  }),
  could_not_look: () => ({
    sentence: 'Esto no se ha podido revisar.',
    fix: 'Inténtalo de nuevo; si sigue igual, en el registro de Latchkey hay más detalles.',
  }),
  not_running: () => ({
    sentence: 'Latchkey no está en marcha, así que nadie puede conectarse.',
    fix: 'Inícialo: en Home Assistant, inicia la aplicación; desde el código fuente, ejecuta npm start.',
  }),
  settings_refused: ({ reason }) => ({
    sentence: `Latchkey no se inicia con esta configuración. El motivo, en inglés: ${reason}.`,
    fix: 'Cambia la opción que se nombra y después inicia Latchkey.',
  }),
  mode_none: () => ({
    sentence:
      'El inicio de sesión está desactivado: todo lo que hay en esta red puede mirar dentro de la casa.',
    fix: 'Pon MCP_AUTH_MODE en oauth y vuelve a iniciar Latchkey.',
  }),
  disk_full: ({ megabytes }) => ({
    sentence: `El disco está lleno (quedan ${megabytes} MB libres), así que nadie puede iniciar sesión y los cambios se rechazan.`,
    fix: 'Libera espacio en el disco que contiene los datos de Latchkey: la causa habitual son las copias de seguridad antiguas.',
  }),
  disk_low: ({ megabytes }) => ({
    sentence: `Solo quedan ${megabytes} MB libres en el disco que contiene los datos de Latchkey.`,
    fix: 'Libera espacio antes de que se llene: la causa habitual son las copias de seguridad antiguas.',
  }),
  store_failed: ({ reason }) => ({
    sentence: `Latchkey no puede escribir lo que tiene que guardar: ${reason}`,
    fix: 'Comprueba que la carpeta de datos es del usuario con el que funciona Latchkey y que su disco no es de solo lectura.',
  }),
  keyring_missing: () => ({
    sentence: 'El archivo de claves (keyring.json) ya no está en la carpeta de datos.',
    fix: 'Recupera keyring.json de una copia de seguridad antes de que Latchkey se reinicie: sin él, todos tienen que iniciar sesión de nuevo.',
  }),
  keyring_unreadable: () => ({
    sentence: 'El archivo de claves (keyring.json) no se puede leer.',
    fix: 'Recupera keyring.json de una copia de seguridad, y haz que sea del usuario con el que funciona Latchkey.',
  }),
  keyring_open: () => ({
    sentence: 'Otros usuarios de este equipo pueden leer el archivo de claves (keyring.json).',
    fix: 'Quítales ese permiso: chmod 600 keyring.json en la carpeta de datos.',
  }),
  clock_off: ({ minutes, other }) => ({
    sentence:
      minutes === 1
        ? `Entre el reloj de este equipo y el de ${other} hay un minuto de diferencia, así que los inicios de sesión nuevos parecen caducados.`
        : `Entre el reloj de este equipo y el de ${other} hay ${minutes} minutos de diferencia, así que los inicios de sesión nuevos parecen caducados.`,
    fix: 'Haz que este equipo ponga su reloj en hora por internet (NTP) y después reinicia Latchkey.',
  }),
  clock_unknown: () => ({
    sentence: 'No ha respondido nadie con cuyo reloj se pudiera comparar el nuestro.',
    fix: 'Ocúpate primero de lo demás que se ha encontrado y después repite la revisión.',
  }),
};
