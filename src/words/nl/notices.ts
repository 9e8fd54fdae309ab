import type { Words } from '../words.ts';

/** What Home Assistant shows on everybody's screen while something needs a person. */
export const notices: Words['notices'] = {
  door: {
    title: 'Assistenten kunnen je huis niet bereiken',
    message:
      'De laatste controle van Latchkey vond wat hen tegenhoudt, en zegt wat je kunt doen. Open de instellingen van Latchkey en dan de controle.',
  },
  companion: {
    title: 'De begeleider van Latchkey moet worden bijgewerkt',
    message:
      'Latchkey is bijgewerkt, en de integratie in Home Assistant is nog de oudere. Open de instellingen van Latchkey om die bij te werken; Home Assistant start één keer opnieuw.',
  },
  signedOut: (names) => ({
    title: 'Programma’s werken niet meer',
    message: `Ze handelen als ${names}, die niet meer is aangemeld. Ze werken weer zodra voor die persoon opnieuw een assistent wordt binnengelaten.`,
  }),
  tools: (names) => ({
    title: 'Er wacht gereedschap op je',
    message: `Andere servers achter Latchkey bieden nieuw of gewijzigd gereedschap aan: ${names}. Niemand kan het gebruiken totdat je het hebt bekeken, in de instellingen van Latchkey onder Andere servers.`,
  }),
  signIn: (names) => ({
    title: 'Een andere server vraagt om aanmelding',
    message: `Assistenten kunnen deze servers niet gebruiken totdat iemand zich aanmeldt: ${names}. Open de instellingen van Latchkey en dan Andere servers.`,
  }),
};
