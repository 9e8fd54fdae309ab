import { ofDoors } from './doctor/doors.ts';
import { ofHere } from './doctor/here.ts';
import { ofHomes } from './doctor/homes.ts';

/** What the doctor says: the name of each check, and of each finding its sentence and its fix. */
export const doctor = {
  checks: {
    running: 'Latchkey is running',
    mode: 'Assistants have to sign in',
    disk: 'There is room on the disk',
    store: 'What Latchkey keeps can be written',
    keyring: 'The keys can be read',
    clock: 'The clock is right',
    address: 'The address has the right form',
    name: 'The name leads somewhere',
    ipv4: 'There is an IPv4 address',
    certificate: 'The certificate is one that assistants trust',
    reach: 'Something answers at the address',
    redirects: 'Nothing is redirected',
    identity: 'It is Latchkey that answers',
    documents: 'The documents that assistants look for are there',
    caches: 'No old copies are given out',
    issuer: 'The documents name this address',
    bodies: 'The documents arrive unchanged',
    challenge: 'Assistants are told how to sign in',
    headers: 'What is sent along arrives',
    bots: 'Hosted assistants are let through',
    home_certificate: 'The certificate of Home Assistant is good',
    home_reach: 'Home Assistant answers',
    home_ban: 'Home Assistant lets Latchkey in',
    home_proxy: 'Home Assistant trusts the proxy in front of it',
    home_version: 'Home Assistant is new enough',
    nabu_casa: 'Home Assistant Cloud carries this address',
    companion: 'Latchkey has its door in Home Assistant',
  },
  findings: { ...ofHere, ...ofDoors, ...ofHomes },
};
