import type { Words } from '../words.ts';

/** The page of the other servers: the list, adding one, its tools, secrets and the sign-in log. */
export const servers: Words['servers'] = {
  nav: 'Andere Server',
  title: 'Andere Server',
  intro:
    'Assistenten können durch Latchkey andere MCP-Server nutzen: eine Adresse und eine Anmeldung für alle. Ein Assistent darf einen Server nutzen, sobald eine Person das auf der Seite erlaubt hat, auf der sie ihn verbindet.',
  empty: 'Es gibt noch keinen anderen Server.',
  add: 'Server hinzufügen',

  state: {
    connected: 'Verbunden',
    asleep: 'Bereit',
    connecting: 'Verbindet sich',
    failed: 'Nicht erreichbar',
    disabled: 'Nicht benutzt',
    'needs sign-in': 'Braucht eine Anmeldung',
    off: 'Ausgeschaltet',
    on: 'An',
  },
  stateMeans: {
    asleep: 'Latchkey verbindet sich mit ihm, wenn er benutzt wird.',
    failed:
      'Prüfe, ob er läuft und ob seine Adresse stimmt, und drücke dann auf „Neu verbinden“. Was von ihm freigegeben wurde, bleibt freigegeben.',
    connecting: 'Latchkey verbindet sich gerade mit ihm. Lade die Seite gleich neu.',
    'needs sign-in': 'Jemand muss sich dort anmelden, bevor Assistenten ihn nutzen können.',
    off: 'Wer ihn eingetragen hat, hat ihn dort ausgeschaltet. Deshalb wird er nicht benutzt.',
  },

  facts: {
    address: 'Adresse',
    reached: 'Erreicht',
    signsIn: 'Weist sich aus',
    whose: 'Benutzt als',
    tools: 'In Gebrauch',
    tokenEnds: 'Anmeldung erneuert bis',
    protocol: 'MCP-Version',
    written: 'Eingetragen in',
  },
  reached: {
    http: 'über das Netzwerk',
    sse: 'über das Netzwerk, auf die ältere Art (SSE)',
    stdio: 'als Programm, das Latchkey startet',
  },
  signsIn: {
    none: 'gar nicht',
    bearer: 'mit einem Token',
    headers: 'mit eigenen Headern',
    environment: 'mit eigenen Variablen',
    oauth: 'mit einer Anmeldung dort',
    client_credentials: 'mit Client-ID und Client-Geheimnis',
  },
  whose: { household: 'Haushalt', person: 'jede Person selbst' },
  written: {
    here: 'diesen Einstellungen',
    file: 'der Datei mit Servern',
    options: 'den Optionen der App',
  },
  changeThere: 'Ändern lässt er sich nur dort, wo er eingetragen ist.',
  tools: (count) => (count === 1 ? '1 Werkzeug' : `${count} Werkzeuge`),
  leftOut: (count) =>
    count === 1
      ? 'Ein Werkzeug ist ausgelassen: Es ist zu groß, oder es sind zu viele.'
      : `${count} Werkzeuge sind ausgelassen: Sie sind zu groß oder zu viele.`,
  waiting: (count) =>
    count === 1
      ? 'Ein Werkzeug ist neu oder hat sich geändert. Es wird nicht benutzt, bis du es gelesen und freigegeben hast.'
      : `${count} Werkzeuge sind neu oder haben sich geändert. Sie werden nicht benutzt, bis du sie gelesen und freigegeben hast.`,
  askFirst:
    'Noch ist keines seiner Werkzeuge in Gebrauch. Lies sie und gib frei, was Assistenten nutzen dürfen: Vorher wird nichts davon benutzt.',
  askFirstSignIn:
    'Lies nach der Anmeldung seine Werkzeuge und gib frei, was Assistenten nutzen dürfen.',
  perPersonTools:
    'Jede Person meldet sich dort selbst an, wenn sie ihn zum ersten Mal benutzt; den Link bekommt sie von ihrem Assistenten. Was er der ersten Person anbietet, ist damit freigegeben. Was er später hinzufügt oder ändert, wird nicht benutzt; um es zu übernehmen, entferne den Server und füge ihn neu hinzu.',

  readTools: 'Lesen und freigeben',
  seeTools: 'Seine Werkzeuge ansehen',
  refresh: 'Neu verbinden',
  signIn: 'Dort anmelden',
  change: 'Ändern',
  remove: 'Entfernen',
  removeSure: (name) =>
    `Assistenten können ${name} dann nicht mehr nutzen. Vergessen werden die Freigaben, die Anmeldungen und die Geheimnisse, die dafür eingegeben wurden.`,
  removeYes: 'Ja, entfernen',
  of: (action, name) => `${action}: ${name}`,

  faultsTitle: 'Was so, wie es eingetragen ist, nicht benutzbar ist',

  haMcp: {
    title: 'ha-mcp ist installiert',
    means:
      'Die App Home Assistant MCP Server (ha-mcp) läuft auf diesem Gerät. Assistenten können sie über Latchkey benutzen, hinter derselben Anmeldung. Sie handelt mit ihrem eigenen Administratorkonto, wer sie auch aufruft. Geben Sie daher nur frei, was alle tun dürfen sollen, die sie benutzen.',
    address: 'Ihre Adresse',
    hint: 'Öffnen Sie ihr Protokoll in Home Assistant, kopieren Sie, was dort als „Secret Path“ steht, und setzen Sie es am Ende anstelle des letzten Schrägstrichs ein.',
    add: 'ha-mcp hinzufügen',
  },

  homeMcp: {
    title: 'Der eigene Server von Home Assistant',
    name: 'homeassistant',
    builtIn: 'eingebaut',
    means:
      'Home Assistant hat einen eigenen MCP-Server. Seine Werkzeuge sind nur für Administratoren und richten sich danach, was für Assist verfügbar gemacht ist, nicht nach den Regeln von Latchkey.',
    off: 'Er ist ausgeschaltet. Um ihn anzubieten, setze die Option home_mcp (MCP_HOME_MCP) auf true und starte Latchkey neu.',
    on: (count) =>
      count === 1
        ? 'Er antwortet und bietet 1 Werkzeug an.'
        : `Er antwortet und bietet ${count} Werkzeuge an.`,
    absent:
      'Er antwortet nicht. Füge in Home Assistant die Integration Model Context Protocol Server hinzu.',
    notAdministrator:
      'Er wird Administratoren angeboten. Das eigene Konto von Latchkey ist keiner, deshalb lässt sich sein Zustand hier nicht sagen.',
    silent: 'Home Assistant antwortet gerade nicht.',
  },

  secrets: {
    title: 'Geheimnisse',
    means: `Token und Schlüssel für andere Server, verschlüsselt aufbewahrt. Ein Server bezieht sich darauf mit $\{secret:NAME}. Einmal gespeichert, wird ein Wert nie wieder gezeigt.`,
    empty: 'Es gibt noch kein Geheimnis.',
    changed: (when) => `Zuletzt geändert: ${when}`,
    unreadable: 'Es lässt sich nicht mehr öffnen, weil sein Schlüssel fehlt. Speichere es neu.',
    usedBy: (names) => `Benutzt von ${names}.`,
    removeSure: 'Ein Server, der sich darauf bezieht, lässt sich dann nicht mehr benutzen.',
    set: 'Geheimnis speichern',
    name: 'Name',
    nameHint:
      'Buchstaben, Ziffern, Punkte, Bindestriche und _. Gibt es den Namen schon, wird das vorhandene ersetzt.',
    value: 'Wert',
    keep: 'Speichern',
  },

  debug: {
    title: 'Wenn eine Anmeldung nicht klappt',
    means:
      '15 Minuten lang kann Latchkey in sein Protokoll schreiben, wie Anmeldungen ablaufen: was Assistenten Latchkey fragen und was Latchkey andere Server fragt. Token, Codes und Geheimnisse kommen nie hinein. Schalte es ein, versuche es noch einmal und sieh dann in der App unter „Protokoll“ nach.',
    isOn: (until) => `Es ist an bis ${until}.`,
    isOff: 'Es ist aus.',
    on: 'Für 15 Minuten einschalten',
    off: 'Ausschalten',
  },

  form: {
    addTitle: 'Server hinzufügen',
    changeTitle: (name) => `${name} ändern`,
    intro:
      'Hier lassen sich nur Server mit einer Adresse hinzufügen. Ein Programm, das Latchkey startet, muss in die Datei mit Servern eingetragen werden, weil es auf diesem Computer alles tun könnte.',
    name: 'Name',
    nameHint:
      'Kleinbuchstaben, Ziffern und Bindestriche, höchstens 24. Seine Werkzeuge heißen danach, zum Beispiel notes__search.',
    url: 'Adresse',
    urlHint:
      'Sie endet oft auf /mcp oder /sse. Ein Schlüssel, der zur Adresse gehört, wird verschlüsselt gespeichert und nicht mehr angezeigt.',
    private: 'Das ist ein Gerät in meinem eigenen Netzwerk',
    privateHint:
      'Kreuze das an bei Adressen wie 192.168.1.20 oder nas.local. Sonst verbindet sich Latchkey nie mit etwas in deinem Netzwerk, wohin eine Adresse auch führt.',
    older: 'Er spricht die ältere Art (SSE)',
    olderHint: 'Für ältere Server, deren Adresse oft auf /sse endet.',
    signIn: 'Woran erkennt er, wer fragt?',
    kinds: {
      none: { label: 'Er fragt nicht', hint: 'Wer ihn erreicht, darf ihn benutzen.' },
      token: {
        label: 'An einem Token',
        hint: 'Einem, das du von ihm bekommen hast: ein API-Schlüssel oder Zugriffstoken.',
      },
      headers: { label: 'An Headern', hint: 'Zum Beispiel X-Api-Key. Bis zu drei.' },
      oauth: {
        label: 'Du meldest dich dort an, für den Haushalt',
        hint: 'Alle nutzen ihn mit dieser einen Anmeldung. Drücke nach dem Hinzufügen auf „Dort anmelden“.',
      },
      person: {
        label: 'Jede Person meldet sich dort selbst an',
        hint: 'Den Link bekommt sie von ihrem Assistenten, wenn sie ihn zum ersten Mal benutzt. Was der Server der ersten Person anbietet, ist damit freigegeben, weil es vorher niemand ansehen kann.',
      },
      machine: {
        label: 'An Client-ID und Client-Geheimnis',
        hint: 'Für Server, die Programmen ein eigenes Konto geben (client_credentials).',
      },
    },
    token: 'Token',
    header: (row) => `Name von Header ${row}`,
    value: (row) => `Wert von Header ${row}`,
    clientId: 'Client-ID',
    clientSecret: 'Client-Geheimnis',
    clientHint: 'Nur, wenn er dir eines gegeben hat. Die meisten Server brauchen hier nichts.',
    machineId: 'Client-ID',
    machineSecret: 'Client-Geheimnis',
    tokenUrl: 'Adresse für Token',
    tokenUrlHint: 'Nur, wenn er nicht selbst eine nennt.',
    scope: 'Worum gebeten wird (scope)',
    scopeHint: 'Nur, wenn seine Anleitung etwas nennt.',
    keepHint: 'Lass das Feld leer, um das vorhandene zu behalten.',
    secretHint: 'Es wird verschlüsselt aufbewahrt und nie wieder gezeigt.',
    more: 'Mehr',
    tryAndAdd: 'Testen und hinzufügen',
    addUntried: 'Ohne Test hinzufügen',
    tryAndSave: 'Testen und speichern',
    saveUntried: 'Ohne Test speichern',
    cancel: 'Abbrechen',
    retype: 'Nichts wurde gespeichert, deshalb müssen Geheimnisse neu eingegeben werden.',
  },

  problem: {
    name: 'Gib einen Namen mit mindestens einem Buchstaben oder einer Ziffer ein.',
    url: 'Gib seine Adresse ein.',
    token: 'Gib sein Token ein oder wähle eine andere Art.',
    header:
      'Gib jedem Header einen Namen aus höchstens 30 Buchstaben, Ziffern, Punkten, Bindestrichen oder _, der mit einem Buchstaben anfängt, und einen Wert.',
    client: 'Zu einem Client-Geheimnis gehört eine Client-ID.',
    machine: 'Gib beides ein, Client-ID und Client-Geheimnis.',
    taken: (name) =>
      `Einen Server namens ${name} gibt es schon. Wähle einen anderen Namen; ist er anderswo eingetragen, wird er dort geändert.`,
    private:
      'Diese Adresse ist in deinem eigenen Netzwerk. Wenn das so gemeint ist, kreuze „Das ist ein Gerät in meinem eigenen Netzwerk“ an.',
    plain:
      'Diese Adresse ist im Internet, aber nicht verschlüsselt. Nimm eine, die mit https:// anfängt.',
    address:
      'Das ist keine Adresse eines Servers. Sie muss mit https:// anfangen, in deinem eigenen Netzwerk auch mit http://, und darf weder Benutzernamen noch Passwort enthalten.',
    gone: 'Dieser Server gehört nicht mehr zu denen, die hier hinzugefügt wurden.',
    unfit: (sentence) => `So lässt sich der Server nicht speichern. ${sentence}`,
    secret: (sentence) => `Das Geheimnis lässt sich nicht speichern. ${sentence}`,
    trial: (sentence) =>
      `Der Test ist fehlgeschlagen, deshalb wurde nichts gespeichert. ${sentence}`,
    notDone: (sentence) => `Das wurde nicht getan. ${sentence}`,
    noneTicked: 'Kein Werkzeug war angekreuzt, deshalb wurde keines freigegeben.',
  },

  toolsPage: {
    title: (name) => `Werkzeuge von ${name}`,
    back: 'Alle Server',
    theirs:
      'Was unten in Rahmen steht, sind die eigenen Worte des Servers. Latchkey hat nicht geprüft, ob sie stimmen, und ein Assistent liest sie wie Anweisungen: Gib nur frei, was du einem Assistenten auch selbst sagen würdest.',
    waitingTitle: 'Wartet auf dich',
    waitingMeans:
      'Nichts davon wird benutzt. Du gibst genau den Wortlaut frei, der hier gezeigt wird.',
    noneWaits: 'Kein Werkzeug wartet.',
    more: (count) =>
      count === 1
        ? `${count} weiteres wartet und wird gezeigt, wenn diese erledigt sind.`
        : `${count} weitere warten und werden gezeigt, wenn diese erledigt sind.`,
    fresh: 'Neu',
    changed: 'Geändert',
    twice: 'Unter diesem Namen wird es zweimal angeboten. Deshalb lässt es sich nicht freigeben.',
    was: 'Freigegeben',
    is: 'Jetzt',
    nothing: '(nichts)',
    parts: {
      title: 'Titel',
      description: 'Beschreibung',
      inputSchema: 'Was es annimmt',
      outputSchema: 'Was es antwortet',
      annotations: 'Was es über sich selbst sagt',
    },
    noDescription: 'Es hat keine Beschreibung.',
    whole: 'Alles, was es sagt, im Wortlaut',
    tick: (name) => `Assistenten ${name} nutzen lassen`,
    prompt: (name) => `Vorlage ${name}`,
    approveTicked: 'Angekreuzte freigeben',
    approveAll: (count) =>
      count === 1 ? 'Das gezeigte freigeben' : `Alle ${count} gezeigten freigeben`,
    inUseTitle: 'In Gebrauch',
    noneInUse: 'Kein Werkzeug ist in Gebrauch.',
    putBack: 'Aus dem Gebrauch nehmen',
    cannotAsk: (sentence) =>
      `Der Server wurde eben nach seinen Werkzeugen gefragt, und das ist fehlgeschlagen. ${sentence}`,
  },

  link: {
    title: (name) => `Bei ${name} anmelden`,
    means:
      'Dieser Link geht einmal, innerhalb von zehn Minuten. Er öffnet eine Seite von Latchkey, die dich zur Anmeldeseite des Servers führt. Wer ihn öffnet, meldet den Haushalt an. Gib ihn also niemandem.',
    open: 'Anmeldeseite öffnen',
    newTab: '(öffnet sich in einem neuen Tab)',
    after: 'Wenn du dich angemeldet hast, komm hierher zurück und sieh nach.',
    back: 'Ich habe mich angemeldet',
  },

  done: {
    added:
      'Der Server wurde hinzugefügt. Er hat geantwortet; lies seine Werkzeuge und gib frei, was Assistenten nutzen dürfen.',
    untried: 'Der Server wurde hinzugefügt. Er wurde noch nicht getestet.',
    'added-sign-in':
      'Der Server wurde hinzugefügt. Er hat geantwortet und verlangt eine Anmeldung: Drücke auf „Dort anmelden“.',
    'added-person':
      'Der Server wurde hinzugefügt. Jede Person meldet sich dort an, wenn ihr Assistent ihn zum ersten Mal benutzt.',
    changed: 'Der Server wurde geändert und hat geantwortet.',
    'changed-untried': 'Der Server wurde geändert. Er wurde noch nicht getestet.',
    'changed-sign-in': 'Der Server wurde geändert. Er hat geantwortet und verlangt eine Anmeldung.',
    removed: 'Der Server wurde entfernt.',
    refreshed: 'Latchkey hat sich neu mit ihm verbunden. Was er jetzt anbietet, steht unten.',
    approved: 'Freigegeben: Assistenten können es jetzt nutzen.',
    'put-back': 'Aus dem Gebrauch genommen. Es wartet unten, falls du es zurückhaben willst.',
    'secret-set': 'Das Geheimnis ist gespeichert. Server, die es benutzen, wurden neu verbunden.',
    'secret-removed': 'Das Geheimnis wurde entfernt.',
    'debug-on': 'Latchkey schreibt 15 Minuten lang in sein Protokoll, wie Anmeldungen ablaufen.',
    'debug-off': 'Latchkey schreibt das nicht mehr in sein Protokoll.',
  },
};
