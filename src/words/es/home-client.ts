import type { Words } from '../words.ts';

/** Letting Home Assistant itself be an assistant: its guide on the first page, and what is shown once. */
export const homeClient: Words['homeClient'] = {
  found:
    'Tu propio Home Assistant ya ha encontrado Latchkey: abre *Configuración*, después *Dispositivos y servicios*. En *Descubierto*, elige *Añadir* junto a Latchkey, después *Usar credenciales existentes*, e inicia sesión. Los pasos siguientes son para otro Home Assistant.',
  notYetFound:
    'Tu propio Home Assistant encuentra Latchkey por sí solo en cuanto hay una dirección que no pasa por Home Assistant. Los pasos siguientes son para otro Home Assistant.',
  noAddress:
    'Primero elige una dirección que no pase por Home Assistant: en una así, Home Assistant encontraría su propio inicio de sesión en lugar del de Latchkey.',
  label: 'Dónde se abre ese Home Assistant en el navegador (opcional)',
  hint: 'Solo hace falta si no usa My Home Assistant, por ejemplo http://homeassistant.local:8123.',
  make: 'Crear ID de cliente y secreto',
  made: 'Creados hasta ahora',
  madeAt: (name, when) => `${name}, creado: ${when}`,
  remove: (name) => `Quitar ${name}`,
  removeMeans:
    'Ese Home Assistant se desconecta al momento. Para volver a conectarlo, crea un ID de cliente y un secreto nuevos.',
  faults: {
    address:
      'Escribe la dirección completa de ese Home Assistant, por ejemplo http://homeassistant.local:8123. En internet tiene que empezar por https://.',
    many: 'Ya hay diez. Quita uno primero.',
    noAddress: 'Primero elige una dirección que no pase por Home Assistant.',
    gone: 'Ya no está. No se ha cambiado nada.',
  },
  title: 'Conectar un Home Assistant',
  once: 'Copia el secreto ahora: *se muestra una sola vez.* Latchkey no guarda ninguna copia. Si se pierde, crea otro.',
  steps: {
    open: 'En ese Home Assistant, abre *Configuración*, después *Dispositivos y servicios*, elige *Añadir integración*, después *Model Context Protocol*, y pega esta dirección:',
    credentials:
      'Cuando pida las credenciales, elige crear unas nuevas. Ponles cualquier nombre y pega estos dos datos:',
    signIn:
      'Se abre una página de tu casa: inicia sesión y elige qué puede hacer ese Home Assistant.',
  },
  clientId: 'ID de cliente OAuth',
  clientSecret: 'Secreto de cliente OAuth',
  back: 'Ya está copiado',
};
