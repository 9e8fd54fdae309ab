import type { Words } from '../words.ts';

type Activity = Words['activity'];
type Call = Parameters<Activity['sentence']['tried']>[0];

/** “Claude hat Küchenlicht für Ada eingeschaltet”, with what is known of it. */
const acting =
  (done: string) =>
  ({ who, on, person }: Call) =>
    person === '' ? `${who} hat ${on} ${done}` : `${who} hat ${on} für ${person} ${done}`;

function using({ who, tool, on, person }: Call): string {
  if (person === '') {
    return on === '' ? `${who} hat „${tool}“ benutzt` : `${who} hat „${tool}“ benutzt: ${on}`;
  }
  return on === ''
    ? `${who} hat „${tool}“ für ${person} benutzt`
    : `${who} hat „${tool}“ für ${person} benutzt: ${on}`;
}

function times(count: number): string {
  return count === 1 ? 'einmal' : `${count}-mal`;
}

function calls(count: number): string {
  return count === 1 ? '1 Aufruf' : `${count} Aufrufe`;
}

/** The page with the audit log. */
export const activity: Activity = {
  nav: 'Aktivität',
  /** What was changed in the settings. */
  changes: {
    rule_saved: 'eine Regel wurde gespeichert',
    rule_removed: 'eine Regel wurde entfernt',
    lowered: 'eine Erlaubnis wurde entzogen',
    paused: 'ein Assistent wurde angehalten',
    resumed: 'ein Assistent darf weitermachen',
    disconnected: 'ein Assistent wurde getrennt',
    disconnected_everything: 'alles wurde getrennt',
    machine_made: 'ein Programm wurde eingelassen',
    machine_secret_replaced: 'ein Programm bekam ein neues Geheimnis',
    machine_removed: 'ein Programm wurde entfernt',
    server_added: 'ein anderer Server wurde hinzugefügt',
    server_changed: 'ein anderer Server wurde geändert',
    server_removed: 'ein anderer Server wurde entfernt',
    tools_approved: 'Werkzeuge wurden freigegeben',
    tool_withdrawn: 'ein Werkzeug wurde außer Gebrauch genommen',
    secret_set: 'ein Geheimnis wurde gesetzt',
    secret_removed: 'ein Geheimnis wurde entfernt',
    sign_in_link: 'ein Link zum Anmelden wurde erstellt',
    debug_on: 'das Anmeldeprotokoll wurde eingeschaltet',
    debug_off: 'das Anmeldeprotokoll wurde ausgeschaltet',
    signing_key_rotated: 'ein neuer Schlüssel unterschreibt',
    encryption_key_rotated: 'Geheimnisse wurden mit einem neuen Schlüssel verschlossen',
    companion_installed: 'der Begleiter wurde in Home Assistant installiert',
    companion_removed: 'der Begleiter wurde aus Home Assistant entfernt',
    home_restarted: 'Home Assistant wurde neu gestartet',
    companion_secret_shown: 'das Geheimnis des Begleiters wurde gezeigt',
    address_added: 'eine Adresse wurde hinzugefügt',
    address_removed: 'eine Adresse wurde entfernt',
    home_client_made: 'ein Home Assistant wurde zugelassen',
    home_client_removed: 'ein Home Assistant wurde entfernt',
    watchdog_on: 'der Watchdog wurde eingeschaltet',
  },
  title: 'Aktivität',
  intro:
    'Was Assistenten in deinem Zuhause getan haben, für wen, und wie es ausging. Latchkey schreibt auf, welche Dinge genannt wurden, aber nie, was sonst gesagt oder geantwortet wurde.',
  kept: (days) =>
    days === 1
      ? 'Aufbewahrt wird ein Tag.'
      : `Aufbewahrt werden ${days} Tage, höchstens die neuesten 200.000 Einträge.`,
  off: {
    title: 'Nichts wird aufgeschrieben',
    happened:
      'Das Aktivitätsprotokoll ist ausgeschaltet. Deshalb kann Latchkey nicht zeigen, wer was getan hat. Was vorher da war, ist gelöscht.',
    todo: 'Um es einzuschalten, setze *audit_days* in der Konfiguration der App (oder MCP_AUDIT_DAYS) auf die Zahl der Tage, die es zurückreichen soll, zum Beispiel 90, und starte Latchkey neu.',
  },

  chart: {
    title: 'Aufrufe pro Tag',
    summary: (all, failed, most) =>
      failed === 0
        ? `${calls(all)} in den letzten 30 Tagen, alle erfolgreich. Am Tag mit den meisten waren es ${most}.`
        : `${calls(all)} in den letzten 30 Tagen, davon ${failed} fehlgeschlagen oder nicht erlaubt. Am Tag mit den meisten waren es ${most}.`,
    none: 'In den letzten 30 Tagen hat kein Assistent etwas getan.',
    done: 'Erfolgreich',
    failed: 'Fehlgeschlagen oder nicht erlaubt',
    table: 'Dasselbe als Tabelle',
    day: 'Tag',
    worked: 'Erfolgreich',
    notWorked: 'Fehlgeschlagen',
    tools: 'Was am meisten benutzt wird',
    tool: 'Werkzeug',
    toolLine: (count, failed) =>
      failed === 0 ? calls(count) : `${calls(count)}, davon ${failed} fehlgeschlagen`,
    server: (tool) => `${tool} (anderer Server)`,
  },

  failures: {
    title: 'Fehlgeschlagene Versuche',
    intro:
      'Die letzten 7 Tage. Einige sind normal: Assistenten zeigen einmal einen alten Ausweis vor, bevor sie ihn erneuern, und Menschen vertippen sich. Viele von einer Adresse, die du nicht kennst, bedeuten, dass es jemand versucht.',
    none: 'Keine in den letzten 7 Tagen.',
    reason: {
      refused: 'Eine Anmeldung, die Home Assistant abgelehnt hat',
      expired: 'Eine Anmeldung mit einem abgelaufenen Token',
      malformed: 'Eine Anmeldung mit etwas, das kein Token von Home Assistant ist',
      empty: 'Eine Anmeldung ohne Token',
      unreachable: 'Eine Anmeldung, während Home Assistant nicht antwortete',
      banned: 'Eine Anmeldung, während Home Assistant diese App gesperrt hatte',
      too_many: 'Eine Anmeldung gleich nach vielen fehlgeschlagenen',
      token_refused: 'Ein Ausweis, der unbekannt ist oder nicht mehr gilt',
      over_limit: 'Viel mehr Anfragen, als ein Haushalt stellt',
    },
    otherReason: 'Eine Anmeldung, die nicht geklappt hat',
    count: times,
    from: (sources) => `von ${sources}`,
    through: (name) => `über ${name}`,
    somewhere: 'einer unbekannten Adresse',
    others: 'anderen Adressen',
  },

  filter: {
    title: 'Eingrenzen',
    person: 'Person',
    everybody: 'Alle',
    assistant: 'Assistent oder Programm',
    every: 'Alle',
    kind: 'Was',
    outcome: 'Wie Aufrufe ausgingen',
    since: 'Seit',
    apply: 'Anzeigen',
    clear: 'Alles anzeigen',
    kinds: {
      '': 'Alles',
      calls: 'Aufrufe',
      sign_ins: 'Anmeldungen und Verbindungen',
      settings: 'Änderungen der Einstellungen',
      failures: 'Fehlgeschlagene Versuche',
    },
    outcomes: {
      '': 'Egal wie',
      done: 'Erfolgreich',
      failed: 'Fehlgeschlagen',
      refused: 'Nicht erlaubt',
      asked: 'Wartete auf ein Ja',
    },
  },

  log: {
    title: 'Protokoll',
    none: 'Hier ist noch nichts. Sobald ein Assistent etwas tut, erscheint es hier.',
    noneFits: 'Nichts passt zu deiner Auswahl.',
    noneYet: 'Bis hierher passt nichts zu deiner Auswahl. Weiter zurück gibt es vielleicht mehr.',
    older: 'Ältere',
    newest: 'Zurück zu den neuesten',
    download: 'Als Datei herunterladen',
    downloadHint:
      'Alles, was passt, das Älteste zuerst, ein JSON-Objekt pro Zeile. Darin stehen Namen und IDs deines Zuhauses; achte also darauf, wem du die Datei gibst.',
    ms: (milliseconds) =>
      milliseconds < 10_000 ? `${milliseconds} ms` : `${Math.round(milliseconds / 1_000)} s`,
    door: (address) => `über ${address}`,
    more: (count) => `${count} mehr`,
    unwritten: (count) =>
      count === 1
        ? `${count} weiterer dieser Art wurde nicht aufgeschrieben`
        : `${count} weitere dieser Art wurden nicht aufgeschrieben`,
    somebody: 'Jemand',
    anAssistant: 'Ein früherer Assistent',
    area: (name) => `alles in ${name}`,
  },

  outcome: {
    failed: 'Fehlgeschlagen',
    error: 'Fehler in Latchkey',
    refused: 'Nicht erlaubt',
    asked: 'Wartet auf ein Ja',
  },

  said: {
    yes: (way) =>
      way === 'client'
        ? 'Jemand hat im Assistenten Ja gesagt'
        : 'Jemand hat auf dem Telefon Ja gesagt',
    no: (way) =>
      way === 'nobody'
        ? 'Es war niemand da, um Ja zu sagen'
        : way === 'client'
          ? 'Niemand hat im Assistenten Ja gesagt'
          : 'Niemand hat auf dem Telefon Ja gesagt',
  },

  sentence: {
    used: using,
    acted: {
      turn_on: acting('eingeschaltet'),
      turn_off: acting('ausgeschaltet'),
      toggle: acting('umgeschaltet'),
      open: acting('geöffnet'),
      close: acting('geschlossen'),
      stop: acting('gestoppt'),
      lock: acting('verriegelt'),
      unlock: acting('entriegelt'),
    },
    tried: ({ who, tool, on }) =>
      on === '' ? `${who} wollte „${tool}“ benutzen` : `${who} wollte „${tool}“ benutzen: ${on}`,
    prompt: (who, name) => `${who} hat die Vorlage „${name}“ genommen`,
    resource: (who, name) => `${who} hat „${name}“ gelesen`,
    allowed: (who, person) => `${who} wurde von ${person} hereingelassen`,
    denied: (who) => `${who} wurde abgelehnt`,
    signInFailed: (who) =>
      `${who} sollte hereingelassen werden, aber die Anmeldung dafür hat nicht geklappt`,
    upstreamSignIn: {
      done: (server) => `Latchkey wurde bei ${server} angemeldet`,
      failed: (server) => `Die Anmeldung bei ${server} hat nicht geklappt`,
    },
    registered: (who) => `${who} hat sich vorgestellt; hereingelassen ist damit noch niemand`,
    machineToken: (who) => `Das Programm ${who} hat einen neuen Ausweis bekommen`,
    ended: {
      revoked_by_client: (who) => `${who} hat sich selbst abgemeldet`,
      code_replayed: (who) =>
        `${who} wurde getrennt, weil der Code der Anmeldung ein zweites Mal verwendet wurde`,
      refresh_replayed: (who) =>
        `${who} wurde getrennt, weil ein alter Ausweis noch einmal verwendet wurde und in fremden Händen sein könnte`,
      credential_refused: (who) =>
        `${who} wurde getrennt, weil Home Assistant die Anmeldung dahinter nicht mehr annimmt`,
      disconnected: (who) => `${who} wurde getrennt`,
      expired: (who) => `${who} wurde getrennt, weil die Verbindung lange nicht benutzt wurde`,
    },
    endedOtherwise: (who) => `Die Verbindung endete: ${who}`,
    settings: (person, what) => `${person} hat die Einstellungen geändert: ${what}`,
    refused: {
      token_refused: (count) =>
        `Ein Ausweis, der unbekannt ist oder nicht mehr gilt, wurde ${times(count)} vorgezeigt`,
      over_limit: (count) =>
        `Es kam viel mehr, als ein Haushalt fragt, und wurde ${times(count)} abgewiesen`,
    },
    lost: (count) =>
      count === 1
        ? `Der Datenträger kam nicht hinterher, und ${count} Eintrag dieses Protokolls ging verloren`
        : `Der Datenträger kam nicht hinterher, und ${count} Einträge dieses Protokolls gingen verloren`,
    other: (what) => `Latchkey hat notiert: ${what}`,
  },
};
