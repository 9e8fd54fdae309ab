import type { Words } from '../words.ts';

/** The page of Latchkey's own keys. */
export const keys: Words['keys'] = {
  nav: 'Schlüssel',
  title: 'Schlüssel von Latchkey',
  intro:
    'Latchkey hat zwei Arten von eigenen Schlüsseln. Sie sorgen für sich selbst; wechsle einen, wenn du glaubst, dass ihn jemand gesehen hat.',
  since: (when) => `In Gebrauch seit ${when}.`,
  configured: (setting) =>
    `In der Konfiguration festgelegt (${setting}). Um ihn zu wechseln, setze dort einen neuen vor den alten und starte Latchkey neu; nimm den alten einen Tag später weg.`,
  signing: {
    title: 'Der Schlüssel, der unterschreibt',
    means:
      'Er unterschreibt, was Assistenten jedes Mal vorzeigen, wenn sie kommen. Einen Wechsel bemerkt niemand: Was der alte Schlüssel unterschrieben hat, gilt, bis es von selbst abläuft.',
    change: 'Mit einem neuen Schlüssel unterschreiben',
    ends: (when) => `Ein früherer Schlüssel wird noch bis ${when} angenommen.`,
  },
  encryption: {
    title: 'Der Schlüssel, der Geheimnisse verschließt',
    means:
      'Er verschließt auf dem Datenträger die Anmeldungen von Personen und die Geheimnisse anderer Server. Nach einem Wechsel wird sofort alles neu verschlossen und der frühere Schlüssel weggeworfen.',
    change: 'Alles mit einem neuen Schlüssel verschließen',
    sure: 'Wer sich gerade anmeldet, muss neu anfangen. Backups von vorher bleiben lesbar, denn jedes enthält seine eigenen Schlüssel.',
    goOn: 'Weiter',
  },
  lost: (count) =>
    count === 1
      ? 'Ein Geheimnis ließ sich schon vorher nicht lesen und lässt sich weiterhin nicht lesen: Melde dich dort neu an.'
      : `${count} Geheimnisse ließen sich schon vorher nicht lesen und lassen sich weiterhin nicht lesen: Melde dich dort neu an.`,
  done: {
    signing: 'Ab jetzt unterschreibt ein neuer Schlüssel.',
    encryption:
      'Alles ist mit einem neuen Schlüssel verschlossen, und den früheren gibt es nicht mehr.',
  },
  refused:
    'Die Schlüssel sind in der Konfiguration festgelegt und werden deshalb dort gewechselt. Nichts wurde geändert.',
  backup: {
    title: 'Backups',
    means:
      'Latchkey wird im Ganzen wiederhergestellt: Seine Datenbank und seine Schlüssel (keyring.json) gehören zusammen, und ein Backup der App enthält beides. Wer so ein Backup hat, kann in deinem Zuhause als die Personen handeln, die sich angemeldet haben. Bewahre es also so sicher auf wie deine Passwörter. Ohne die Schlüssel müssen sich alle neu anmelden.',
  },
};
