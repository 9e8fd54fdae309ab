import type { Words } from '../words.ts';

/** The page on which a person lets an assistant in. Names come into it as they are or in bold. */
export const consent: Words['consent'] = {
  title: (client) => `${client} möchte dein Zuhause nutzen`,
  problem: (title) => `Problem: ${title}`,
  publishedBy: 'Herausgegeben von',
  returnsTo: 'Kehrt zurück zu',
  home: 'Zuhause',
  returnsHere:
    'Diese App läuft auf dem Computer, den du gerade benutzt. Mach nur weiter, wenn du eben selbst angefangen hast, sie zu verbinden.',
  anyName:
    'Diesen Namen kann sich jede App geben. Mach nur weiter, wenn du sie gerade verbindest und die Adresse kennst, zu der sie zurückkehrt.',
  may: 'Was der Assistent darf',
  energy: 'Der Energieverbrauch und sein Verlauf gehören dazu.',
  others: (servers) =>
    `Außerdem nutzen: ${servers}. Das sind andere Server, die der Betreiber dieses Hauses verbunden hat.`,
  signIn: 'Mit Home Assistant anmelden',
  or: 'oder ein Token verwenden',
  token: 'Dein Token von Home Assistant',
  tokenHelp:
    'So erstellst du eines: Öffne in Home Assistant dein Profil, dann *Sicherheit*, und wähle unter „Langlebige Zugriffstoken“ *Token erstellen*.',
  tokenKept: (client) => `Es bleibt hier, verschlüsselt; ${client} bekommt es nie zu sehen.`,
  allow: 'Erlauben',
  deny: 'Ablehnen',
  choices: {
    look: { label: 'Ansehen', hint: 'Das Zuhause sehen: Zustände, Verlauf, wer da ist.' },
    control: {
      label: 'Ansehen und steuern',
      hint: 'Auch Dinge schalten: Licht, Heizung, Rollläden, Schlösser.',
    },
    configure: {
      label: 'Ansehen, steuern und einrichten',
      hint: 'Auch Automationen und Einstellungen ändern. Nur für Administratoren.',
    },
  },
  refusals: {
    empty:
      'Das Feld für das Token ist leer. Füge ein langlebiges Zugriffstoken von Home Assistant ein.',
    malformed:
      'Das ist kein langlebiges Zugriffstoken. Kopiere das ganze Token, vom ersten bis zum letzten Zeichen, und füge es noch einmal ein.',
    expired:
      'Dieses Token ist abgelaufen. Erstelle in Home Assistant ein neues und füge es hier ein.',
    refused:
      'Home Assistant hat dieses Token nicht angenommen. Vielleicht wurde es gelöscht oder gehört zu einem anderen Zuhause. Erstelle ein neues und füge es hier ein.',
    unreachable:
      'Home Assistant antwortet gerade nicht. Nichts ist verloren: Warte eine Minute und drücke noch einmal auf „Erlauben“.',
    banned:
      'Home Assistant hat diese App nach zu vielen fehlgeschlagenen Anmeldungen gesperrt. Ein Administrator kann die Sperre aufheben: ihre Adresse aus ip_bans.yaml entfernen und Home Assistant neu starten.',
    too_many:
      'Zu viele Token wurden abgelehnt. Damit Home Assistant diese App nicht sperrt, warte zehn Minuten und versuche es dann noch einmal.',
  },
  signInProblems: {
    denied:
      'Home Assistant hat dich nicht angemeldet. Versuche es noch einmal oder verwende ein Token.',
    again:
      'Diese Anmeldung wurde schon verwendet oder hat zu lange gedauert. Drücke noch einmal auf den Knopf.',
    refused:
      'Home Assistant hat die Anmeldung, die zurückkam, nicht angenommen. Drücke noch einmal auf den Knopf oder verwende ein Token.',
    unreachable:
      'Home Assistant antwortet Latchkey gerade nicht. Nichts ist verloren: Warte eine Minute und drücke noch einmal auf den Knopf.',
    banned:
      'Home Assistant hat diese App nach zu vielen fehlgeschlagenen Anmeldungen gesperrt. Ein Administrator kann die Sperre aufheben: ihre Adresse aus ip_bans.yaml entfernen und Home Assistant neu starten.',
    too_many:
      'Zu viele Anmeldungen wurden abgelehnt. Damit Home Assistant diese App nicht sperrt, warte zehn Minuten und versuche es dann noch einmal.',
    no_login:
      'Dieses Zuhause hat keine Anmeldeseite, die ein Browser erreicht. Verwende dafür ein Token.',
  },
  leaving: {
    allowed: (client) => `${client} darf dein Zuhause nutzen`,
    denied: 'Du hast abgelehnt',
    signedIn: (person) => `Angemeldet als ${person}.`,
    granted: {
      nothing: (client) => `${client} darf noch nichts.`,
      look: (client) => `${client} darf dein Zuhause jetzt ansehen.`,
      control: (client) => `${client} darf dein Zuhause jetzt ansehen und steuern.`,
      configure: (client) => `${client} darf dein Zuhause jetzt ansehen, steuern und einrichten.`,
    },
    energy: 'Der Energieverbrauch gehört dazu.',
    others: (servers) => `Diese anderen Server gehören dazu: ${servers}.`,
    notLetIn: (client) => `${client} wurde nicht hereingelassen. Nichts wurde weitergegeben.`,
    takenBack: (place) =>
      `Du wirst zu ${place} zurückgebracht. Wenn nichts passiert, nimm den Knopf.`,
    goOn: 'Weiter',
    endsByLoggingOut:
      'So beendest du das später: Öffne in Home Assistant dein Profil, dann *Sicherheit*, und lösche diese Adresse unter *Refresh-Token*.',
    endsByDeletingToken:
      'Um das später zu beenden, lösche das Token in Home Assistant, dort, wo du es erstellt hast.',
  },
  signingIn: {
    taken: (home) =>
      `Du wirst zu ${home} gebracht, deinem Home Assistant. Wenn nichts passiert, nimm den Knopf.`,
    sameBrowser:
      'Die Seite muss sich in diesem Browser öffnen. Tut sie das nicht, geh zurück und verwende ein Token.',
  },
  expired: {
    title: 'Diese Anmeldung ist beendet',
    happened: 'Die Seite war zu lange offen oder wurde schon verwendet. Nichts wurde geändert.',
    todo: 'Geh zurück zu deinem Assistenten und verbinde ihn noch einmal; dann öffnet sich eine neue Seite.',
  },
  otherBrowser: {
    title: 'Diese Anmeldung gehört zu einem anderen Browser',
    happened:
      'Sie wurde anderswo begonnen, oder dieser Browser bewahrt für diese Seite keine Cookies auf.',
    todo: 'Erlaube Cookies für diese Adresse, geh zurück zu deinem Assistenten und verbinde ihn von hier aus noch einmal.',
  },
  otherDoor: {
    title: 'Diese Anmeldung gehört zu einer anderen Adresse',
    happened:
      'Sie wurde unter einer anderen Adresse dieses Hauses begonnen. Nichts wurde geändert.',
    todo: 'Geh zurück zu deinem Assistenten und verbinde ihn noch einmal.',
  },
  notOurForm: {
    title: 'Diese Antwort kam nicht von unserer Seite',
    happened: 'Zu deinem Schutz wurde sie nicht verwendet. Nichts wurde geändert.',
    todo: 'Geh zurück zu deinem Assistenten und verbinde ihn noch einmal.',
  },
  answered: {
    title: 'Du hast schon geantwortet',
    happened: 'Deine Antwort wurde gespeichert, und dein Assistent weiß davon.',
    todo: 'Du kannst diese Seite schließen. Ist der Assistent nicht verbunden, verbinde ihn von dort aus noch einmal.',
  },
  tooMany: {
    title: 'Zu viele Anmeldungen auf einmal',
    happened: 'Hier kommen viel mehr Anfragen an, als ein Haushalt stellt. Nichts wurde geändert.',
    todo: (seconds) =>
      seconds === 1
        ? `Warte ${seconds} Sekunde und lade diese Seite neu.`
        : `Warte ${seconds} Sekunden und lade diese Seite neu.`,
  },
  unknownAssistant: {
    title: 'Dieser Assistent ist hier nicht mehr bekannt',
    happened:
      'Seine Registrierung wurde nie verwendet oder wurde entfernt. Nichts wurde weitergegeben.',
    todo: 'Entferne diese Verbindung im Assistenten und füge sie neu hinzu.',
  },
  unreadDocument: {
    title: 'Wir können nicht prüfen, wer dieser Assistent ist',
    happened: (reason) =>
      `Er sagt es in einem eigenen Dokument, aber damit gibt es ein Problem: ${reason}.`,
    todo: 'Sieh nach, ob dieses Haus mit dem Internet verbunden ist, warte eine Minute und verbinde den Assistenten noch einmal. Bleibt es dabei, sag seinen Herstellern Bescheid.',
  },
  badRequest: {
    title: 'Diese Anmeldung kann nicht weitergehen',
    happened: (reason) =>
      `Der Assistent hat eine Anfrage geschickt, der wir nicht trauen können: ${reason}.`,
    todo: 'Entferne diese Verbindung im Assistenten und füge sie neu hinzu. Bleibt es dabei, sag seinen Herstellern Bescheid.',
  },
};
