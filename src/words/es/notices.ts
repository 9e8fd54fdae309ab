import type { Words } from '../words.ts';

/** What Home Assistant shows on everybody's screen while something needs a person. */
export const notices: Words['notices'] = {
  door: {
    title: 'Los asistentes no llegan a tu casa',
    message:
      'La última revisión de Latchkey encontró qué lo impide y dice qué hacer. Abre los ajustes de Latchkey y luego la revisión.',
  },
  companion: {
    title: 'El acompañante de Latchkey necesita actualizarse',
    message:
      'Latchkey se actualizó y la integración dentro de Home Assistant sigue siendo la anterior. Abre los ajustes de Latchkey para actualizarla; Home Assistant se reinicia una vez.',
  },
  signedOut: (names) => ({
    title: 'Hay programas que dejaron de funcionar',
    message: `Actúan como ${names}, que ya no tiene la sesión iniciada. Volverán a funcionar cuando se deje entrar de nuevo a un asistente para esa persona.`,
  }),
  tools: (names) => ({
    title: 'Hay herramientas que te esperan',
    message: `Otros servidores detrás de Latchkey ofrecen herramientas nuevas o cambiadas: ${names}. Nadie puede usarlas hasta que las hayas mirado, en los ajustes de Latchkey, en Otros servidores.`,
  }),
  signIn: (names) => ({
    title: 'Otro servidor necesita que alguien inicie sesión',
    message: `Los asistentes no pueden usar estos servidores hasta que alguien inicie sesión: ${names}. Abre los ajustes de Latchkey y luego Otros servidores.`,
  }),
};
