import type { Words } from '../words.ts';

/** The page that finds out why an assistant cannot connect. */
export const checkUp: Words['checkUp'] = {
  nav: 'Prüfung',
  title: 'Warum kann sich ein Assistent nicht verbinden?',
  intro:
    'Latchkey prüft seine eigene Adresse von außen, Home Assistant und sich selbst, so wie ein Assistent es täte. Nichts wird geändert.',
  look: 'Jetzt prüfen',
  lookAgain: 'Noch einmal prüfen',
  looking: (done, total) => `Wird geprüft: ${done} von ${total} erledigt`,
  reload: 'Zeigen, was bisher gefunden wurde',
  never: 'Noch hat niemand geprüft.',
  lookedAt: (when) => `Zuletzt geprüft: ${when}.`,
  sound: 'Alles ist in Ordnung',
  soundMeans:
    'Wenn sich ein Assistent trotzdem nicht verbinden kann, starte ihn noch einmal und sieh unten zu, wo er stehen bleibt.',
  problems: (count) => (count === 1 ? '1 Problem' : `${count} Probleme`),
  warnings: (count) => (count === 1 ? '1 Warnung' : `${count} Warnungen`),
  about: {
    door: (address) => `Zur Adresse ${address}`,
    home: 'Zu Home Assistant',
    here: 'Zu Latchkey selbst',
  },
  statuses: {
    ok: 'In Ordnung',
    warning: 'Warnung',
    problem: 'Problem',
    unknown: 'Nicht geprüft',
  },
  all: 'Alles, was geprüft wurde',
  timeline: 'Wie sich Assistenten verbunden haben',
  timelineIntro:
    'Starte die Verbindung im Assistenten und sieh hier jeden Schritt erscheinen. Das steht nur im Arbeitsspeicher und enthält kein Geheimnis.',
  from: (who) => `Von ${who}`,
  times: (count) => `${count}-mal`,
};
