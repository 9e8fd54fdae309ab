import type { ofHere as english } from '../../en/doctor/here.ts';
import { counted, of } from '../grammar.ts';

export const ofHere: typeof english = {
  sound: () => ({ sentence: 'Tout va bien ici.', fix: '' }),
  waits: ({ after }) => ({
    sentence: `Ce point n’a pas pu être examiné : il dépend de « ${after} ».`,
    fix: 'Réglez d’abord cela, puis relancez le diagnostic.',
  }),
  took_too_long: ({ seconds }) => ({
    sentence: `L’examen de ce point a pris plus de ${counted(seconds, 'seconde', 'secondes')}.`,
    fix: 'Réessayez ; si cela persiste, quelque chose en chemin est très lent.',
  }),
  could_not_look: () => ({
    sentence: 'Ce point n’a pas pu être examiné.',
    fix: 'Réessayez ; si cela persiste, le journal de Latchkey en dit plus.',
  }),
  not_running: () => ({
    sentence: 'Latchkey ne fonctionne pas ; personne ne peut donc se connecter.',
    fix: 'Démarrez-le : dans Home Assistant, démarrez l’application ; depuis une copie du code, lancez npm start.',
  }),
  settings_refused: ({ reason }) => ({
    sentence: `Latchkey ne démarre pas avec ces réglages : ${reason}.`,
    fix: 'Modifiez le réglage nommé, puis démarrez Latchkey.',
  }),
  mode_none: () => ({
    sentence:
      'L’identification est désactivée : tout ce qui se trouve sur ce réseau peut consulter la maison.',
    fix: 'Réglez MCP_AUTH_MODE sur oauth, et redémarrez Latchkey.',
  }),
  disk_full: ({ megabytes }) => ({
    sentence: `Le disque est plein (${megabytes} Mo libres) ; personne ne peut donc s’identifier et les modifications sont refusées.`,
    fix: 'Libérez de la place sur le disque qui contient les données de Latchkey : la cause habituelle est d’anciennes sauvegardes.',
  }),
  disk_low: ({ megabytes }) => ({
    sentence: `Il ne reste que ${megabytes} Mo libres sur le disque qui contient les données de Latchkey.`,
    fix: 'Libérez de la place avant qu’il soit plein : la cause habituelle est d’anciennes sauvegardes.',
  }),
  store_failed: ({ reason }) => ({
    sentence: `Latchkey ne peut pas écrire ce qu’il doit conserver : ${reason}`,
    fix: 'Vérifiez que le dossier de données appartient à l’utilisateur sous lequel Latchkey fonctionne et que son disque n’est pas en lecture seule.',
  }),
  keyring_missing: () => ({
    sentence: 'Le fichier des clés (keyring.json) n’est plus dans le dossier de données.',
    fix: 'Remettez keyring.json depuis une sauvegarde avant que Latchkey redémarre : sans lui, tout le monde devra s’identifier de nouveau.',
  }),
  keyring_unreadable: () => ({
    sentence: 'Le fichier des clés (keyring.json) ne peut pas être lu.',
    fix: 'Remettez keyring.json depuis une sauvegarde, et attribuez-le à l’utilisateur sous lequel Latchkey fonctionne.',
  }),
  keyring_open: () => ({
    sentence:
      'D’autres utilisateurs de cette machine peuvent lire le fichier des clés (keyring.json).',
    fix: 'Retirez-leur ce droit : chmod 600 keyring.json dans le dossier de données.',
  }),
  clock_off: ({ minutes, other }) => ({
    sentence: `Il y a ${counted(minutes, 'minute', 'minutes')} d’écart entre l’horloge de cette machine et celle ${of(other)} ; des identifications toutes récentes paraissent donc expirées.`,
    fix: 'Laissez cette machine régler son horloge par internet (NTP), puis redémarrez Latchkey.',
  }),
  clock_unknown: () => ({
    sentence: 'Personne n’a répondu dont l’horloge puisse être comparée à la nôtre.',
    fix: 'Réglez d’abord ce qui a été trouvé d’autre, puis relancez le diagnostic.',
  }),
};
