import type { Words } from '../words.ts';

/** Letting Home Assistant itself be an assistant: its guide on the first page, and what is shown once. */
export const homeClient: Words['homeClient'] = {
  found:
    'Dein eigenes Home Assistant hat Latchkey schon gefunden: Öffne *Einstellungen*, dann *Geräte & Dienste*. Wähle unter *Entdeckt* neben Latchkey *Hinzufügen*, dann *Vorhandene Anmeldedaten verwenden*, und melde dich an. Die folgenden Schritte sind für ein anderes Home Assistant.',
  notYetFound:
    'Dein eigenes Home Assistant findet Latchkey von selbst, sobald es eine Adresse gibt, die nicht durch Home Assistant führt. Die folgenden Schritte sind für ein anderes Home Assistant.',
  noAddress:
    'Wähle zuerst eine Adresse, die nicht durch Home Assistant führt: An einer solchen Adresse fände Home Assistant seine eigene Anmeldung statt der von Latchkey.',
  label: 'Wo dieses Home Assistant im Browser geöffnet wird (freiwillig)',
  hint: 'Nur nötig, wenn es My Home Assistant nicht verwendet, zum Beispiel http://homeassistant.local:8123.',
  make: 'Client-ID und Client-Geheimnis erstellen',
  made: 'Bisher erstellt',
  madeAt: (name, when) => `${name}, erstellt ${when}`,
  remove: (name) => `${name} entfernen`,
  removeMeans:
    'Dieses Home Assistant wird sofort getrennt. Um es wieder zu verbinden, erstelle eine neue Client-ID und ein neues Client-Geheimnis.',
  faults: {
    address:
      'Gib die ganze Adresse dieses Home Assistant ein, zum Beispiel http://homeassistant.local:8123. Im Internet muss sie mit https:// beginnen.',
    many: 'Es gibt schon zehn. Entferne zuerst eines davon.',
    noAddress: 'Wähle zuerst eine Adresse, die nicht durch Home Assistant führt.',
    gone: 'Das gibt es nicht mehr. Es wurde nichts geändert.',
  },
  title: 'Ein Home Assistant verbinden',
  once: 'Kopiere das Geheimnis jetzt: *Es wird nur einmal gezeigt.* Latchkey behält keine Kopie. Geht es verloren, erstelle ein neues.',
  steps: {
    open: 'Öffne in diesem Home Assistant *Einstellungen*, dann *Geräte & Dienste*, wähle *Integration hinzufügen*, dann *Model Context Protocol*, und füge diese Adresse ein:',
    credentials:
      'Wenn nach Zugangsdaten gefragt wird, richte neue ein. Gib ihnen irgendeinen Namen und füge diese beiden ein:',
    signIn:
      'Eine Seite deines Zuhauses öffnet sich: Melde dich an und wähle, was dieses Home Assistant darf.',
  },
  clientId: 'OAuth-Client-ID',
  clientSecret: 'OAuth-Client-Geheimnis',
  back: 'Ich habe es kopiert',
};
