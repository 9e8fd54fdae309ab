import type { Words } from '../words.ts';
import { ofDoors } from './doctor/doors.ts';
import { ofHere } from './doctor/here.ts';
import { ofHomes } from './doctor/homes.ts';

export const doctor: Words['doctor'] = {
  checks: {
    running: 'Latchkey fonctionne',
    mode: 'Les assistants doivent s’identifier',
    disk: 'Il y a de la place sur le disque',
    store: 'Ce que Latchkey conserve peut être écrit',
    keyring: 'Les clés peuvent être lues',
    clock: 'L’horloge est à l’heure',
    address: 'L’adresse a la bonne forme',
    name: 'Le nom mène quelque part',
    ipv4: 'Il y a une adresse IPv4',
    certificate: 'Les assistants font confiance au certificat',
    reach: 'Quelque chose répond à l’adresse',
    redirects: 'Rien n’est redirigé',
    identity: 'C’est bien Latchkey qui répond',
    documents: 'Les documents que les assistants cherchent sont là',
    caches: 'Aucune ancienne copie n’est servie',
    issuer: 'Les documents nomment cette adresse',
    bodies: 'Les documents arrivent inchangés',
    challenge: 'Les assistants apprennent comment s’identifier',
    headers: 'Ce qui accompagne les demandes arrive',
    bots: 'Les assistants hébergés passent',
    home_certificate: 'Le certificat de Home Assistant est bon',
    home_reach: 'Home Assistant répond',
    home_ban: 'Home Assistant laisse entrer Latchkey',
    home_proxy: 'Home Assistant fait confiance au proxy placé devant lui',
    home_version: 'Home Assistant est assez récent',
    nabu_casa: 'Home Assistant Cloud dessert cette adresse',
    companion: 'Latchkey a sa porte dans Home Assistant',
  },
  findings: { ...ofHere, ...ofDoors, ...ofHomes },
};
