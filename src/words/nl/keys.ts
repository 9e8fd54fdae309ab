import type { Words } from '../words.ts';

/** The page of Latchkey's own keys. */
export const keys: Words['keys'] = {
  nav: 'Sleutels',
  title: 'Sleutels van Latchkey',
  intro:
    'Latchkey heeft zelf twee soorten sleutels. Je hebt er geen omkijken naar; wijzig er een als je denkt dat iemand hem heeft gezien.',
  since: (when: string) => `In gebruik sinds ${when}.`,
  configured: (setting: string) =>
    `Ingesteld in de configuratie (${setting}). Wil je hem wijzigen, zet daar dan een nieuwe sleutel voor de oude en herstart Latchkey; haal de oude een dag later weg.`,
  signing: {
    title: 'De sleutel die ondertekent',
    means:
      'Die ondertekent wat assistenten laten zien, elke keer dat ze komen. Niemand merkt iets van een wijziging: wat de oude sleutel heeft ondertekend, blijft geldig tot het vanzelf verloopt.',
    change: 'Ondertekenen met een nieuwe sleutel',
    ends: (when: string) => `Een vorige sleutel wordt nog geaccepteerd tot ${when}.`,
  },
  encryption: {
    title: 'De sleutel die geheimen versleutelt',
    means:
      'Die versleutelt op de schijf de aanmeldingen van personen en de geheimen van andere servers. Na een wijziging wordt alles meteen opnieuw versleuteld, en de vorige sleutel wordt weggegooid.',
    change: 'Alles met een nieuwe sleutel versleutelen',
    sure: 'Wie zich juist nu aanmeldt, moet opnieuw beginnen. Back-ups die eerder zijn gemaakt, blijven leesbaar, want elke back-up heeft zijn eigen sleutels.',
    goOn: 'Doorgaan',
  },
  lost: (count: number) =>
    count === 1
      ? 'Eén geheim was al niet te lezen, en is dat nog steeds niet: meld je daar opnieuw aan.'
      : `${count} geheimen waren al niet te lezen, en zijn dat nog steeds niet: meld je daar opnieuw aan.`,
  done: {
    signing: 'Vanaf nu ondertekent een nieuwe sleutel.',
    encryption: 'Alles is versleuteld met een nieuwe sleutel, en de vorige is weg.',
  },
  refused:
    'De sleutels zijn ingesteld in de configuratie, dus ze worden daar gewijzigd. Er is niets gewijzigd.',
  backup: {
    title: 'Back-ups',
    means:
      'Latchkey wordt in zijn geheel hersteld: de database en de sleutels (keyring.json) horen bij elkaar, en een back-up van de app bevat allebei. Wie zo’n back-up heeft, kan in je huis handelen als de personen die zich hebben aangemeld, dus bewaar hem zo veilig als je wachtwoorden. Zonder de sleutels moet iedereen zich opnieuw aanmelden.',
  },
};
