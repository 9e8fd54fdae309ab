import type { Words } from '../words.ts';
import { ofDoors } from './doctor/doors.ts';
import { ofHere } from './doctor/here.ts';
import { ofHomes } from './doctor/homes.ts';

/** What the doctor says: the name of each check, and of each finding its sentence and its fix. */
export const doctor: Words['doctor'] = {
  checks: {
    running: 'Latchkey работает',
    mode: 'Ассистенты должны выполнять вход',
    disk: 'На диске есть место',
    store: 'То, что хранит Latchkey, можно записать',
    keyring: 'Ключи можно прочитать',
    clock: 'Часы идут верно',
    address: 'Адрес записан правильно',
    name: 'Имя куда-то ведёт',
    ipv4: 'Есть адрес IPv4',
    certificate: 'Сертификату доверяют ассистенты',
    reach: 'По адресу кто-то отвечает',
    redirects: 'Ничего не перенаправляется',
    identity: 'Отвечает именно Latchkey',
    documents: 'Документы, которые ищут ассистенты, на месте',
    caches: 'Старые копии не выдаются',
    issuer: 'В документах указан этот адрес',
    bodies: 'Документы приходят без изменений',
    challenge: 'Ассистентам говорят, как войти',
    headers: 'То, что отправлено вместе с запросом, доходит',
    bots: 'Облачных ассистентов пропускают',
    home_certificate: 'Сертификат Home Assistant в порядке',
    home_reach: 'Home Assistant отвечает',
    home_ban: 'Home Assistant впускает Latchkey',
    home_proxy: 'Home Assistant доверяет прокси перед ним',
    home_version: 'Home Assistant достаточно новый',
    nabu_casa: 'Home Assistant Cloud обслуживает этот адрес',
    companion: 'У Latchkey есть своя дверь в Home Assistant',
  },
  findings: { ...ofHere, ...ofDoors, ...ofHomes },
};
