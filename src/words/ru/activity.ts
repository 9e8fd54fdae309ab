import type { Words } from '../words.ts';
import { counted, formed } from './plural.ts';

type Activity = Words['activity'];
type Call = Parameters<Activity['sentence']['tried']>[0];

/** Names of people and assistants have no known gender or case, so they stand apart from the verb. */
const actor = ({ who, person }: Call) => (person === '' ? who : `${who} (пользователь ${person})`);

/** “Claude (пользователь Анна): включено — Свет на кухне”, with what is known of it. */
const acting = (done: string) => (call: Call) => `${actor(call)}: ${done} — ${call.on}`;

function using(call: Call): string {
  return call.on === ''
    ? `${actor(call)}: использован инструмент «${call.tool}»`
    : `${actor(call)}: использован инструмент «${call.tool}» — ${call.on}`;
}

function times(count: number): string {
  return counted(count, 'раз', 'раза', 'раз');
}

function calls(count: number): string {
  return counted(count, 'вызов', 'вызова', 'вызовов');
}

/** The page with the audit log. */
export const activity: Activity = {
  nav: 'Активность',
  /** What was changed in the settings. */
  changes: {
    rule_saved: 'правило сохранено',
    rule_removed: 'правило удалено',
    lowered: 'разрешение отозвано',
    paused: 'ассистент приостановлен',
    resumed: 'ассистент может продолжать',
    disconnected: 'ассистент отключён',
    disconnected_everything: 'всё отключено',
    machine_made: 'программа допущена',
    machine_secret_replaced: 'программа получила новый секрет',
    machine_removed: 'программа удалена',
    server_added: 'добавлен другой сервер',
    server_changed: 'изменён другой сервер',
    server_removed: 'удалён другой сервер',
    tools_approved: 'инструменты одобрены',
    tool_withdrawn: 'инструмент выведен из использования',
    secret_set: 'секрет задан',
    secret_removed: 'секрет удалён',
    sign_in_link: 'создана ссылка для входа',
    debug_on: 'журнал входов включён',
    debug_off: 'журнал входов выключен',
    signing_key_rotated: 'подписывает новый ключ',
    encryption_key_rotated: 'секреты заперты новым ключом',
    companion_installed: 'спутник установлен в Home Assistant',
    companion_removed: 'спутник удалён из Home Assistant',
    home_restarted: 'Home Assistant перезапущен',
    companion_secret_shown: 'показан секрет спутника',
    address_added: 'добавлен адрес',
    address_removed: 'удалён адрес',
    home_client_made: 'разрешён Home Assistant',
    home_client_removed: 'удалён Home Assistant',
    watchdog_on: 'включено наблюдение',
  },
  title: 'Активность',
  intro:
    'Что ассистенты делали в вашем доме, для кого и чем это кончилось. Latchkey записывает, какие объекты были названы, но никогда — что ещё было сказано или получено в ответ.',
  kept: (days) =>
    days === 1
      ? 'Хранится один день.'
      : `Хранится ${counted(days, 'день', 'дня', 'дней')}, не более 200 000 последних записей.`,
  off: {
    title: 'Ничего не записывается',
    happened:
      'Журнал активности выключен, поэтому Latchkey не может показать, кто что делал. Прежние записи удалены.',
    todo: 'Чтобы включить журнал, укажите в *audit_days* в конфигурации приложения (или в MCP_AUDIT_DAYS), сколько дней хранить записи, например 90, и перезапустите Latchkey.',
  },

  chart: {
    title: 'Вызовы по дням',
    summary: (all, failed, most) =>
      failed === 0
        ? `${calls(all)} за последние 30 дней, без неудач. В самый напряжённый день: ${most}.`
        : `${calls(all)} за последние 30 дней, из них не удалось или не было разрешено: ${failed}. В самый напряжённый день: ${most}.`,
    none: 'За последние 30 дней ассистенты ничего не делали.',
    done: 'Удалось',
    failed: 'Не удалось или не было разрешено',
    table: 'То же в виде таблицы',
    day: 'День',
    worked: 'Удалось',
    notWorked: 'Не удалось',
    tools: 'Что используется чаще всего',
    tool: 'Инструмент',
    toolLine: (count, failed) =>
      failed === 0 ? calls(count) : `${calls(count)}, из них не удалось: ${failed}`,
    server: (tool) => `${tool} (другой сервер)`,
  },

  failures: {
    title: 'Неудачные попытки',
    intro:
      'За последние 7 дней. Некоторые из них обычны: ассистент один раз показывает старый пропуск, прежде чем обновить его, а люди опечатываются. Но если их много с одного незнакомого вам адреса, кто-то пробует войти.',
    none: 'За последние 7 дней их не было.',
    reason: {
      refused: 'Вход, отклонённый Home Assistant',
      expired: 'Вход с токеном, срок которого истёк',
      malformed: 'Вход с тем, что не является токеном Home Assistant',
      empty: 'Вход без токена',
      unreachable: 'Вход, когда Home Assistant не отвечал',
      banned: 'Вход, когда Home Assistant блокировал это приложение',
      too_many: 'Вход сразу после многих неудачных',
      token_refused: 'Неизвестный или уже не действующий пропуск',
      over_limit: 'Гораздо больше запросов, чем бывает в одном доме',
    },
    otherReason: 'Вход, который не удался',
    count: times,
    from: (sources) => `откуда: ${sources}`,
    through: (name) => `через ${name}`,
    somewhere: 'неизвестный адрес',
    others: 'другие адреса',
  },

  filter: {
    title: 'Показать только',
    person: 'Пользователь',
    everybody: 'Все',
    assistant: 'Ассистент или программа',
    every: 'Все',
    kind: 'Что',
    outcome: 'Чем кончились вызовы',
    since: 'Начиная с',
    apply: 'Показать',
    clear: 'Показать всё',
    kinds: {
      '': 'Всё',
      calls: 'Вызовы',
      sign_ins: 'Входы и подключения',
      settings: 'Изменения настроек',
      failures: 'Неудачные попытки',
    },
    outcomes: {
      '': 'Чем угодно',
      done: 'Удалось',
      failed: 'Не удалось',
      refused: 'Не разрешено',
      asked: 'Ждало согласия',
    },
  },

  log: {
    title: 'Журнал',
    none: 'Здесь пока ничего нет. Как только ассистент что-нибудь сделает, это появится здесь.',
    noneFits: 'Нет ничего, что подходит под ваш выбор.',
    noneYet:
      'Пока нет ничего, что подходит под ваш выбор. Возможно, найдётся в более старых записях.',
    older: 'Более старые',
    newest: 'Вернуться к новым',
    download: 'Скачать файлом',
    downloadHint:
      'Всё, что подходит, начиная с самых старых записей, по одному объекту JSON в строке. В файле есть имена и ID из вашего дома, поэтому подумайте, кому его отдаёте.',
    ms: (milliseconds) =>
      milliseconds < 10_000 ? `${milliseconds} мс` : `${Math.round(milliseconds / 1_000)} с`,
    door: (address) => `через ${address}`,
    more: (count) => `ещё ${count}`,
    unwritten: (count) =>
      `ещё ${counted(count, 'такая запись не сохранена', 'такие записи не сохранены', 'таких записей не сохранено')}`,
    somebody: 'Кто-то',
    anAssistant: 'Ассистент, которого больше нет',
    area: (name) => `всё пространство «${name}»`,
  },

  outcome: {
    failed: 'Не удалось',
    error: 'Сбой в Latchkey',
    refused: 'Не разрешено',
    asked: 'Ждёт согласия',
  },

  said: {
    yes: (way) => (way === 'client' ? 'Согласие дано в ассистенте' : 'Согласие дано на телефоне'),
    no: (way) =>
      way === 'nobody'
        ? 'Некого было спросить о согласии'
        : way === 'client'
          ? 'Согласие в ассистенте не дано'
          : 'Согласие на телефоне не дано',
  },

  sentence: {
    used: using,
    acted: {
      turn_on: acting('включено'),
      turn_off: acting('выключено'),
      toggle: acting('переключено'),
      open: acting('открыто'),
      close: acting('закрыто'),
      stop: acting('остановлено'),
      lock: acting('заперто'),
      unlock: acting('отперто'),
    },
    tried: (call) =>
      call.on === ''
        ? `${actor(call)}: попытка использовать инструмент «${call.tool}»`
        : `${actor(call)}: попытка использовать инструмент «${call.tool}» — ${call.on}`,
    prompt: (who, name) => `${who}: взята подсказка «${name}»`,
    resource: (who, name) => `${who}: прочитано «${name}»`,
    allowed: (who, person) => `${person}: доступ для ${who} разрешён`,
    denied: (who) => `${who}: в доступе отказано`,
    signInFailed: (who) => `Не удался вход при попытке разрешить доступ для ${who}`,
    upstreamSignIn: {
      done: (server) => `Выполнен вход Latchkey на сервер ${server}`,
      failed: (server) => `Вход на сервер ${server} не удался`,
    },
    registered: (who) => `${who}: ассистент представился; одно это ещё не даёт доступа`,
    machineToken: (who) => `Программа ${who} получила новый пропуск`,
    ended: {
      revoked_by_client: (who) => `${who}: ассистент сам вышел из системы`,
      code_replayed: (who) =>
        `${who}: подключение прекращено, потому что код входа был использован второй раз`,
      refresh_replayed: (who) =>
        `${who}: подключение прекращено, потому что старый пропуск был использован снова и мог попасть в чужие руки`,
      credential_refused: (who) =>
        `${who}: подключение прекращено, потому что Home Assistant больше не принимает вход, на котором оно держалось`,
      disconnected: (who) => `${who}: подключение прекращено`,
      expired: (who) => `${who}: подключение прекращено, потому что им долго не пользовались`,
    },
    endedOtherwise: (who) => `${who}: подключение закончилось`,
    settings: (person, what) => `${person}: изменены настройки — ${what}`,
    refused: {
      token_refused: (count) =>
        `Неизвестный или уже не действующий пропуск был показан ${times(count)}`,
      over_limit: (count) =>
        `Запросов было гораздо больше, чем бывает в одном доме; отклонено ${times(count)}`,
    },
    lost: (count) =>
      `Диск не успевал, и ${counted(count, 'запись', 'записи', 'записей')} этого журнала ${formed(count, 'потеряна', 'потеряны', 'потеряно')}`,
    other: (what) => `Отмечено Latchkey: ${what}`,
  },
};
