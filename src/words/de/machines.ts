import type { Words } from '../words.ts';

/** The page of programs that come in without a person: keys, clients, and sign-in services. */
export const machines: Words['machines'] = {
  nav: 'Programme und Schlüssel',
  title: 'Programme und Schlüssel',
  intro:
    'Programme, die ohne eine Person am Bildschirm anfragen, wie n8n, ein Skript oder ein Dashboard, kommen mit einem eigenen Schlüssel herein. Assistenten wie Claude und ChatGPT brauchen keinen: Sie melden sich an.',
  none: 'Hier wurde noch kein Programm hereingelassen.',
  noKeysInThisMode:
    'Es gibt keine Schlüssel: Latchkey läuft im Modus none, in dem alles in deinem eigenen Netzwerk dein Zuhause ansehen darf. Schlüssel, die vorher erstellt wurden, öffnen in diesem Modus nichts. Um Schlüssel zu benutzen, setze den Modus in der Konfiguration der App auf oauth oder api_key.',
  keysOnly:
    'Latchkey läuft im Modus api_key: Wer einen dieser Schlüssel hat, kommt herein, und sonst niemand.',
  nobodyToActAs:
    'Bevor du ein Programm hereinlassen kannst, braucht es jemanden, als der es handelt: Verbinde einen Assistenten, melde dich einmal an und komm dann wieder.',
  yours: 'Hier hereingelassen',
  fixed: 'In der Konfiguration festgelegt',
  fixedHint: 'Diese stehen in der Konfiguration der App und werden dort geändert.',
  kind: {
    key: 'Schlüssel',
    client: 'Client-ID und Client-Geheimnis',
    issuer: 'Anmeldedienst',
  },
  may: 'Darf',
  actsAs: 'Handelt als',
  made: 'Erstellt',
  used: 'Zuletzt benutzt',
  address: 'Adresse',
  never: 'Nie',
  house: 'Das eigene Konto des Hauses',
  permission: {
    look: 'Ansehen',
    control: 'Ansehen und steuern',
    configure: 'Ansehen, steuern und einrichten',
    nothing: 'Nichts im Zuhause',
    energy: 'Energieverbrauch sehen',
    server: (name) => `${name} nutzen`,
  },
  notSignedIn: (person) =>
    `Das Programm kann jetzt nichts tun: ${person} ist nicht angemeldet. Lass ${person} einmal einen beliebigen Assistenten verbinden.`,
  noHouseAccount:
    'Das Programm kann jetzt nichts tun: In der Konfiguration steht kein HOMEASSISTANT_TOKEN mehr.',
  notInThisMode: 'Öffnet im Modus api_key nichts, denn dort gelten nur Schlüssel.',
  formerUntil: (time) => `Der bisherige Zugang gilt noch bis ${time}.`,
  add: {
    key: 'Schlüssel erstellen',
    client: 'Client-ID und Client-Geheimnis erstellen',
    issuer: 'Einem Anmeldedienst vertrauen',
  },
  about: {
    key: 'Für Programme, die einen Header senden können. Das ist für die meisten das Richtige.',
    client:
      'Für Programme, die nach einer Client-ID, einem Client-Geheimnis und einer Token-Adresse fragen.',
    issuer:
      'Für ein Haus mit Authentik, Authelia, Keycloak oder Ähnlichem: Herein kommt, für wen er bürgt.',
  },
  form: {
    name: 'Name',
    nameHint: 'So heißt es im Aktivitätsprotokoll, zum Beispiel n8n.',
    permission: 'Was es darf',
    choice: {
      look: { label: 'Ansehen', hint: 'Das Zuhause sehen: Zustände, Verlauf, wer da ist.' },
      control: {
        label: 'Ansehen und steuern',
        hint: 'Auch Dinge schalten. Bei Schlössern, Alarmanlagen und Garagentoren wird weiterhin eine Person gefragt.',
      },
      configure: {
        label: 'Ansehen, steuern und einrichten',
        hint: 'Auch Automationen und Einstellungen ändern. Nur, wenn es als Administrator handelt.',
      },
    },
    also: 'Außerdem darf es',
    actAs: 'Handelt als',
    actAsHint:
      'Für Home Assistant ist es diese Person. Ist sie hier nicht mehr angemeldet, kann das Programm nichts tun.',
    administrator: (person) => `${person} (Administrator)`,
    personOf: (person, home) => `${person}, ${home}`,
    issuer: 'Adresse des Anmeldedienstes',
    issuerHint:
      'Genau so, wie seine Token sie als „iss“ tragen, zum Beispiel https://auth.example.com/home/',
    audience: 'Für wen seine Token sein müssen',
    audienceHint:
      'Was seine Token als „aud“ tragen, dort oft eine Client-ID. Eines pro Zeile. Ohne das würde ein Token für irgendeinen anderen Dienst dein Zuhause öffnen.',
    privateAddress: 'Er ist in meinem eigenen Netzwerk',
    privateHint: 'Von Adressen in deinem Haus liest Latchkey nur, wenn du es hier sagst.',
    more: 'Mehr zu seinen Token',
    algorithms: 'Wie sie signiert sein dürfen',
    scopeMap: 'Andere Namen für Berechtigungen',
    scopeMapHint:
      'Nur, wenn der Dienst eigene Namen hat. Einer pro Zeile: sein Name, =, dann look, control, energy oder server und ein Name. Zum Beispiel: read:energy = energy',
    issuerTest:
      'Beim Testen liest Latchkey die Schlüssel des Dienstes; nur wenn das klappt, behält es ihn.',
    makeKey: 'Schlüssel erstellen',
    makeClient: 'ID und Geheimnis erstellen',
    makeIssuer: 'Testen und ihm vertrauen',
    cancel: 'Abbrechen',
  },
  shown: {
    key: (name) => `Der Schlüssel von ${name}`,
    client: (name) => `Client-ID und Client-Geheimnis von ${name}`,
    once: 'Kopiere das jetzt: *Es wird nur einmal gezeigt.* Latchkey behält keine Kopie. Geht es verloren, ersetze es.',
    secret: 'Schlüssel',
    header: 'Als Header',
    file: 'Für Programme, die eine Datei mit Servern haben',
    fileHint:
      'Die Teile dieser Datei heißen in den Programmen verschieden; Adresse und Header bleiben gleich.',
    clientId: 'Client-ID',
    clientSecret: 'Client-Geheimnis',
    tokenAddress: 'Token-Adresse',
    resource: 'Ressource (die Adresse deines Zuhauses für Assistenten)',
    form: 'Was die Token-Adresse gefragt wird',
    mcpAddress: 'Adresse',
    formerUntil: (time) =>
      `Der bisherige Zugang gilt noch bis ${time}. Trage vorher den neuen ein.`,
    formerEnded: 'Der bisherige Zugang gilt nicht mehr.',
    back: 'Ich habe es kopiert',
  },
  rotate: {
    open: 'Ersetzen',
    of: (name) => `Zugang ersetzen: ${name}`,
    hint: 'Du bekommst einen neuen Zugang, der nur einmal gezeigt wird.',
    overlap: 'Was wird aus dem bisherigen Zugang?',
    day: 'Er gilt noch 24 Stunden, damit nichts stehen bleibt, während du ihn austauschst.',
    now: 'Er endet sofort, weil ihn jemand anders haben könnte.',
    confirm: (name) => `Neuen Zugang für ${name} erstellen`,
  },
  remove: {
    open: 'Löschen',
    of: (name) => `${name} löschen`,
    hint: 'Der nächste Aufruf wird abgelehnt. Das lässt sich nicht zurücknehmen.',
    confirm: (name) => `${name} löschen`,
  },
  done: {
    removed: 'Gelöscht. Der nächste Aufruf wird abgelehnt.',
    trusted:
      'Der Anmeldedienst hat geantwortet, seine Schlüssel wurden gelesen, und seine Token gelten ab jetzt.',
  },
  problems: {
    mode: 'Diese Art geht in diesem Modus nicht. Nichts wurde erstellt.',
    name: 'Gib einen Namen aus bis zu 60 Buchstaben, Ziffern und Leerzeichen ein, zum Beispiel n8n. Er muss mit einem Buchstaben oder einer Ziffer anfangen.',
    nameTaken:
      'Diesen Namen gibt es schon, hier oder in der Konfiguration. Wähle einen anderen Namen.',
    full: 'Es gibt schon 200, und mehr bewahrt Latchkey nicht auf. Lösche die, die niemand braucht.',
    account:
      'Wähle aus, als wer es handelt. Wen du gewählt hattest, ist vielleicht nicht mehr angemeldet.',
    permission:
      'Eine dieser Berechtigungen lässt sich nicht mehr geben. Sieh sie noch einmal durch.',
    administrator:
      'Nur ein Programm, das als Administrator handelt, kann das Zuhause einrichten. Wähle eine andere Person oder eine kleinere Berechtigung.',
    gone: 'Es wurde inzwischen gelöscht. Nichts wurde geändert.',
    changed:
      'Der Zugang wurde inzwischen ersetzt, deshalb wurde nichts geändert. Wenn du das Formular zweimal gesendet hast, zählt das erste Mal; hast du den neuen Zugang nicht kopiert, ersetze ihn noch einmal.',
    issuerAddress:
      'Schreib die ganze Adresse des Anmeldedienstes, mit https:// am Anfang. Nur ein Dienst in deinem eigenen Netzwerk darf http:// haben.',
    issuerOwn: 'Das ist die Adresse dieses Latchkey selbst. Schreib die des Anmeldedienstes.',
    issuerTaken: 'Diesem Anmeldedienst wird schon vertraut, hier oder in der Konfiguration.',
    issuerPrivate:
      'Diese Adresse ist in deinem eigenen Netzwerk. Sag das unter der Adresse, dann liest Latchkey von ihr.',
    issuerUnreachable:
      'Unter dieser Adresse antwortet nichts, deshalb wurde sie nicht behalten. Prüfe die Adresse und ob der Dienst läuft. Ist er in deinem eigenen Netzwerk, sag das unter der Adresse.',
    issuerDocument:
      'Dort antwortet etwas, aber es beschreibt keinen Anmeldedienst mit genau dieser Adresse, deshalb wurde sie nicht behalten. Vergleiche die Adresse bis zum letzten Schrägstrich mit dem, was der Dienst seinen Issuer nennt.',
    issuerKeys:
      'Der Dienst antwortet, veröffentlicht aber keine Schlüssel, die Latchkey benutzen kann, deshalb wurde er nicht behalten. Gib ihm einen Signaturschlüssel (RS256 oder ES256).',
    audience: 'Schreib, für wen die Token sein müssen: mindestens eine Zeile, höchstens 20.',
    algorithms: 'Wähle mindestens eine Art aus, wie seine Token signiert sein dürfen.',
    scopeMap:
      'Die anderen Namen für Berechtigungen sind nicht lesbar. Schreib einen pro Zeile: sein Name, =, dann look, control, energy oder server und ein Name.',
  },
};
