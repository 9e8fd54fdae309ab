import type { Words } from '../words.ts';

/** The pages on which a person signs in at another server of the house. */
export const serverSignIn: Words['serverSignIn'] = {
  title: (server) => `Iniciar sesión en ${server}`,
  forPerson: (server, person) =>
    `Vas a iniciar sesión en el servidor ${server} para que Latchkey pueda usarlo solo para ${person}.`,
  forAll: (server) =>
    `Vas a iniciar sesión en el servidor ${server} para que Latchkey pueda usarlo para todas las personas a las que deja usar ese servidor.`,
  onlyIfPerson: (person) =>
    `Sigue solo si eres ${person} y lo has pedido hace un momento. De lo contrario, quien te haya enviado este enlace usaría tu cuenta de allí.`,
  onlyIfAsked:
    'Sigue solo si lo has pedido hace un momento: se usará la cuenta con la que inicies sesión.',
  goOn: 'Continuar',
  taken: (host, server) =>
    `Vas a pasar a ${host}, donde se inicia sesión en ${server}. Si no pasa nada, usa el botón.`,
  sameBrowser: 'Debe abrirse en este navegador, en menos de diez minutos.',
  usedLink: {
    title: 'Este enlace ya no vale',
    happened: 'Ya se había usado o tiene más de diez minutos. No se ha cambiado nada.',
    todo: 'Pide un enlace nuevo donde conseguiste este.',
  },
  notOurPage: {
    title: 'Esto no viene de nuestra página',
    happened: 'Para protegerte no se ha usado. No se ha cambiado nada.',
    todo: 'Abre el enlace de nuevo en un navegador que guarde las cookies de esta dirección.',
  },
  unknownArrival: {
    title: 'Este inicio de sesión no se conoce aquí',
    happened:
      'Ha tardado más de diez minutos, ya se había usado o se empezó en otro navegador. No se ha cambiado nada.',
    todo: 'Pide un enlace nuevo y ábrelo en el navegador en el que inicias sesión.',
  },
  notSignedIn: (server) => `No has iniciado sesión en ${server}`,
  sentBack: 'Te ha devuelto aquí sin dar un motivo.',
  sentBackSaying: (said) => `Te ha devuelto aquí y ha dicho: “${said}”.`,
  again: 'Pide un enlace nuevo para volver a intentarlo.',
  signedIn: (server) => `Has iniciado sesión en ${server}`,
  kept: 'Latchkey guarda cifrado lo que ha recibido y ahora pide al servidor sus herramientas.',
  close: 'Puedes cerrar esta página.',
};
