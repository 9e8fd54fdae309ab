import type { Words } from '../words.ts';

/** The page of the companion inside Home Assistant. */
export const companion: Words['companion'] = {
  nav: 'Nabu Casa',
  title: 'Durch Home Assistant hindurch',
  intro:
    'Nabu Casa und alles andere, was schon aus dem Internet zu deinem Home Assistant führt, erreicht Home Assistant und nichts daneben. Der Begleiter ist eine kleine Integration in Home Assistant, die an Latchkey weitergibt, was dort für es ankommt. Du brauchst ihn nicht, wenn Latchkey eine eigene Adresse hat.',
  state: 'Zustand',
  address: 'Adresse für Assistenten',
  files: 'Installiert',
  none: 'Nicht installiert',
  version: (version) => `Version ${version}`,
  unnamed: 'Eine Version, die nicht sagt, welche sie ist',
  brought: 'Von diesem Latchkey mitgebracht',
  running: 'In Home Assistant läuft',
  runsNone: 'Kein Begleiter',
  unknown: 'Home Assistant sagt es gerade nicht',
  last: 'Letzte Anfrage durch ihn',
  never: 'Keine, seit Latchkey gestartet wurde',
  steps: {
    install: {
      title: 'Der Begleiter ist nicht installiert',
      todo: 'Latchkey legt ihn zu den benutzerdefinierten Integrationen von Home Assistant. Danach muss Home Assistant einmal neu gestartet werden, weil es nur beim Start nach Integrationen sucht.',
    },
    byHand: {
      title: 'Der Begleiter muss von Hand installiert werden',
      todo: 'Latchkey sieht hier den Konfigurationsordner von Home Assistant nicht und kann es dir deshalb nicht abnehmen. Die Schritte stehen unten.',
    },
    notAllowed: {
      title: 'Latchkey darf nicht in den Konfigurationsordner von Home Assistant schreiben',
      todo: 'Aktualisiere die App Latchkey oder installiere sie neu, oder installiere den Begleiter von Hand. Die Schritte stehen unten.',
    },
    failed: {
      title: 'Der Konfigurationsordner von Home Assistant lässt sich nicht lesen',
      todo: 'Sieh nach, ob der Datenträger voll oder beschädigt ist, und öffne diese Seite dann noch einmal.',
    },
    update: {
      title: 'Der Begleiter ist nicht der von diesem Latchkey',
      todo: 'Aktualisiere ihn. Danach muss Home Assistant einmal neu gestartet werden; bis dahin arbeitet der laufende weiter.',
    },
    updateByHand: {
      title: 'Der Begleiter ist nicht der von diesem Latchkey',
      todo: 'Lege den neuen an seine Stelle und starte Home Assistant neu. Die Schritte stehen unten; bis dahin arbeitet der laufende weiter.',
    },
    restart: {
      title: 'Home Assistant muss einmal neu gestartet werden',
      todo: 'Der Begleiter liegt bereit. Home Assistant sucht nur beim Start nach Integrationen.',
    },
    restartGone: {
      title: 'Home Assistant muss einmal neu gestartet werden, um den Begleiter zu vergessen',
      todo: 'Seine Dateien sind weg. Home Assistant vergisst ihn beim nächsten Start.',
    },
    unknown: {
      title: 'Der Begleiter liegt bereit',
      todo: 'Home Assistant sagt gerade nicht, ob er läuft. Öffne diese Seite noch einmal, wenn es wieder da ist.',
    },
    add: {
      title: 'Home Assistant muss noch wissen, dass es ihn benutzen soll',
      todo: 'Öffne in Home Assistant *Einstellungen*, dann *Geräte & Dienste*. Wird Latchkey dort angeboten, wähle *Hinzufügen*. Sonst wähle *Integration hinzufügen* und dann *Latchkey*.',
    },
    address: {
      title: 'Der Begleiter läuft, aber keine Adresse von Latchkey führt durch ihn',
      todo: 'Wähle auf der ersten Seite dieser Einstellungen die Adresse deines Home Assistant im Internet, oder trage sie dort mit /api/latchkey am Ende ein. Mit Nabu Casa ist es https://YOUR-ID.ui.nabu.casa/api/latchkey; du findest sie in Home Assistant unter *Einstellungen*, dann *Home Assistant Cloud*.',
    },
    quiet: {
      title: 'Der Begleiter läuft',
      todo: 'Seit Latchkey gestartet wurde, kam nichts durch ihn. Kopiere die Adresse unten in einen Assistenten.',
    },
    works: {
      title: 'Der Begleiter arbeitet',
      todo: 'Es gibt nichts zu tun.',
    },
  },
  install: 'Begleiter installieren',
  update: 'Begleiter aktualisieren',
  restart: {
    open: 'Home Assistant neu starten',
    sure: 'Home Assistant ist ein, zwei Minuten weg. So lange arbeiten Automationen und die Schalter in seiner App nicht, und Assistenten warten. Auch diese Seite öffnet sich erst wieder, wenn es zurück ist.',
    goOn: 'Jetzt neu starten',
    yourself:
      'Um es selbst neu zu starten: Öffne in Home Assistant *Einstellungen*, dann *System*, und wähle oben im Menü *Neu starten*.',
  },
  remove: {
    title: 'Entfernen',
    means:
      'Assistenten, die durch Home Assistant kommen, erreichen Latchkey dann nicht mehr. Tu es, bevor du Latchkey deinstallierst: Was im Ordner von Home Assistant liegt, bleibt dort, wenn eine App geht. Ist er doch geblieben, lösche den Ordner custom_components/latchkey von Hand.',
    open: 'Begleiter entfernen',
    sure: 'Die Tür schließt sich sofort. Home Assistant muss einmal neu gestartet werden, um den Begleiter zu vergessen; nimm auch die Adresse aus base_url (MCP_BASE_URL).',
    goOn: 'Jetzt entfernen',
    byHand:
      'Lösche Latchkey in Home Assistant unter *Einstellungen*, dann *Geräte & Dienste*; lösche den Ordner custom_components/latchkey; starte Home Assistant neu; und nimm die Adresse aus base_url (MCP_BASE_URL).',
  },
  byHand: {
    title: 'Von Hand installieren oder aktualisieren',
    copy: (folder) =>
      `Kopiere den Ordner ${folder} von Latchkey in den Ordner custom_components der Konfiguration von Home Assistant, an die Stelle eines vorhandenen. Lege custom_components an, wenn es ihn nicht gibt.`,
    restart: 'Starte Home Assistant einmal neu.',
    add: (port) =>
      `Öffne in Home Assistant *Einstellungen*, dann *Geräte & Dienste*, wähle *Integration hinzufügen* und dann *Latchkey*. Gib den Host ein, auf dem Latchkey läuft, den Port ${port} und das Geheimnis.`,
    offered:
      'Öffne in Home Assistant *Einstellungen*, dann *Geräte & Dienste*. Latchkey wird dort angeboten: Wähle *Hinzufügen*.',
  },
  secret: {
    title: 'Das Geheimnis des Begleiters',
    means:
      'Home Assistant fragt danach, wenn du Latchkey von Hand hinzufügst. Es zeigt Latchkey, dass dein Home Assistant eine Anfrage weitergegeben hat; für sich allein öffnet es nichts.',
    show: 'Geheimnis zeigen',
    label: 'Geheimnis',
  },
  done: {
    installed: 'Der Begleiter liegt bereit. Jetzt muss Home Assistant einmal neu gestartet werden.',
    untold:
      'Der Begleiter liegt bereit. Home Assistant konnte nicht erfahren, wo Latchkey ist; beim Start von Latchkey erfährt es das noch einmal. Starte erst Home Assistant neu, dann Latchkey.',
    already: 'Er lag schon bereit. Nichts wurde geändert.',
    removed:
      'Der Begleiter ist entfernt und die Tür geschlossen. Starte Home Assistant noch einmal neu.',
    stillListed:
      'Der Begleiter ist entfernt. Home Assistant hat nicht geantwortet; lösche deshalb Latchkey dort unter Einstellungen, Geräte & Dienste, und starte es neu.',
    gone: 'Es gab keinen Begleiter zu entfernen.',
    restarting: 'Home Assistant startet neu. Öffne diese Seite in ein, zwei Minuten noch einmal.',
  },
  problems: {
    no_home:
      'Latchkey sieht hier den Konfigurationsordner von Home Assistant nicht; nichts wurde geändert. Die Schritte von Hand stehen unten.',
    not_allowed:
      'Latchkey darf nicht in den Konfigurationsordner von Home Assistant schreiben; nichts wurde geändert. Die Schritte von Hand stehen unten.',
    failed:
      'Die Dateien ließen sich nicht ändern. Sieh nach, ob der Datenträger voll ist, und versuche es dann noch einmal.',
    away: 'Home Assistant antwortet nicht und wurde deshalb nicht neu gestartet. Starte es selbst neu oder versuche es noch einmal.',
    starting:
      'Home Assistant ist noch nicht fertig gestartet und wurde deshalb nicht neu gestartet. Versuche es in einer Minute noch einmal.',
    refused:
      'Home Assistant wollte nicht neu starten; meistens hat seine Konfiguration einen Fehler. Sein Protokoll unter Einstellungen, System sagt welchen. Nichts wurde geändert.',
  },
};
