import type { Words } from '../words.ts';

/** The page of the companion inside Home Assistant. */
export const companion: Words['companion'] = {
  nav: 'Nabu Casa',
  title: 'A través del propio Home Assistant',
  intro:
    'Nabu Casa, y todo lo que ya lleva desde internet a tu Home Assistant, llega a Home Assistant y a nada más. El acompañante es una pequeña integración dentro de Home Assistant que pasa a Latchkey lo que llega allí para él. No lo necesitas si Latchkey tiene una dirección propia.',
  state: 'Estado',
  address: 'Dirección para los asistentes',
  files: 'Instalado',
  none: 'No instalado',
  version: (version) => `Versión ${version}`,
  unnamed: 'Una versión que no dice cuál es',
  brought: 'Lo que trae este Latchkey',
  running: 'En Home Assistant funciona',
  runsNone: 'Ningún acompañante',
  unknown: 'Home Assistant no lo dice ahora mismo',
  last: 'Última petición que pasó por él',
  never: 'Ninguna desde que se inició Latchkey',
  steps: {
    install: {
      title: 'El acompañante no está instalado',
      todo: 'Latchkey lo coloca entre las integraciones personalizadas de Home Assistant. Después hay que reiniciar Home Assistant una vez, porque solo busca integraciones al arrancar.',
    },
    byHand: {
      title: 'El acompañante se tiene que instalar a mano',
      todo: 'Latchkey no ve aquí la carpeta de configuración de Home Assistant, así que no puede hacerlo por ti. Los pasos están más abajo.',
    },
    notAllowed: {
      title: 'Latchkey no puede escribir en la carpeta de configuración de Home Assistant',
      todo: 'Actualiza o reinstala la aplicación Latchkey, o instala el acompañante a mano. Los pasos están más abajo.',
    },
    failed: {
      title: 'No se puede leer la carpeta de configuración de Home Assistant',
      todo: 'Mira si el disco está lleno o dañado y vuelve a abrir esta página.',
    },
    update: {
      title: 'El acompañante no es el de este Latchkey',
      todo: 'Actualízalo. Después hay que reiniciar Home Assistant una vez; hasta entonces, el que funciona sigue funcionando.',
    },
    updateByHand: {
      title: 'El acompañante no es el de este Latchkey',
      todo: 'Pon el nuevo en su lugar y reinicia Home Assistant. Los pasos están más abajo; hasta entonces, el que funciona sigue funcionando.',
    },
    restart: {
      title: 'Hay que reiniciar Home Assistant una vez',
      todo: 'El acompañante está en su sitio. Home Assistant solo busca integraciones al arrancar.',
    },
    restartGone: {
      title: 'Hay que reiniciar Home Assistant una vez para que olvide el acompañante',
      todo: 'Sus archivos ya no están. Home Assistant lo olvidará la próxima vez que arranque.',
    },
    unknown: {
      title: 'El acompañante está en su sitio',
      todo: 'Home Assistant no dice ahora mismo si funciona. Cuando vuelva, abre esta página otra vez.',
    },
    add: {
      title: 'Hay que decirle a Home Assistant que lo use',
      todo: 'En Home Assistant, abre *Ajustes* y luego *Dispositivos y servicios*. Si allí se ofrece Latchkey, elige *Añadir*. Si no, elige *Añadir integración* y luego *Latchkey*.',
    },
    address: {
      title: 'El acompañante funciona, pero ninguna dirección de Latchkey pasa por él',
      todo: 'En la primera página de estos ajustes, elige la dirección de tu Home Assistant en internet, o escríbela allí con /api/latchkey al final. Con Nabu Casa es https://YOUR-ID.ui.nabu.casa/api/latchkey; la encuentras en Home Assistant en *Ajustes* y luego *Home Assistant Cloud*.',
    },
    quiet: {
      title: 'El acompañante funciona',
      todo: 'Nada ha pasado por él desde que se inició Latchkey. Copia la dirección de abajo en un asistente.',
    },
    works: {
      title: 'El acompañante hace su trabajo',
      todo: 'No hay nada que hacer.',
    },
  },
  install: 'Instalar el acompañante',
  update: 'Actualizar el acompañante',
  restart: {
    open: 'Reiniciar Home Assistant',
    sure: 'Home Assistant no está durante uno o dos minutos. Mientras tanto no funcionan las automatizaciones ni los botones de su aplicación, y los asistentes esperan. Esta página tampoco se abre hasta que vuelva.',
    goOn: 'Reiniciar ahora',
    yourself:
      'Para reiniciarlo tú: en Home Assistant abre *Ajustes*, luego *Sistema*, y elige *Reiniciar* en el menú de arriba.',
  },
  remove: {
    title: 'Quitar',
    means:
      'Los asistentes que vienen a través de Home Assistant ya no podrán llegar a Latchkey. Hazlo antes de desinstalar Latchkey: lo que hay en la carpeta de Home Assistant se queda allí cuando una aplicación se va. Si se quedó, borra a mano la carpeta custom_components/latchkey.',
    open: 'Quitar el acompañante',
    sure: 'La puerta se cierra al momento. Hay que reiniciar Home Assistant una vez para que olvide el acompañante; quita también la dirección de base_url (MCP_BASE_URL).',
    goOn: 'Quitar ahora',
    byHand:
      'Borra Latchkey en Home Assistant en *Ajustes* y luego *Dispositivos y servicios*; borra la carpeta custom_components/latchkey; reinicia Home Assistant; y quita la dirección de base_url (MCP_BASE_URL).',
  },
  byHand: {
    title: 'Instalar o actualizar a mano',
    copy: (folder) =>
      `Copia la carpeta ${folder} de Latchkey en la carpeta custom_components de la configuración de Home Assistant, en lugar de la que haya. Crea custom_components si no existe.`,
    restart: 'Reinicia Home Assistant una vez.',
    add: (port) =>
      `En Home Assistant, abre *Ajustes*, luego *Dispositivos y servicios*, elige *Añadir integración* y luego *Latchkey*. Escribe el host donde funciona Latchkey, el puerto ${port} y el secreto.`,
    offered:
      'En Home Assistant, abre *Ajustes* y luego *Dispositivos y servicios*. Allí se ofrece Latchkey: elige *Añadir*.',
  },
  secret: {
    title: 'El secreto del acompañante',
    means:
      'Home Assistant lo pide cuando añades Latchkey a mano. Muestra a Latchkey que una petición la pasó tu Home Assistant; por sí solo no abre nada.',
    show: 'Mostrar el secreto',
    label: 'Secreto',
  },
  done: {
    installed: 'El acompañante está en su sitio. Ahora hay que reiniciar Home Assistant una vez.',
    untold:
      'El acompañante está en su sitio. No se pudo decir a Home Assistant dónde está Latchkey; se le dirá otra vez cuando Latchkey se inicie. Reinicia primero Home Assistant y luego Latchkey.',
    already: 'Ya estaba en su sitio. No se cambió nada.',
    removed:
      'El acompañante se ha quitado y la puerta está cerrada. Reinicia Home Assistant una vez más.',
    stillListed:
      'El acompañante se ha quitado. Home Assistant no respondió, así que borra allí Latchkey en Ajustes, Dispositivos y servicios, y reinícialo.',
    gone: 'No había ningún acompañante que quitar.',
    restarting:
      'Home Assistant se reinicia. Abre esta página otra vez dentro de uno o dos minutos.',
  },
  problems: {
    no_home:
      'Latchkey no ve aquí la carpeta de configuración de Home Assistant, así que no se cambió nada. Los pasos a mano están más abajo.',
    not_allowed:
      'Latchkey no puede escribir en la carpeta de configuración de Home Assistant, así que no se cambió nada. Los pasos a mano están más abajo.',
    failed:
      'No se pudieron cambiar los archivos. Mira si el disco está lleno e inténtalo de nuevo.',
    away: 'Home Assistant no responde, así que no se reinició. Reinícialo tú o inténtalo de nuevo.',
    starting:
      'Home Assistant aún no ha terminado de arrancar, así que no se reinició. Inténtalo de nuevo dentro de un minuto.',
    refused:
      'Home Assistant no quiso reiniciarse; casi siempre hay un error en su configuración. Su registro, en Ajustes, Sistema, dice cuál. No se cambió nada.',
  },
};
