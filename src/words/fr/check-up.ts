import type { Words } from '../words.ts';
import { counted } from './grammar.ts';

export const checkUp: Words['checkUp'] = {
  nav: 'Diagnostic',
  title: 'Pourquoi un assistant ne peut-il pas se connecter ?',
  intro:
    'Latchkey examine sa propre adresse de l’extérieur, Home Assistant et lui-même, comme le ferait un assistant. Rien n’est modifié.',
  look: 'Lancer le diagnostic',
  lookAgain: 'Relancer le diagnostic',
  looking: (done, total) => `Diagnostic en cours : ${done} sur ${total}`,
  reload: 'Afficher ce qui a été trouvé jusqu’ici',
  never: 'Aucun diagnostic n’a encore été lancé.',
  lookedAt: (when) => `Dernier diagnostic le ${when}.`,
  sound: 'Tout est en ordre',
  soundMeans:
    'Si un assistant ne peut toujours pas se connecter, relancez-le et observez ci-dessous où il s’arrête.',
  problems: (count) => counted(count, 'problème', 'problèmes'),
  warnings: (count) => counted(count, 'avertissement', 'avertissements'),
  about: {
    door: (address) => `À propos de l’adresse ${address}`,
    home: 'À propos de Home Assistant',
    here: 'À propos de Latchkey lui-même',
  },
  statuses: {
    ok: 'En ordre',
    warning: 'Avertissement',
    problem: 'Problème',
    unknown: 'Pas examiné',
  },
  all: 'Tout ce qui a été examiné',
  timeline: 'Comment les assistants se sont connectés',
  timelineIntro:
    'Lancez la connexion dans l’assistant et observez chaque étape s’afficher ici. Cela n’est gardé qu’en mémoire, et aucun secret n’y figure.',
  from: (who) => `Depuis ${who}`,
  times: (count) => `${count} fois`,
};
