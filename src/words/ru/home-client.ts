import type { Words } from '../words.ts';

/** Letting Home Assistant itself be an assistant: its guide on the first page, and what is shown once. */
export const homeClient: Words['homeClient'] = {
  found:
    'Ваш собственный Home Assistant уже нашёл Latchkey: откройте *Настройки*, затем *Устройства и службы*. В разделе *Обнаружено* выберите *Добавить* рядом с Latchkey, затем *Использовать существующие учётные данные* и войдите. Шаги ниже — для другого Home Assistant.',
  notYetFound:
    'Ваш собственный Home Assistant сам найдёт Latchkey, как только появится адрес, который ведёт не через Home Assistant. Шаги ниже — для другого Home Assistant.',
  noAddress:
    'Сначала выберите адрес, который ведёт не через Home Assistant: по такому адресу Home Assistant нашёл бы собственный вход вместо входа Latchkey.',
  label: 'Где тот Home Assistant открывают в браузере (необязательно)',
  hint: 'Нужно, только если он не использует My Home Assistant, например http://homeassistant.local:8123.',
  make: 'Создать ID клиента и секрет',
  made: 'Уже созданы',
  madeAt: (name, when) => `${name}, создан ${when}`,
  remove: (name) => `Удалить ${name}`,
  removeMeans:
    'Тот Home Assistant сразу отключится. Чтобы подключить его снова, создайте новый ID клиента и новый секрет.',
  faults: {
    address:
      'Введите полный адрес того Home Assistant, например http://homeassistant.local:8123. В интернете он должен начинаться с https://.',
    many: 'Их уже десять. Сначала удалите один.',
    noAddress: 'Сначала выберите адрес, который ведёт не через Home Assistant.',
    gone: 'Его больше нет. Ничего не изменилось.',
  },
  title: 'Подключить Home Assistant',
  once: 'Скопируйте секрет сейчас: *он показывается только один раз.* Копии у Latchkey нет. Если потеряете, создайте новый.',
  steps: {
    open: 'В том Home Assistant откройте *Настройки*, затем *Устройства и службы*, выберите *Добавить интеграцию*, затем *Model Context Protocol* и вставьте этот адрес:',
    credentials:
      'Когда он спросит учётные данные, выберите настройку новых. Дайте им любое имя и вставьте эти два значения:',
    signIn:
      'Откроется страница вашего дома: войдите и выберите, что будет можно тому Home Assistant.',
  },
  clientId: 'ID клиента OAuth',
  clientSecret: 'Секрет клиента OAuth',
  back: 'Скопировано',
};
