import type { Words } from '../words.ts';
import { ofDoors } from './doctor/doors.ts';
import { ofHere } from './doctor/here.ts';
import { ofHomes } from './doctor/homes.ts';

/** What the doctor says: the name of each check, and of each finding its sentence and its fix. */
export const doctor: Words['doctor'] = {
  checks: {
    running: 'Latchkey draait',
    mode: 'Assistenten moeten zich aanmelden',
    disk: 'Er is ruimte op de schijf',
    store: 'Wat Latchkey bewaart, kan worden geschreven',
    keyring: 'De sleutels zijn te lezen',
    clock: 'De klok loopt goed',
    address: 'Het adres heeft de juiste vorm',
    name: 'De naam leidt ergens naartoe',
    ipv4: 'Er is een IPv4-adres',
    certificate: 'Assistenten vertrouwen het certificaat',
    reach: 'Op het adres antwoordt iets',
    redirects: 'Niets wordt omgeleid',
    identity: 'Het is Latchkey dat antwoordt',
    documents: 'De documenten die assistenten zoeken, zijn er',
    caches: 'Er worden geen oude kopieën uitgedeeld',
    issuer: 'De documenten noemen dit adres',
    bodies: 'De documenten komen ongewijzigd aan',
    challenge: 'Assistenten horen hoe ze zich moeten aanmelden',
    headers: 'Wat wordt meegestuurd, komt aan',
    bots: 'Assistenten op het internet worden doorgelaten',
    home_certificate: 'Het certificaat van Home Assistant is goed',
    home_reach: 'Home Assistant antwoordt',
    home_ban: 'Home Assistant laat Latchkey binnen',
    home_proxy: 'Home Assistant vertrouwt de proxy die ervoor staat',
    home_version: 'Home Assistant is nieuw genoeg',
    nabu_casa: 'Home Assistant Cloud bedient dit adres',
    companion: 'Latchkey heeft zijn deur in Home Assistant',
  },
  findings: { ...ofHere, ...ofDoors, ...ofHomes },
};
