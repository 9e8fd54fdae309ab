import type { ofHere as English } from '../../en/doctor/here.ts';

/** Of Latchkey itself and the machine that it runs on, and of looking at all. */
export const ofHere: typeof English = {
  sound: () => ({ sentence: 'Hier ist alles in Ordnung.', fix: '' }),
  waits: ({ after }) => ({
    sentence: `Das konnte nicht geprüft werden, denn zuerst muss dies stimmen: „${after}“.`,
    fix: 'Kümmere dich zuerst darum und starte die Prüfung dann noch einmal.',
  }),
  took_too_long: ({ seconds }) => ({
    sentence: `Das zu prüfen hat länger als ${seconds} Sekunden gedauert.`,
    fix: 'Versuche es noch einmal; bleibt es dabei, ist unterwegs etwas sehr langsam.',
  }),
  could_not_look: () => ({
    sentence: 'Das konnte nicht geprüft werden.',
    fix: 'Versuche es noch einmal; bleibt es dabei, steht mehr im Protokoll von Latchkey.',
  }),
  not_running: () => ({
    sentence: 'Latchkey läuft nicht. Deshalb kann sich niemand verbinden.',
    fix: 'Starte es: in Home Assistant die App, aus einem Checkout mit npm start.',
  }),
  settings_refused: ({ reason }) => ({
    sentence: `Mit diesen Einstellungen startet Latchkey nicht: ${reason}.`,
    fix: 'Ändere die genannte Einstellung und starte Latchkey dann.',
  }),
  mode_none: () => ({
    sentence:
      'Die Anmeldung ist ausgeschaltet: Alles in diesem Netzwerk kann in das Zuhause hineinsehen.',
    fix: 'Setze MCP_AUTH_MODE auf oauth und starte Latchkey neu.',
  }),
  disk_full: ({ megabytes }) => ({
    sentence: `Der Datenträger ist voll (${megabytes} MB sind frei). Deshalb kann sich niemand anmelden, und Änderungen werden abgelehnt.`,
    fix: 'Schaffe Platz auf dem Datenträger mit den Daten von Latchkey: Meist liegt es an alten Backups.',
  }),
  disk_low: ({ megabytes }) => ({
    sentence: `Auf dem Datenträger mit den Daten von Latchkey sind nur ${megabytes} MB frei.`,
    fix: 'Schaffe Platz, bevor er voll ist: Meist liegt es an alten Backups.',
  }),
  store_failed: ({ reason }) => ({
    sentence: `Latchkey kann nicht aufschreiben, was es aufbewahren muss: ${reason}`,
    fix: 'Prüfe, ob der Datenordner dem Benutzer gehört, unter dem Latchkey läuft, und ob sein Datenträger nicht schreibgeschützt ist.',
  }),
  keyring_missing: () => ({
    sentence: 'Die Schlüsseldatei (keyring.json) fehlt im Datenordner.',
    fix: 'Hol keyring.json aus einem Backup zurück, bevor Latchkey neu startet: Ohne sie müssen sich alle neu anmelden.',
  }),
  keyring_unreadable: () => ({
    sentence: 'Die Schlüsseldatei (keyring.json) lässt sich nicht lesen.',
    fix: 'Hol keyring.json aus einem Backup zurück und sorge dafür, dass sie dem Benutzer gehört, unter dem Latchkey läuft.',
  }),
  keyring_open: () => ({
    sentence: 'Andere Benutzer dieses Computers können die Schlüsseldatei (keyring.json) lesen.',
    fix: 'Nimm ihnen das: chmod 600 keyring.json im Datenordner.',
  }),
  clock_off: ({ minutes, other }) => ({
    sentence: `Die Uhr dieses Computers und die von ${other} gehen um ${minutes} ${minutes === 1 ? 'Minute' : 'Minuten'} auseinander. Deshalb sehen neue Anmeldungen abgelaufen aus.`,
    fix: 'Lass diesen Computer seine Uhr nach dem Internet stellen (NTP) und starte Latchkey dann neu.',
  }),
  clock_unknown: () => ({
    sentence: 'Niemand hat geantwortet, mit dessen Uhr sich unsere vergleichen ließe.',
    fix: 'Kümmere dich zuerst um das andere, das gefunden wurde, und starte die Prüfung dann noch einmal.',
  }),
};
