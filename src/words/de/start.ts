import type { Words } from '../words.ts';

/** The first page of the settings. */
export const start: Words['start'] = {
  nav: 'Start',
  title: 'Einen Assistenten verbinden',
  next: 'Nächster Schritt',
  address: 'Die Adresse deines Zuhauses',
  addresses: 'Die Adressen deines Zuhauses',
  addressHint:
    'Kopiere sie in einen Assistenten. Sie öffnet eine Seite deines eigenen Hauses, auf der du dich anmeldest.',
  qr: (address) => `QR-Code von ${address}`,
  showQr: 'Als QR-Code zeigen',
  reach: {
    everywhere: 'Funktioniert von überall',
    house: 'Funktioniert nur in deinem Haus',
    machine: 'Funktioniert nur auf diesem Computer',
  },
  state: 'Zustand',
  home: 'Home Assistant',
  homeStates: {
    connected: (version) => `Verbunden, Version ${version}`,
    away: 'Antwortet nicht',
    refused: 'Nimmt das Token von Latchkey nicht an',
  },
  door: 'Adresse',
  doorStates: {
    never: 'Noch nicht geprüft',
    looking: 'Wird gerade geprüft',
    sound: 'Bei der letzten Prüfung in Ordnung',
    warning: 'Funktioniert, mit einer Warnung',
    problem: 'Assistenten können sich nicht verbinden',
  },
  certificate: 'Zertifikat',
  checkUp: 'Prüfung',
  assistants: 'Assistenten',
  connected: (count) => (count === 0 ? 'Noch keiner verbunden' : `${count} verbunden`),
  steps: {
    homeAway: {
      title: 'Home Assistant antwortet nicht',
      todo: 'Prüfe, ob Home Assistant läuft und ob seine Adresse in der Konfiguration von Latchkey stimmt. Die Assistenten warten, bis es wieder da ist.',
      link: undefined,
    },
    homeRefused: {
      title: 'Home Assistant nimmt das Token von Latchkey nicht mehr an',
      todo: 'Erstelle in Home Assistant ein neues langlebiges Zugriffstoken, trage es in die Konfiguration von Latchkey ein und starte Latchkey neu.',
      link: undefined,
    },
    noAddress: {
      title: 'Gib deinem Zuhause eine Adresse',
      todo: 'Bisher kann sich kein Assistent verbinden. Wähle unten eine Adresse. Claude und ChatGPT im Web brauchen eine öffentliche https-Adresse: die von Home Assistant Cloud oder einen eigenen Tunnel. Programme in deinem Haus kommen mit einer Adresse des Hauses aus.',
      link: 'Adresse wählen',
    },
    problem: {
      title: 'Etwas hält Assistenten fern',
      todo: 'Die letzte Prüfung hat es gefunden und sagt, was zu tun ist.',
      link: 'Prüfung öffnen',
    },
    connect: {
      title: 'Verbinde deinen ersten Assistenten',
      todo: 'Wähle ihn unten aus und folge seinen Schritten. Es dauert eine Minute.',
      link: undefined,
    },
    approve: {
      title: 'Werkzeuge anderer Server warten auf dich',
      todo: 'Ein Server deines Hauses bietet neue oder geänderte Werkzeuge an. Niemand kann sie nutzen, bevor du sie angesehen hast.',
      link: 'Ansehen',
    },
    signIn: {
      title: 'Bei einem anderen Server musst du dich anmelden',
      todo: 'Bis dahin können Assistenten ihn nicht nutzen.',
      link: 'Zu den anderen Servern',
    },
    nothing: {
      title: 'Alles ist eingerichtet',
      todo: 'Es gibt nichts zu tun. Um noch einen Assistenten zu verbinden, wähle ihn unten aus.',
      link: undefined,
    },
  },
  choose: {
    none: 'Es gibt noch keine.',
    title: 'Wähle eine Adresse',
    another: 'Eine weitere Adresse',
    found: 'In deinem Haus gefunden',
    ways: {
      cloud: 'Über Home Assistant Cloud (Nabu Casa). Funktioniert von überall.',
      home: 'Über die Adresse deines Home Assistant. Funktioniert von überall.',
      house:
        'Dieses Gerät in deinem eigenen Netz. Funktioniert nur in deinem Haus, und unterwegs ist nichts verschlüsselt.',
    },
    needs: {
      companion: 'Installiere zuerst den Begleiter, der von Home Assistant zu Latchkey führt.',
      remote:
        'Schalte zuerst den Fernzugriff in Home Assistant ein, unter Einstellungen, Home Assistant Cloud.',
    },
    use: 'Diese Adresse verwenden',
    useThis: (address) => `Diese Adresse verwenden: ${address}`,
    own: (address) => `Andere Apps auf diesem Gerät erreichen Latchkey auch unter ${address}.`,
    byHand: 'Eine eigene Adresse',
    label: 'Adresse',
    byHandHint:
      'Die Adresse eines Tunnels oder Reverse Proxys, der zu Latchkey führt, ohne etwas hinter dem Namen.',
    remove: (address) => `${address} entfernen`,
    removeMeans:
      'Assistenten, die unter dieser Adresse hereingelassen wurden, werden getrennt. Sie müssen unter einer anderen neu hereingelassen werden.',
    faults: {
      whole: 'Gib eine vollständige Adresse ein, zum Beispiel https://mcp.example.com.',
      user: 'Entferne Benutzername und Passwort aus der Adresse.',
      query: 'Entferne alles ab dem ? oder #.',
      plain: 'Ändere http:// in https://. Sonst ginge alles für jeden lesbar durch das Internet.',
      path: 'Entferne, was auf den Namen folgt. Eine Adresse mit eigenem Pfad muss in der Konfiguration der App stehen.',
      long: 'Diese Adresse ist zu lang.',
      taken: 'Es gibt schon eine Adresse mit diesem Namen.',
      many: 'Es gibt schon zehn Adressen. Entferne zuerst eine.',
      open: 'Latchkey lässt jeden herein, der es erreicht (Modus none), daher bekommt es keine öffentliche Adresse.',
      gone: 'Diese Adresse ist nicht mehr da. Es wurde nichts geändert.',
    },
  },
  done: {
    address_added: 'Die Adresse kann jetzt verwendet werden. Die Prüfung sieht sie sich gerade an.',
    address_removed:
      'Die Adresse wurde entfernt, und Assistenten, die sie benutzten, sind getrennt.',
    home_client_removed: 'Es wurde entfernt, und dieses Home Assistant ist getrennt.',
    watchdog_on: 'Home Assistant startet Latchkey jetzt neu, wenn es von selbst aufhört.',
  },
  watchdog: {
    off: 'Home Assistant startet Latchkey nicht neu, wenn es von selbst aufhört.',
    switchOn: 'Watchdog einschalten',
    failed:
      'Home Assistant hat den Watchdog nicht eingeschaltet. Versuche es noch einmal oder schalte ihn auf der Seite der App ein.',
  },
  how: 'So verbindest du Assistenten',
  needsPublic:
    'Dieser Assistent läuft im Internet und braucht deshalb eine öffentliche https-Adresse.',
  copyThis: 'Kopieren',
  openIn: (name) => `In ${name} öffnen`,
  guides: {
    claude: [
      'Öffne in Claude im Web oder in der App *Einstellungen*, dann *Konnektoren*.',
      'Wähle *Benutzerdefinierten Konnektor hinzufügen*. Gib ihm einen Namen, füge diese Adresse ein und wähle *Hinzufügen*:',
      'Wähle *Verbinden*. Eine Seite deines Hauses öffnet sich: Melde dich an und wähle, was Claude darf.',
    ],
    chatgpt: [
      'Öffne in ChatGPT im Web *Einstellungen*, dann *Apps & Connectors*, dann *Erweiterte Einstellungen*, und schalte den *Entwicklermodus* ein.',
      'Geh zurück und wähle *Erstellen*. Gib einen Namen ein, lass *Authentifizierung* auf *OAuth* und füge dies als *MCP-Server-URL* ein:',
      'Eine Seite deines Hauses öffnet sich: Melde dich an und wähle, was ChatGPT darf.',
    ],
    claudeCode: [
      'Gib dies in einem Terminal ein:',
      'Starte Claude Code, gib /mcp ein, wähle *home* und dann *Authenticate*. Dein Browser öffnet sich: Melde dich an und wähle, was Claude Code darf.',
    ],
    vscode: [
      'Öffne die Befehlspalette, wähle *MCP: Add Server*, dann *HTTP*, und füge die Adresse ein. Oder schreib dies in *mcp.json*:',
      'Wenn VS Code fragt, ob es sich anmelden darf, erlaube es. Dein Browser öffnet sich: Melde dich an und wähle, was VS Code darf.',
    ],
    cursor: [
      'Schreib dies in *~/.cursor/mcp.json*:',
      'Wähle in den Einstellungen von Cursor unter *Tools & MCP* neben *home* den Knopf *Connect*. Dein Browser öffnet sich: Melde dich an und wähle, was Cursor darf.',
    ],
    gemini: [
      'Gib dies in einem Terminal ein:',
      'Starte Gemini CLI und gib /mcp auth home ein. Dein Browser öffnet sich: Melde dich an und wähle, was Gemini CLI darf.',
    ],
    homeAssistant: [
      'Auch ein Home Assistant kann ein Assistent sein. Es fragt nach einer Client-ID und einem Client-Geheimnis: Erstelle beide hier, für jedes Home Assistant eigene.',
      'Öffne dort *Einstellungen*, dann *Geräte & Dienste*, wähle *Integration hinzufügen*, dann *Model Context Protocol*, und füge diese Adresse ein:',
      'Gib Client-ID und Client-Geheimnis ein, wenn nach Zugangsdaten gefragt wird. Melde dich dann an und wähle, was das andere Home Assistant darf.',
    ],
  },
};
