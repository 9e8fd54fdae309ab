import type { Words } from '../words.ts';

/** The page that finds out why an assistant cannot connect. */
export const checkUp: Words['checkUp'] = {
  nav: 'Controle',
  title: 'Waarom kan een assistent niet verbinden?',
  intro:
    'Latchkey bekijkt van buitenaf zijn eigen adres, en ook Home Assistant en zichzelf, zoals een assistent dat zou doen. Er verandert niets.',
  look: 'Nu controleren',
  lookAgain: 'Opnieuw controleren',
  looking: (done: number, total: number) => `Bezig: ${done} van de ${total} gecontroleerd`,
  reload: 'Tonen wat er tot nu toe is gevonden',
  never: 'Er is nog niet gecontroleerd.',
  lookedAt: (when: string) => `Gecontroleerd op ${when}.`,
  sound: 'Alles is in orde',
  soundMeans:
    'Kan een assistent toch nog niet verbinden, probeer het daar dan opnieuw en kijk hieronder waar het stopt.',
  problems: (count: number) => (count === 1 ? '1 probleem' : `${count} problemen`),
  warnings: (count: number) => (count === 1 ? '1 waarschuwing' : `${count} waarschuwingen`),
  about: {
    door: (address: string) => `Over het adres ${address}`,
    home: 'Over Home Assistant',
    here: 'Over Latchkey zelf',
  },
  statuses: {
    ok: 'In orde',
    warning: 'Waarschuwing',
    problem: 'Probleem',
    unknown: 'Niet gecontroleerd',
  },
  all: 'Alles wat is gecontroleerd',
  timeline: 'Hoe assistenten verbinding maakten',
  timelineIntro:
    'Begin in de assistent met verbinden en zie hier elke stap verschijnen. Dit staat alleen in het geheugen, en er zit geen enkel geheim in.',
  from: (who: string) => `Van ${who}`,
  times: (count: number) => `${count} keer`,
};
