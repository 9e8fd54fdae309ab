import type { Words } from '../words.ts';

/** What Home Assistant shows on everybody's screen while something needs a person. */
export const notices: Words['notices'] = {
  door: {
    title: 'Les assistants n’atteignent pas votre maison',
    message:
      'Le dernier diagnostic de Latchkey a trouvé ce qui les arrête et dit quoi faire. Ouvrez les réglages de Latchkey, puis Diagnostic.',
  },
  companion: {
    title: 'Le compagnon de Latchkey a besoin d’une mise à jour',
    message:
      'Latchkey a été mis à jour, et l’intégration dans Home Assistant est encore l’ancienne. Ouvrez les réglages de Latchkey pour la mettre à jour ; Home Assistant redémarre une fois.',
  },
  signedOut: (names) => ({
    title: 'Des programmes ne fonctionnent plus',
    message: `Ils agissent au nom de ${names}, qui n’est plus connecté. Ils fonctionneront de nouveau dès qu’un assistant aura été admis pour cette personne.`,
  }),
  tools: (names) => ({
    title: 'Des outils vous attendent',
    message: `D’autres serveurs derrière Latchkey proposent des outils nouveaux ou modifiés : ${names}. Personne ne peut les utiliser avant que vous les ayez regardés, dans les réglages de Latchkey, sous Autres serveurs.`,
  }),
  signIn: (names) => ({
    title: 'Un autre serveur demande une connexion',
    message: `Les assistants ne peuvent pas utiliser ces serveurs avant que quelqu’un s’y connecte : ${names}. Ouvrez les réglages de Latchkey, puis Autres serveurs.`,
  }),
};
