import type { Words } from '../words.ts';
import { counted } from './plural.ts';

/** The page that finds out why an assistant cannot connect. */
export const checkUp: Words['checkUp'] = {
  nav: 'Проверка',
  title: 'Почему ассистент не может подключиться?',
  intro:
    'Latchkey смотрит на собственный адрес снаружи, на Home Assistant и на себя, как это сделал бы ассистент. При этом ничего не меняется.',
  look: 'Проверить',
  lookAgain: 'Проверить ещё раз',
  looking: (done, total) => `Идёт проверка: готово ${done} из ${total}`,
  reload: 'Показать, что уже найдено',
  never: 'Проверки ещё не было.',
  lookedAt: (when) => `Проверено: ${when}.`,
  sound: 'Всё в порядке',
  soundMeans:
    'Если ассистент всё равно не может подключиться, начните подключение в нём ещё раз и посмотрите ниже, на каком шаге он остановится.',
  problems: (count) => counted(count, 'проблема', 'проблемы', 'проблем'),
  warnings: (count) => counted(count, 'предупреждение', 'предупреждения', 'предупреждений'),
  about: {
    door: (address) => `Об адресе ${address}`,
    home: 'О Home Assistant',
    here: 'О самом Latchkey',
  },
  statuses: {
    ok: 'В порядке',
    warning: 'Предупреждение',
    problem: 'Проблема',
    unknown: 'Не проверено',
  },
  all: 'Всё, что было проверено',
  timeline: 'Как подключались ассистенты',
  timelineIntro:
    'Начните подключение в ассистенте и смотрите, как здесь появляется каждый шаг. Это хранится только в памяти, и секретов в этом нет.',
  from: (who) => `Откуда: ${who}`,
  times: (count) => counted(count, 'раз', 'раза', 'раз'),
};
