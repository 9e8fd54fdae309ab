import type { ofHere as english } from '../../en/doctor/here.ts';
import { counted, formed } from '../plural.ts';

/** Of Latchkey itself and the machine that it runs on, and of looking at all. */
export const ofHere: typeof english = {
  sound: () => ({ sentence: 'Здесь всё хорошо.', fix: '' }),
  waits: ({ after }) => ({
    sentence: `Это нельзя было проверить: сначала нужно «${after}».`,
    fix: 'Сначала разберитесь с этим, затем проверьте ещё раз.',
  }),
  took_too_long: ({ seconds }) => ({
    sentence: `Проверка заняла больше ${formed(seconds, `${seconds} секунды`, `${seconds} секунд`, `${seconds} секунд`)}.`,
    fix: 'Попробуйте ещё раз; если не поможет, что-то на пути очень медленное.',
  }),
  could_not_look: () => ({
    sentence: 'Это не удалось проверить.',
    fix: 'Попробуйте ещё раз; если не поможет, подробности есть в журнале Latchkey.',
  }),
  not_running: () => ({
    sentence: 'Latchkey не работает, поэтому никто не может подключиться.',
    fix: 'Запустите его: в Home Assistant запустите приложение, из исходного кода выполните npm start.',
  }),
  settings_refused: ({ reason }) => ({
    sentence: `Latchkey не запускается с такими настройками: ${reason}.`,
    fix: 'Измените названную настройку и запустите Latchkey.',
  }),
  mode_none: () => ({
    sentence: 'Проверка входа выключена: всё в этой сети может заглянуть в дом.',
    fix: 'Задайте MCP_AUTH_MODE значение oauth и снова запустите Latchkey.',
  }),
  disk_full: ({ megabytes }) => ({
    sentence: `Диск переполнен (свободно ${megabytes} МБ), поэтому никто не может войти, а изменения отклоняются.`,
    fix: 'Освободите место на диске, где лежат данные Latchkey: обычно виноваты старые резервные копии.',
  }),
  disk_low: ({ megabytes }) => ({
    sentence: `На диске, где лежат данные Latchkey, свободно только ${megabytes} МБ.`,
    fix: 'Освободите место, пока диск не переполнился: обычно виноваты старые резервные копии.',
  }),
  store_failed: ({ reason }) => ({
    sentence: `Latchkey не может записать то, что должен хранить: ${reason}`,
    fix: 'Проверьте, что папка данных принадлежит пользователю, под которым работает Latchkey, и что её диск доступен для записи.',
  }),
  keyring_missing: () => ({
    sentence: 'В папке данных больше нет файла ключей (keyring.json).',
    fix: 'Верните keyring.json из резервной копии до перезапуска Latchkey: без него всем придётся входить заново.',
  }),
  keyring_unreadable: () => ({
    sentence: 'Файл ключей (keyring.json) не читается.',
    fix: 'Верните keyring.json из резервной копии и сделайте владельцем файла пользователя, под которым работает Latchkey.',
  }),
  keyring_open: () => ({
    sentence: 'Другие пользователи этой машины могут читать файл ключей (keyring.json).',
    fix: 'Закройте им доступ: chmod 600 keyring.json в папке данных.',
  }),
  clock_off: ({ minutes, other }) => ({
    sentence: `Часы этой машины и часы ${other} расходятся на ${counted(minutes, 'минуту', 'минуты', 'минут')}, поэтому новые входы выглядят просроченными.`,
    fix: 'Пусть эта машина сверяет часы по интернету (NTP); затем перезапустите Latchkey.',
  }),
  clock_unknown: () => ({
    sentence: 'Не ответил никто, с чьими часами можно сравнить наши.',
    fix: 'Сначала разберитесь с остальным, что найдено, затем проверьте ещё раз.',
  }),
};
