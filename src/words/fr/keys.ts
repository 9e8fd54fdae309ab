import type { Words } from '../words.ts';

export const keys: Words['keys'] = {
  nav: 'Clés',
  title: 'Clés de Latchkey',
  intro:
    'Latchkey a deux sortes de clés à lui. Elles ne demandent aucun soin ; changez-en une si vous pensez que quelqu’un l’a vue.',
  since: (when) => `En service depuis le ${when}.`,
  configured: (setting) =>
    `Fixée dans la configuration (${setting}). Pour la changer, placez-y une nouvelle clé devant l’ancienne et redémarrez Latchkey ; retirez l’ancienne un jour plus tard.`,
  signing: {
    title: 'La clé qui signe',
    means:
      'Elle signe ce que les assistants présentent à chaque visite. Personne ne remarque un changement : ce que l’ancienne clé a signé reste valable jusqu’à sa propre expiration.',
    change: 'Signer avec une nouvelle clé',
    ends: (when) => `Une ancienne clé est encore acceptée jusqu’au ${when}.`,
  },
  encryption: {
    title: 'La clé qui protège les secrets',
    means:
      'Elle chiffre sur le disque les identifications des personnes et les secrets d’autres serveurs. Après un changement, tout est aussitôt chiffré de nouveau, et l’ancienne clé est détruite.',
    change: 'Tout chiffrer avec une nouvelle clé',
    sure: 'Une personne en train de s’identifier devra recommencer. Les sauvegardes faites auparavant restent lisibles, puisque chacune contient ses propres clés.',
    goOn: 'Continuer',
  },
  lost: (count) =>
    count === 1
      ? 'Un secret ne pouvait déjà pas être lu avant, et ne peut toujours pas l’être : identifiez-vous de nouveau là où il servait.'
      : `${count} secrets ne pouvaient déjà pas être lus avant, et ne peuvent toujours pas l’être : identifiez-vous de nouveau là où ils servaient.`,
  done: {
    signing: 'Une nouvelle clé signe à partir de maintenant.',
    encryption: 'Tout est chiffré avec une nouvelle clé, et l’ancienne n’existe plus.',
  },
  refused:
    'Les clés sont fixées dans la configuration ; elles se changent donc là. Rien n’a été modifié.',
  backup: {
    title: 'Sauvegardes',
    means:
      'Latchkey se restaure en entier : sa base de données et ses clés (keyring.json) vont ensemble, et une sauvegarde de l’application contient les deux. Celui qui détient une telle sauvegarde peut agir dans votre maison au nom des personnes qui se sont identifiées ; gardez-la donc aussi soigneusement que vos mots de passe. Sans les clés, tout le monde devra s’identifier de nouveau.',
  },
};
