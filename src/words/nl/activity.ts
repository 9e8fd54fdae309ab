import type { Words } from '../words.ts';

interface Call {
  readonly who: string;
  /** The tool's title. */
  readonly tool: string;
  /** What it was about, in names; empty when nothing was named. */
  readonly on: string;
  /** Whose permission it had; empty for nobody's. */
  readonly person: string;
}

/** “Claude zette Keukenlamp aan voor Ada”: what is known of it stands between the verb's parts. */
const acting =
  (verb: string, particle = '') =>
  ({ who, on, person }: Call) => {
    const done = particle === '' ? `${who} ${verb} ${on}` : `${who} ${verb} ${on} ${particle}`;
    return person === '' ? done : `${done} voor ${person}`;
  };

function using({ who, tool, on, person }: Call): string {
  if (person === '') {
    return on === '' ? `${who} gebruikte “${tool}”` : `${who} gebruikte “${tool}” bij ${on}`;
  }
  return on === ''
    ? `${who} gebruikte “${tool}” voor ${person}`
    : `${who} gebruikte “${tool}” voor ${person} bij ${on}`;
}

function times(count: number): string {
  return count === 1 ? 'één keer' : `${count} keer`;
}

function calls(count: number): string {
  return count === 1 ? '1 opdracht' : `${count} opdrachten`;
}

