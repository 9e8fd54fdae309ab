import type { Words } from '../words.ts';

/** What every page of the settings says. */
export const common: Words['common'] = {
  settings: 'Ajustes',
  skip: 'Ir al contenido',
  pages: 'Páginas',
  copy: 'Copiar',
  copied: 'Copiado',
  notAdministrator: {
    title: 'Solo para administradores',
    happened:
      'En estas páginas se decide quién puede entrar en tu casa, por eso solo pueden abrirlas los administradores de Home Assistant.',
    todo: 'Pídeselo a alguien que sea administrador, o que te haga administrador en Configuración, Personas.',
  },
  cannotTell: {
    title: 'Home Assistant no dice quién eres',
    happened:
      'Antes de mostrar estas páginas, Latchkey pregunta a Home Assistant quién es administrador, y no ha recibido respuesta.',
    todo: 'Comprueba que Home Assistant está en marcha y vuelve a abrir esta página.',
  },
  staleForm: {
    title: 'No se ha cambiado nada',
    happened:
      'Esta página se abrió antes de que Latchkey se reiniciara, o la abrió otra persona, así que su formulario ya no sirve.',
    todo: 'Vuelve atrás, abre la página de nuevo y repite lo que querías hacer.',
  },
  notFound: {
    title: 'Aquí no hay nada',
    happened: 'Esta página no existe, o ha dejado de existir.',
    todo: 'Elige una página arriba.',
  },
  unreadable: {
    title: 'No se ha podido leer',
    happened:
      'Lo que se ha enviado no tiene una forma que Latchkey entienda. No se ha cambiado nada.',
    todo: 'Vuelve atrás, abre la página de nuevo y repite lo que querías hacer.',
  },
  storeTrouble: {
    title: 'Latchkey no puede acceder a su almacenamiento',
    happened:
      'El disco está lleno o no se puede escribir en él. Lo que has hecho no se ha guardado.',
    todo: 'Libera espacio e inténtalo de nuevo.',
  },
  failed: {
    title: 'Algo ha fallado',
    happened: 'Latchkey ha tenido un fallo propio. En su registro hay más detalles.',
    todo: 'Inténtalo de nuevo. Si vuelve a ocurrir, reinicia la aplicación y mira su registro.',
  },
};
