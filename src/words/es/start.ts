import type { Words } from '../words.ts';

/** The first page of the settings. */
export const start: Words['start'] = {
  nav: 'Inicio',
  title: 'Conectar un asistente',
  next: 'Siguiente paso',
  address: 'La dirección de tu casa',
  addresses: 'Las direcciones de tu casa',
  addressHint:
    'Cópiala en un asistente. Se abrirá una página de tu propia casa, en la que inicias sesión.',
  qr: (address) => `Código QR de ${address}`,
  showQr: 'Mostrar como código QR',
  reach: {
    everywhere: 'Funciona desde cualquier lugar',
    house: 'Funciona solo dentro de tu casa',
    machine: 'Funciona solo en este equipo',
  },
  state: 'Estado',
  home: 'Home Assistant',
  homeStates: {
    connected: (version) => `Conectado, versión ${version}`,
    away: 'No responde',
    refused: 'No acepta el token de Latchkey',
  },
  door: 'Dirección',
  doorStates: {
    never: 'Todavía sin revisar',
    looking: 'Se está revisando',
    sound: 'En orden en la última revisión',
    warning: 'Funciona, con una advertencia',
    problem: 'Los asistentes no pueden conectarse',
  },
  certificate: 'Certificado',
  checkUp: 'Revisión',
  assistants: 'Asistentes',
  connected: (count) =>
    count === 0 ? 'Ninguno conectado todavía' : count === 1 ? '1 conectado' : `${count} conectados`,
  steps: {
    homeAway: {
      title: 'Home Assistant no responde',
      todo: 'Comprueba que Home Assistant está en marcha y que su dirección es correcta en la configuración de Latchkey. Los asistentes esperan hasta que vuelva.',
      link: undefined,
    },
    homeRefused: {
      title: 'Home Assistant ya no acepta el token de Latchkey',
      todo: 'Crea un token de acceso de larga duración nuevo en Home Assistant, ponlo en la configuración de Latchkey y reinicia Latchkey.',
      link: undefined,
    },
    noAddress: {
      title: 'Dale una dirección a tu casa',
      todo: 'Por ahora ningún asistente puede conectarse. Elige una dirección más abajo. Claude y ChatGPT en la web necesitan una dirección https pública: la de Home Assistant Cloud o un túnel propio. A los programas de tu casa les basta una dirección de la casa.',
      link: 'Elegir una dirección',
    },
    problem: {
      title: 'Algo impide que entren los asistentes',
      todo: 'La última revisión lo ha encontrado y dice qué hacer.',
      link: 'Abrir la revisión',
    },
    connect: {
      title: 'Conecta tu primer asistente',
      todo: 'Elígelo abajo y sigue sus pasos. Tardarás un minuto.',
      link: undefined,
    },
    approve: {
      title: 'Hay herramientas de otros servidores que te esperan',
      todo: 'Un servidor de tu casa ofrece herramientas nuevas o cambiadas. Nadie puede usarlas hasta que las hayas mirado.',
      link: 'Mirarlas',
    },
    signIn: {
      title: 'Otro servidor necesita que inicies sesión',
      todo: 'Hasta entonces, los asistentes no pueden usarlo.',
      link: 'Ir a los otros servidores',
    },
    nothing: {
      title: 'Todo está listo',
      todo: 'No hay nada que hacer. Para conectar otro asistente, elígelo abajo.',
      link: undefined,
    },
  },
  choose: {
    none: 'Todavía no hay ninguna.',
    title: 'Elige una dirección',
    another: 'Otra dirección',
    found: 'Encontradas en tu casa',
    ways: {
      cloud: 'A través de Home Assistant Cloud (Nabu Casa). Funciona desde cualquier lugar.',
      home: 'A través de la dirección de tu Home Assistant. Funciona desde cualquier lugar.',
      house:
        'Este equipo en tu propia red. Solo funciona en tu casa, y nada va cifrado por el camino.',
    },
    needs: {
      companion: 'Instala primero el acompañante, que lleva de Home Assistant a Latchkey.',
      remote:
        'Activa primero el acceso remoto en Home Assistant, en Ajustes, Home Assistant Cloud.',
    },
    use: 'Usar esta dirección',
    useThis: (address) => `Usar esta dirección: ${address}`,
    own: (address) => `Otras aplicaciones de este equipo también llegan a Latchkey en ${address}.`,
    byHand: 'Una dirección propia',
    label: 'Dirección',
    byHandHint:
      'La dirección de un túnel o de un proxy inverso que lleve a Latchkey, sin nada después del nombre.',
    remove: (address) => `Quitar ${address}`,
    removeMeans:
      'Los asistentes a los que se dejó entrar por esta dirección se desconectan. Hay que dejarlos entrar de nuevo por otra.',
    faults: {
      whole: 'Escribe una dirección completa, como https://mcp.example.com.',
      user: 'Quita de la dirección el nombre de usuario y la contraseña.',
      query: 'Quita todo a partir de ? o #.',
      plain: 'Cambia http:// por https://. Si no, todo cruzaría internet a la vista de cualquiera.',
      path: 'Quita lo que sigue al nombre. Una dirección con una ruta propia debe ponerse en la configuración de la aplicación.',
      long: 'Esa dirección es demasiado larga.',
      taken: 'Ya hay una dirección con ese nombre.',
      many: 'Ya hay diez direcciones. Quita una primero.',
      open: 'Latchkey deja entrar a cualquiera que llegue a él (modo none), así que no recibe ninguna dirección pública.',
      gone: 'Esa dirección ya no está. No se cambió nada.',
    },
  },
  done: {
    address_added: 'La dirección ya se puede usar. La revisión la está mirando.',
    address_removed: 'La dirección se quitó y los asistentes que la usaban están desconectados.',
    home_client_removed: 'Se ha quitado, y ese Home Assistant está desconectado.',
    watchdog_on: 'Ahora Home Assistant vuelve a iniciar Latchkey si se detiene por sí solo.',
  },
  watchdog: {
    off: 'Home Assistant no vuelve a iniciar Latchkey si se detiene por sí solo.',
    switchOn: 'Activar la vigilancia',
    failed:
      'Home Assistant no activó la vigilancia. Inténtalo de nuevo o hazlo en la página de la aplicación.',
  },
  how: 'Cómo conectar',
  needsPublic: 'Este asistente funciona en internet, así que necesita una dirección https pública.',
  copyThis: 'Copiar',
  openIn: (name) => `Abrir en ${name}`,
  guides: {
    claude: [
      'En Claude, en la web o en su aplicación, abre *Configuración* y después *Conectores*.',
      'Elige *Añadir conector personalizado*. Ponle un nombre, pega esta dirección y elige *Añadir*:',
      'Elige *Conectar*. Se abre una página de tu casa: inicia sesión y elige qué puede hacer Claude.',
    ],
    chatgpt: [
      'En ChatGPT, en la web, abre *Configuración*, después *Aplicaciones y conectores*, después *Configuración avanzada*, y activa el *Modo de desarrollador*.',
      'Vuelve atrás y elige *Crear*. Ponle un nombre, deja la *Autenticación* en *OAuth* y pega esto como *URL del servidor MCP*:',
      'Se abre una página de tu casa: inicia sesión y elige qué puede hacer ChatGPT.',
    ],
    claudeCode: [
      'Escribe esto en un terminal:',
      'Abre Claude Code, escribe /mcp, elige *home* y después *Authenticate*. Se abre tu navegador: inicia sesión y elige qué puede hacer.',
    ],
    vscode: [
      'Abre la paleta de comandos, elige *MCP: Add Server*, después *HTTP*, y pega la dirección. O pon esto en *mcp.json*:',
      'Cuando VS Code pregunte si puede iniciar sesión, permítelo. Se abre tu navegador: inicia sesión y elige qué puede hacer.',
    ],
    cursor: [
      'Pon esto en *~/.cursor/mcp.json*:',
      'En la configuración de Cursor, en *Tools & MCP*, elige *Connect* junto a *home*. Se abre tu navegador: inicia sesión y elige qué puede hacer.',
    ],
    gemini: [
      'Escribe esto en un terminal:',
      'Abre Gemini CLI y escribe /mcp auth home. Se abre tu navegador: inicia sesión y elige qué puede hacer.',
    ],
    homeAssistant: [
      'Un Home Assistant también puede ser un asistente. Pide un ID de cliente y un secreto: crea los dos aquí, unos propios para cada Home Assistant.',
      'Allí, abre *Configuración*, después *Dispositivos y servicios*, elige *Añadir integración*, después *Model Context Protocol*, y pega esta dirección:',
      'Escribe el ID de cliente y el secreto cuando pida las credenciales; después inicia sesión y elige qué puede hacer.',
    ],
  },
};
