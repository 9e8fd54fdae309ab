import type { Words } from '../words.ts';

/** What Home Assistant shows on everybody's screen while something needs a person. */
export const notices: Words['notices'] = {
  door: {
    title: 'Assistenten erreichen dein Zuhause nicht',
    message:
      'Die letzte Prüfung von Latchkey hat gefunden, was sie aufhält, und sagt, was zu tun ist. Öffne die Einstellungen von Latchkey, dann Prüfung.',
  },
  companion: {
    title: 'Der Begleiter von Latchkey braucht eine Aktualisierung',
    message:
      'Latchkey wurde aktualisiert, und die Integration in Home Assistant ist noch die ältere. Öffne die Einstellungen von Latchkey, um sie zu aktualisieren; Home Assistant startet einmal neu.',
  },
  signedOut: (names) => ({
    title: 'Programme arbeiten nicht mehr',
    message: `Sie handeln für ${names} und dort ist niemand mehr angemeldet. Sie arbeiten wieder, sobald für diese Person ein Assistent neu hereingelassen wird.`,
  }),
  tools: (names) => ({
    title: 'Werkzeuge warten auf dich',
    message: `Andere Server hinter Latchkey bieten neue oder geänderte Werkzeuge an: ${names}. Niemand kann sie benutzen, bis du sie dir angesehen hast, in den Einstellungen von Latchkey unter Andere Server.`,
  }),
  signIn: (names) => ({
    title: 'Ein anderer Server braucht eine Anmeldung',
    message: `Assistenten können diese Server nicht benutzen, bis sich jemand anmeldet: ${names}. Öffne die Einstellungen von Latchkey, dann Andere Server.`,
  }),
};