/** The page with the audit log. */
export const activity: Words['activity'] = {
  nav: 'Activiteit',
  /** What was changed in the settings. */
  changes: {
    rule_saved: 'een regel is opgeslagen',
    rule_removed: 'een regel is verwijderd',
    lowered: 'een toestemming is ingetrokken',
    paused: 'een assistent is gepauzeerd',
    resumed: 'een assistent mag weer verder',
    disconnected: 'een assistent is losgekoppeld',
    disconnected_everything: 'alles is losgekoppeld',
    machine_made: 'een programma is toegelaten',
    machine_secret_replaced: 'een programma kreeg een nieuw geheim',
    machine_removed: 'een programma is verwijderd',
    server_added: 'een andere server is toegevoegd',
    server_changed: 'een andere server is gewijzigd',
    server_removed: 'een andere server is verwijderd',
    tools_approved: 'tools zijn goedgekeurd',
    tool_withdrawn: 'een tool is buiten gebruik gesteld',
    secret_set: 'een geheim is ingesteld',
    secret_removed: 'een geheim is verwijderd',
    sign_in_link: 'er is een aanmeldlink gemaakt',
    debug_on: 'het aanmeldlogboek is ingeschakeld',
    debug_off: 'het aanmeldlogboek is uitgeschakeld',
    signing_key_rotated: 'een nieuwe sleutel ondertekent',
    encryption_key_rotated: 'geheimen zijn met een nieuwe sleutel vergrendeld',
    companion_installed: 'de begeleider is in Home Assistant geïnstalleerd',
    companion_removed: 'de begeleider is uit Home Assistant verwijderd',
    home_restarted: 'Home Assistant is opnieuw gestart',
    companion_secret_shown: 'het geheim van de begeleider is getoond',
    address_added: 'een adres is toegevoegd',
    address_removed: 'een adres is verwijderd',
    home_client_made: 'een Home Assistant is toegelaten',
    home_client_removed: 'een Home Assistant is verwijderd',
    watchdog_on: 'de bewaking is ingeschakeld',
  },
  title: 'Activiteit',
  intro:
    'Wat assistenten in je huis hebben gedaan, voor wie, en hoe het afliep. Latchkey noteert om welke dingen het ging, maar nooit wat er verder is gezegd of geantwoord.',
  kept: (days: number) =>
    days === 1
      ? 'Wordt één dag bewaard.'
      : `Wordt ${days} dagen bewaard; hooguit de nieuwste 200.000 regels.`,
  off: {
    title: 'Er wordt niets genoteerd',
    happened:
      'Het activiteitenlogboek staat uit, dus Latchkey kan niet laten zien wie wat heeft gedaan. Wat er eerder in stond, is verwijderd.',
    todo: 'Wil je het aanzetten, stel dan *audit_days* in bij de configuratie van de app (of MCP_AUDIT_DAYS) op het aantal dagen dat bewaard moet worden, bijvoorbeeld 90, en herstart Latchkey.',
  },

  chart: {
    title: 'Opdrachten per dag',
    summary: (all: number, failed: number, most: number) =>
      failed === 0
        ? `${calls(all)} in de laatste 30 dagen, en alles is gelukt. Op de drukste dag waren het er ${most}.`
        : `${calls(all)} in de laatste 30 dagen, waarvan er ${failed} niet gelukt of niet toegestaan ${failed === 1 ? 'was' : 'waren'}. Op de drukste dag waren het er ${most}.`,
    none: 'Geen enkele assistent heeft in de laatste 30 dagen iets gedaan.',
    done: 'Gelukt',
    failed: 'Niet gelukt of niet toegestaan',
    table: 'Hetzelfde als tabel',
    day: 'Dag',
    worked: 'Gelukt',
    notWorked: 'Mislukt',
    tools: 'Wat het meest wordt gebruikt',
    tool: 'Tool',
    toolLine: (count: number, failed: number) =>
      failed === 0 ? calls(count) : `${calls(count)}, waarvan ${failed} niet gelukt`,
    server: (tool: string) => `${tool} (een andere server)`,
  },

  failures: {
    title: 'Mislukte pogingen',
    intro:
      'De laatste 7 dagen. Een paar zijn heel gewoon: assistenten gebruiken een verlopen pas nog één keer voordat ze die vernieuwen, en mensen vertypen zich. Komen er veel van één adres dat je niet kent, dan probeert iemand binnen te komen.',
    none: 'Geen in de laatste 7 dagen.',
    reason: {
      refused: 'Een aanmelding die Home Assistant heeft geweigerd',
      expired: 'Een aanmelding met een verlopen token',
      malformed: 'Een aanmelding met iets dat geen token van Home Assistant is',
      empty: 'Een aanmelding zonder token',
      unreachable: 'Een aanmelding terwijl Home Assistant niet antwoordde',
      banned: 'Een aanmelding terwijl Home Assistant deze app blokkeerde',
      too_many: 'Een aanmelding vlak na een hele reeks mislukte',
      token_refused: 'Een pas die onbekend of niet meer geldig is',
      over_limit: 'Veel meer verzoeken dan een huishouden doet',
    },
    otherReason: 'Een aanmelding die niet is gelukt',
    count: times,
    from: (sources: string) => `van ${sources}`,
    through: (name: string) => `via ${name}`,
    somewhere: 'een onbekend adres',
    others: 'andere adressen',
  },

  filter: {
    title: 'Alleen tonen',
    person: 'Persoon',
    everybody: 'Iedereen',
    assistant: 'Assistent of programma',
    every: 'Allemaal',
    kind: 'Wat',
    outcome: 'Hoe het afliep',
    since: 'Sinds',
    apply: 'Tonen',
    clear: 'Alles tonen',
    kinds: {
      '': 'Alles',
      calls: 'Opdrachten',
      sign_ins: 'Aanmeldingen en verbindingen',
      settings: 'Gewijzigde instellingen',
      failures: 'Mislukte pogingen',
    },
    outcomes: {
      '': 'Maakt niet uit',
      done: 'Gelukt',
      failed: 'Niet gelukt',
      refused: 'Niet toegestaan',
      asked: 'Wachtte op een ja',
    },
  },

  log: {
    title: 'Logboek',
    none: 'Hier staat nog niets. Zodra een assistent iets doet, verschijnt het hier.',
    noneFits: 'Niets past bij wat je hebt gekozen.',
    noneYet:
      'Tot hier past er niets bij wat je hebt gekozen. Verder terug is er misschien nog meer.',
    older: 'Ouder',
    newest: 'Terug naar het nieuwste',
    download: 'Downloaden als bestand',
    downloadHint:
      'Alles wat past, het oudste eerst, met één JSON-object per regel. Er staan namen en ID’s uit je huis in, dus let op aan wie je het geeft.',
    ms: (milliseconds: number) =>
      milliseconds < 10_000 ? `${milliseconds} ms` : `${Math.round(milliseconds / 1_000)} s`,
    door: (address: string) => `via ${address}`,
    more: (count: number) => `nog ${count}`,
    unwritten: (count: number) =>
      count === 1
        ? 'Nog zo een is niet genoteerd'
        : `Nog ${count} van hetzelfde soort zijn niet genoteerd`,
    somebody: 'Iemand',
    anAssistant: 'Een assistent die er niet meer is',
    area: (name: string) => `alles in ${name}`,
  },

  outcome: {
    failed: 'Niet gelukt',
    error: 'Fout in Latchkey',
    refused: 'Niet toegestaan',
    asked: 'Wacht op een ja',
  },

  said: {
    yes: (way: 'client' | 'phone') =>
      way === 'client' ? 'Iemand zei ja in de assistent' : 'Iemand zei ja op de telefoon',
    no: (way: 'client' | 'phone' | 'nobody') =>
      way === 'nobody'
        ? 'Er was niemand om een ja aan te vragen'
        : way === 'client'
          ? 'Niemand zei ja in de assistent'
          : 'Niemand zei ja op de telefoon',
  },

  sentence: {
    used: using,
    acted: {
      turn_on: acting('zette', 'aan'),
      turn_off: acting('zette', 'uit'),
      toggle: acting('schakelde', 'om'),
      open: acting('opende'),
      close: acting('sloot'),
      stop: acting('stopte'),
      lock: acting('vergrendelde'),
      unlock: acting('ontgrendelde'),
    },
    tried: (call: Call) =>
      call.on === ''
        ? `${call.who} probeerde “${call.tool}” te gebruiken`
        : `${call.who} probeerde “${call.tool}” te gebruiken bij ${call.on}`,
    prompt: (who: string, name: string) => `${who} haalde de prompt “${name}” op`,
    resource: (who: string, name: string) => `${who} las “${name}”`,
    allowed: (who: string, person: string) => `${person} liet ${who} binnen`,
    denied: (who: string) => `Iemand zei nee tegen ${who}`,
    signInFailed: (who: string) => `Iemand die ${who} wilde binnenlaten, kon zich niet aanmelden`,
    upstreamSignIn: {
      done: (server: string) => `Latchkey is aangemeld bij ${server}`,
      failed: (server: string) => `Aanmelden bij ${server} is niet gelukt`,
    },
    registered: (who: string) => `${who} stelde zich voor; daarmee is die nog niet binnengelaten`,
    machineToken: (who: string) => `Het programma ${who} kreeg een nieuwe pas`,
    ended: {
      revoked_by_client: (who: string) => `${who} meldde zich zelf af`,
      code_replayed: (who: string) =>
        `De verbinding met ${who} is verbroken, omdat de aanmeldcode een tweede keer werd gebruikt`,
      refresh_replayed: (who: string) =>
        `De verbinding met ${who} is verbroken, omdat een oude pas opnieuw werd gebruikt en misschien in andere handen is`,
      credential_refused: (who: string) =>
        `De verbinding met ${who} is verbroken, omdat Home Assistant de aanmelding erachter niet meer accepteert`,
      disconnected: (who: string) => `De verbinding met ${who} is verbroken`,
      expired: (who: string) =>
        `De verbinding met ${who} is verbroken, omdat die lang niet is gebruikt`,
    },
    endedOtherwise: (who: string) => `De verbinding met ${who} is afgelopen`,
    settings: (person: string, what: string) => `${person} wijzigde de instellingen: ${what}`,
    refused: {
      token_refused: (count: number) =>
        `Een pas die onbekend of niet meer geldig is, werd ${times(count)} getoond`,
      over_limit: (count: number) =>
        `Er werd veel meer gevraagd dan een huishouden vraagt, en dat is ${times(count)} geweigerd`,
    },
    lost: (count: number) =>
      count === 1
        ? 'De schijf kon het niet bijhouden, en 1 regel van dit logboek is verloren gegaan'
        : `De schijf kon het niet bijhouden, en ${count} regels van dit logboek zijn verloren gegaan`,
    other: (what: string) => `Latchkey noteerde: ${what}`,
  },
};
