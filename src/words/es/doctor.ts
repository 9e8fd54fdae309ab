import type { Words } from '../words.ts';
import { ofDoors } from './doctor/doors.ts';
import { ofHere } from './doctor/here.ts';
import { ofHomes } from './doctor/homes.ts';

/** What the doctor says: the name of each check, and of each finding its sentence and its fix. */
export const doctor: Words['doctor'] = {
  checks: {
    running: 'Latchkey está en marcha',
    mode: 'Los asistentes tienen que iniciar sesión',
    disk: 'Hay espacio en el disco',
    store: 'Lo que guarda Latchkey se puede escribir',
    keyring: 'Las claves se pueden leer',
    clock: 'El reloj está en hora',
    address: 'La dirección tiene la forma correcta',
    name: 'El nombre lleva a algún sitio',
    ipv4: 'Hay una dirección IPv4',
    certificate: 'Los asistentes confían en el certificado',
    reach: 'Algo responde en la dirección',
    redirects: 'No se redirige nada',
    identity: 'Quien responde es Latchkey',
    documents: 'Están los documentos que buscan los asistentes',
    caches: 'No se entregan copias antiguas',
    issuer: 'Los documentos nombran esta dirección',
    bodies: 'Los documentos llegan sin cambios',
    challenge: 'Se dice a los asistentes cómo iniciar sesión',
    headers: 'Lo que se envía junto a las peticiones llega',
    bots: 'Los asistentes alojados en internet pueden pasar',
    home_certificate: 'El certificado de Home Assistant es válido',
    home_reach: 'Home Assistant responde',
    home_ban: 'Home Assistant deja entrar a Latchkey',
    home_proxy: 'Home Assistant confía en el proxy que tiene delante',
    home_version: 'Home Assistant es lo bastante reciente',
    nabu_casa: 'Home Assistant Cloud lleva esta dirección',
    companion: 'Latchkey tiene su puerta en Home Assistant',
  },
  findings: { ...ofHere, ...ofDoors, ...ofHomes },
};
