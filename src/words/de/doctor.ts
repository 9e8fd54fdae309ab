import type { Words } from '../words.ts';
import { ofDoors } from './doctor/doors.ts';
import { ofHere } from './doctor/here.ts';
import { ofHomes } from './doctor/homes.ts';

/** What the doctor says: the name of each check, and of each finding its sentence and its fix. */
export const doctor: Words['doctor'] = {
  checks: {
    running: 'Latchkey läuft',
    mode: 'Assistenten müssen sich anmelden',
    disk: 'Auf dem Datenträger ist Platz',
    store: 'Was Latchkey aufbewahrt, lässt sich schreiben',
    keyring: 'Die Schlüssel sind lesbar',
    clock: 'Die Uhr geht richtig',
    address: 'Die Adresse hat die richtige Form',
    name: 'Der Name führt irgendwohin',
    ipv4: 'Es gibt eine IPv4-Adresse',
    certificate: 'Dem Zertifikat vertrauen Assistenten',
    reach: 'An der Adresse antwortet etwas',
    redirects: 'Nichts wird umgeleitet',
    identity: 'Es ist Latchkey, das antwortet',
    documents: 'Die Dokumente, die Assistenten suchen, sind da',
    caches: 'Es werden keine alten Kopien ausgegeben',
    issuer: 'Die Dokumente nennen diese Adresse',
    bodies: 'Die Dokumente kommen unverändert an',
    challenge: 'Assistenten erfahren, wie sie sich anmelden',
    headers: 'Was mitgeschickt wird, kommt an',
    bots: 'Assistenten aus dem Internet werden durchgelassen',
    home_certificate: 'Das Zertifikat von Home Assistant ist in Ordnung',
    home_reach: 'Home Assistant antwortet',
    home_ban: 'Home Assistant lässt Latchkey herein',
    home_proxy: 'Home Assistant vertraut dem Proxy, der davor steht',
    home_version: 'Home Assistant ist neu genug',
    nabu_casa: 'Home Assistant Cloud trägt diese Adresse',
    companion: 'Latchkey hat seine Tür in Home Assistant',
  },
  findings: { ...ofHere, ...ofDoors, ...ofHomes },
};
