import type { Words } from '../words.ts';

/** What every page of the settings says. */
export const common: Words['common'] = {
  settings: 'Einstellungen',
  skip: 'Zum Inhalt springen',
  pages: 'Seiten',
  copy: 'Kopieren',
  copied: 'Kopiert',
  notAdministrator: {
    title: 'Nur für Administratoren',
    happened:
      'Diese Seiten entscheiden, wer dein Zuhause erreichen darf. Deshalb dürfen nur Administratoren von Home Assistant sie öffnen.',
    todo: 'Frag jemanden, der Administrator ist, oder lass dich unter Einstellungen, Personen zum Administrator machen.',
  },
  cannotTell: {
    title: 'Home Assistant sagt nicht, wer du bist',
    happened:
      'Bevor Latchkey diese Seiten zeigt, fragt es Home Assistant, wer Administrator ist. Darauf kam keine Antwort.',
    todo: 'Prüfe, ob Home Assistant läuft, und öffne diese Seite dann noch einmal.',
  },
  staleForm: {
    title: 'Nichts wurde geändert',
    happened:
      'Diese Seite wurde vor einem Neustart von Latchkey oder von jemand anderem geöffnet. Ihr Formular gilt deshalb nicht mehr.',
    todo: 'Geh zurück, öffne die Seite neu und wiederhole, was du tun wolltest.',
  },
  notFound: {
    title: 'Hier ist nichts',
    happened: 'Diese Seite gibt es nicht oder nicht mehr.',
    todo: 'Wähle oben eine Seite aus.',
  },
  unreadable: {
    title: 'Das war nicht lesbar',
    happened: 'Was gesendet wurde, hat keine Form, die Latchkey versteht. Nichts wurde geändert.',
    todo: 'Geh zurück, öffne die Seite neu und wiederhole, was du tun wolltest.',
  },
  storeTrouble: {
    title: 'Latchkey kommt nicht an seinen Speicher',
    happened:
      'Der Datenträger ist voll oder lässt sich nicht beschreiben. Was du getan hast, wurde nicht gespeichert.',
    todo: 'Schaffe etwas Platz und versuche es dann noch einmal.',
  },
  failed: {
    title: 'Etwas ist schiefgegangen',
    happened: 'In Latchkey selbst ist ein Fehler aufgetreten. Mehr dazu steht im Protokoll.',
    todo: 'Versuche es noch einmal. Passiert es wieder, starte die App neu und sieh in ihr Protokoll.',
  },
};
