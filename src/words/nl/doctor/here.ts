import type { Words } from '../../words.ts';

/** Of Latchkey itself and the machine that it runs on, and of looking at all. */
export const ofHere = {
  sound: () => ({ sentence: 'Hier is alles in orde.', fix: '' }),
  waits: ({ after }) => ({
    sentence: `Dit kon niet worden gecontroleerd: het wacht op "${after}".`,
    fix: 'Los dat eerst op en controleer daarna opnieuw.',
  }),
  took_too_long: ({ seconds }) => ({
    sentence: `Dit controleren duurde langer dan ${seconds} ${seconds === 1 ? 'seconde' : 'seconden'}.`,
    fix: 'Probeer het opnieuw; blijft het zo, dan is iets onderweg erg traag.',
  }),
  could_not_look: () => ({
    sentence: 'Dit kon niet worden gecontroleerd.',
    fix: 'Probeer het opnieuw; blijft het zo, dan staat er meer in het logboek van Latchkey.',
  }),
  not_running: () => ({
    sentence: 'Latchkey draait niet, dus niemand kan verbinden.',
    fix: 'Start het: start in Home Assistant de app, of voer vanuit een checkout npm start uit.',
  }),
  settings_refused: ({ reason }) => ({
    sentence: `Latchkey start niet met deze instellingen: ${reason}.`,
    fix: 'Wijzig de instelling die daar wordt genoemd en start Latchkey dan.',
  }),
  mode_none: () => ({
    sentence: 'Aanmelden staat uit: alles op dit netwerk kan in het huis kijken.',
    fix: 'Stel MCP_AUTH_MODE in op oauth en start Latchkey opnieuw.',
  }),
  disk_full: ({ megabytes }) => ({
    sentence: `De schijf is vol (${megabytes} MB vrij), dus niemand kan zich aanmelden en wijzigingen worden geweigerd.`,
    fix: 'Maak ruimte op de schijf met de gegevens van Latchkey: meestal zijn oude back-ups de oorzaak.',
  }),
  disk_low: ({ megabytes }) => ({
    sentence: `Op de schijf met de gegevens van Latchkey is nog maar ${megabytes} MB vrij.`,
    fix: 'Maak ruimte voordat ze vol is: meestal zijn oude back-ups de oorzaak.',
  }),
  store_failed: ({ reason }) => ({
    sentence: `Latchkey kan niet wegschrijven wat het moet bewaren: ${reason}`,
    fix: 'Controleer of de gegevensmap van de gebruiker is waaronder Latchkey draait en of de schijf niet alleen-lezen is.',
  }),
  keyring_missing: () => ({
    sentence: 'Het sleutelbestand (keyring.json) is verdwenen uit de gegevensmap.',
    fix: 'Zet keyring.json terug uit een back-up voordat Latchkey herstart: zonder dat bestand moet iedereen zich opnieuw aanmelden.',
  }),
  keyring_unreadable: () => ({
    sentence: 'Het sleutelbestand (keyring.json) is niet te lezen.',
    fix: 'Zet keyring.json terug uit een back-up en maak het eigendom van de gebruiker waaronder Latchkey draait.',
  }),
  keyring_open: () => ({
    sentence: 'Andere gebruikers van deze computer kunnen het sleutelbestand (keyring.json) lezen.',
    fix: 'Neem hun dat af: chmod 600 keyring.json in de gegevensmap.',
  }),
  clock_off: ({ minutes, other }) => ({
    sentence: `De klok van deze computer en die van ${other} lopen ${minutes} ${minutes === 1 ? 'minuut' : 'minuten'} uiteen, dus nieuwe aanmeldingen lijken verlopen.`,
    fix: 'Laat deze computer zijn klok via het internet gelijkzetten (NTP) en herstart Latchkey daarna.',
  }),
  clock_unknown: () => ({
    sentence: 'Er antwoordde niemand met wiens klok de onze te vergelijken was.',
    fix: 'Los eerst op wat er verder is gevonden en controleer daarna opnieuw.',
  }),
} satisfies Partial<Words['doctor']['findings']>;
