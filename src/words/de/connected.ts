import type { Words } from '../words.ts';

/** The page of what is connected. */
export const connected: Words['connected'] = {
  nav: 'Verbunden',
  title: 'Was verbunden ist',
  intro:
    'Diese Assistenten dürfen dein Zuhause jetzt erreichen, jeder für die Person, die ihn hereingelassen hat. Eine Änderung wirkt schon beim Nächsten, was der Assistent tut.',
  none: 'Noch ist nichts verbunden.',
  noneTodo: 'Die Adresse, die Assistenten bekommen, steht auf der ersten Seite.',
  toStart: 'Einen Assistenten verbinden',
  unknownAssistant: 'Ein Assistent, der nicht mehr bekannt ist',
  ownName: 'Diesen Namen hat er sich selbst gegeben; niemand bürgt dafür.',
  vouched: (host) => `Herausgegeben von ${host}`,
  forPerson: (person) => `Für ${person}`,
  unknownPerson: 'jemanden, der nicht mehr bekannt ist',
  paused: 'Pausiert',
  pausedSince: (time) =>
    `Pausiert seit ${time}. Der Assistent bleibt angemeldet und erfährt, dass ein Administrator ihn pausiert hat.`,
  facts: {
    home: 'Zuhause',
    door: 'Über',
    may: 'Darf',
    since: 'Seit',
    used: 'Zuletzt benutzt',
    from: 'Von',
  },
  notUsed: 'Noch nicht benutzt',
  justNow: 'gerade eben',
  fromUnknown: 'Nicht bekannt',
  fromUnknownHint: 'Es kam durch einen Tunnel oder Proxy oder aus deinem eigenen Netzwerk.',
  lowered: 'Ein Administrator hat etwas davon weggenommen.',
  nothingInHome: { label: 'Nichts im Zuhause', hint: 'Nur, was unten ausgewählt ist.' },
  // With a soft hyphen, for the narrow column of a phone.
  energy: 'Energie\u00ADverbrauch',
  server: (name) => `Anderer Server: ${name}`,
  lower: 'Etwas wegnehmen',
  lowerOf: (assistant, person) => `Etwas wegnehmen: ${assistant} für ${person}`,
  lowerHint:
    'Hier kann es nur weniger werden. Um mehr zu geben, trenne den Assistenten und lass ihn sich neu anmelden.',
  inTheHome: 'Im Zuhause',
  besides: 'Außerdem',
  keep: 'Speichern',
  keepOf: (assistant, person) => `Speichern, was erlaubt ist: ${assistant} für ${person}`,
  pause: 'Pausieren',
  pauseOf: (assistant, person) => `Pausieren: ${assistant} für ${person}`,
  resume: 'Weitermachen lassen',
  resumeOf: (assistant, person) => `Weitermachen lassen: ${assistant} für ${person}`,
  disconnect: 'Trennen',
  disconnectOf: (assistant, person) => `Trennen: ${assistant} für ${person}`,
  everything: {
    title: 'Alles trennen',
    happens: (count) =>
      count === 1
        ? 'Die eine Verbindung endet sofort. Um den Assistenten wieder zu benutzen, muss seine Person ihn neu hereinlassen.'
        : `Alle ${count} Verbindungen enden sofort, für alle. Um einen Assistenten wieder zu benutzen, muss jede Person ihn neu hereinlassen.`,
    confirm: 'Ja, alles trennen',
  },
  ended: {
    title: 'Beendet in den letzten sieben Tagen',
    line: (assistant, person) => `${assistant}, für ${person}`,
    reasons: {
      revoked_by_client: 'Der Assistent hat sich selbst abgemeldet.',
      code_replayed:
        'Die Anmeldung wurde ein zweites Mal verwendet, wie ein Dieb es täte. Zur Sicherheit wurde die Verbindung beendet.',
      refresh_replayed:
        'Der Schlüssel wurde ein zweites Mal verwendet, wie ein Dieb es täte. Zur Sicherheit wurde die Verbindung beendet.',
      credential_refused:
        'Home Assistant hat die Anmeldung nicht mehr angenommen: Sie wurde dort abgemeldet, oder das Token wurde gelöscht.',
      disconnected: 'Ein Administrator hat die Verbindung getrennt.',
      expired: 'Die Verbindung wurde lange nicht benutzt.',
    },
  },
  gone: 'Das wurde nicht getan: Die Verbindung ist inzwischen beendet oder hat sich geändert. Gezeigt wird der jetzige Stand.',
  nothingLeft: 'Dann dürfte der Assistent gar nichts mehr. Trenne ihn stattdessen.',
  done: {
    lowered: 'Gespeichert. Der Assistent darf ab jetzt weniger.',
    paused: 'Pausiert. Der Assistent kann nichts tun, bis du ihn weitermachen lässt.',
    resumed: 'Der Assistent darf weitermachen.',
    disconnected: 'Getrennt. Der nächste Aufruf wird abgelehnt.',
    everything: 'Alles ist getrennt.',
  },
};
