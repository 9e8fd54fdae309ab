import type { Words } from '../words.ts';

/** Letting Home Assistant itself be an assistant: its guide on the first page, and what is shown once. */
export const homeClient: Words['homeClient'] = {
  found:
    'Votre propre Home Assistant a déjà trouvé Latchkey : ouvrez *Paramètres*, puis *Appareils et services*. Sous *Découvert*, choisissez *Ajouter* à côté de Latchkey, puis *Utiliser les identifiants existants*, et identifiez-vous. Les étapes suivantes sont pour un autre Home Assistant.',
  notYetFound:
    'Votre propre Home Assistant trouve Latchkey tout seul dès qu’il y a une adresse qui ne passe pas par Home Assistant. Les étapes suivantes sont pour un autre Home Assistant.',
  noAddress:
    'Choisissez d’abord une adresse qui ne passe pas par Home Assistant : à une telle adresse, Home Assistant trouverait sa propre page de connexion au lieu de celle de Latchkey.',
  label: 'Où l’on ouvre ce Home Assistant dans un navigateur (facultatif)',
  hint: 'Utile seulement s’il n’emploie pas My Home Assistant, par exemple http://homeassistant.local:8123.',
  make: 'Créer l’identifiant client et le secret',
  made: 'Créés jusqu’ici',
  madeAt: (name, when) => `${name}, créé le ${when}`,
  remove: (name) => `Supprimer ${name}`,
  removeMeans:
    'Ce Home Assistant est déconnecté aussitôt. Pour le reconnecter, créez un nouvel identifiant client et un nouveau secret.',
  faults: {
    address:
      'Saisissez l’adresse complète de ce Home Assistant, par exemple http://homeassistant.local:8123. Sur internet, elle doit commencer par https://.',
    many: 'Il y en a déjà dix. Supprimez-en d’abord un.',
    noAddress: 'Choisissez d’abord une adresse qui ne passe pas par Home Assistant.',
    gone: 'Il n’est plus là. Rien n’a été modifié.',
  },
  title: 'Connecter un Home Assistant',
  once: 'Copiez maintenant ce secret : *il n’est affiché qu’une seule fois.* Latchkey n’en garde pas de copie. S’il se perd, créez-en un nouveau.',
  steps: {
    open: 'Dans ce Home Assistant, ouvrez *Paramètres*, puis *Appareils et services*, choisissez *Ajouter une intégration*, puis *Model Context Protocol*, et collez cette adresse :',
    credentials:
      'Quand il demande des identifiants, choisissez d’en configurer de nouveaux. Donnez-leur un nom quelconque et collez ces deux-ci :',
    signIn:
      'Une page de votre maison s’ouvre : identifiez-vous et choisissez ce que ce Home Assistant peut faire.',
  },
  clientId: 'Identifiant client OAuth',
  clientSecret: 'Secret client OAuth',
  back: 'C’est copié',
};
