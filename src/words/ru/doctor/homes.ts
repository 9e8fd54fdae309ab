import type { ofHomes as english } from '../../en/doctor/homes.ts';

/** Of Home Assistant, and of the way from Latchkey to it. */
export const ofHomes: typeof english = {
  home_certificate: ({ url, code }) => ({
    sentence: `Latchkey не доверяет сертификату Home Assistant по адресу ${url} (${code}).`,
    fix: 'Укажите в HOMEASSISTANT_URL адрес, на который выдан сертификат, или обычный адрес http внутри дома.',
  }),
  home_not_https: ({ url }) => ({
    sentence: `Home Assistant не отвечает по https на ${url}`,
    fix: 'Запишите адрес в HOMEASSISTANT_URL с http://.',
  }),
  home_certificate_unchecked: ({ url }) => ({
    sentence: `Сертификат Home Assistant по адресу ${url} не проверяется: так вы настроили.`,
    fix: 'Внутри дома это допустимо; если путь идёт через интернет, включите проверку.',
  }),
  home_name_unknown: ({ url }) => ({
    sentence: `Имя в ${url} никуда не ведёт, поэтому Latchkey не находит Home Assistant.`,
    fix: 'Исправьте HOMEASSISTANT_URL или укажите там IP-адрес Home Assistant.',
  }),
  home_down: ({ url }) => ({
    sentence: `Home Assistant не отвечает по адресу ${url}`,
    fix: 'Запустите Home Assistant или подождите, пока он запустится; если он работает, исправьте HOMEASSISTANT_URL.',
  }),
  home_other_port: ({ url, right }) => ({
    sentence: `Home Assistant находится не по адресу ${url}, а по адресу ${right}`,
    fix: `Задайте HOMEASSISTANT_URL значение ${right}`,
  }),
  home_redirects: ({ url, to }) => ({
    sentence: `То, что отвечает по адресу ${url}, отправляет дальше на ${to}.`,
    fix: 'Укажите в HOMEASSISTANT_URL адрес, по которому отвечает сам Home Assistant.',
  }),
  home_not_home: ({ url, status }) => ({
    sentence: `По адресу ${url} отвечает не Home Assistant (статус ${status}).`,
    fix: 'Укажите в HOMEASSISTANT_URL адрес и порт Home Assistant.',
  }),
  home_banned: ({ url }) => ({
    sentence: `Home Assistant по адресу ${url} заблокировал адрес Latchkey после неверных входов.`,
    fix: 'Уберите этот адрес из ip_bans.yaml и перезапустите Home Assistant или используйте действие http.unban.',
  }),
  home_proxy_untrusted: ({ url }) => ({
    sentence: `Home Assistant отклоняет то, что приходит через прокси по адресу ${url} (400).`,
    fix: 'Добавьте адрес этого прокси в trusted_proxies Home Assistant вместе с use_x_forwarded_for.',
  }),
  home_too_old: ({ version, needed }) => ({
    sentence: `Версия Home Assistant — ${version}, а Latchkey нужна ${needed} или новее.`,
    fix: 'Обновите Home Assistant.',
  }),
  needs_account: () => ({
    sentence: 'Home Assistant сообщает это только учётной записи.',
    fix: 'Дайте её Latchkey (HOMEASSISTANT_TOKEN), если хотите, чтобы это проверялось.',
  }),
  nabu_casa_signed_out: () => ({
    sentence:
      'Home Assistant не вошёл в Home Assistant Cloud, а этот адрес должен обслуживаться через него.',
    fix: 'Выполните вход в разделе «Настройки», «Home Assistant Cloud».',
  }),
  nabu_casa_remote_off: () => ({
    sentence:
      'Удалённый доступ Home Assistant Cloud выключен, поэтому по этому адресу никто не попадает в дом.',
    fix: 'Включите его в разделе «Настройки», «Home Assistant Cloud», «Удалённый доступ».',
  }),
  nabu_casa_disconnected: () => ({
    sentence: 'У Home Assistant сейчас нет связи с Home Assistant Cloud.',
    fix: 'Посмотрите в разделе «Настройки», «Home Assistant Cloud»: возможно, закончилась подписка или нет интернета.',
  }),
  nabu_casa_other_name: ({ host, right }) => ({
    sentence: `Home Assistant Cloud обслуживает для этого дома ${right}, а не ${host}.`,
    fix: `Задайте базовый адрес (MCP_BASE_URL): https://${right}/api/latchkey`,
  }),
  companion_missing: () => ({
    sentence: 'В Home Assistant нет интеграции, через которую этот адрес ведёт к Latchkey.',
    fix: 'Пусть Latchkey установит её со страницы настроек; затем один раз перезапустите Home Assistant.',
  }),
  companion_silent: ({ status }) => ({
    sentence: `Интеграция в Home Assistant не может связаться с Latchkey (статус ${status}).`,
    fix: 'Перезапустите Latchkey, чтобы он снова сообщил Home Assistant, где находится.',
  }),
  companion_stale: ({ version, needed }) => ({
    sentence: `Версия интеграции в Home Assistant — ${version}, а с этим Latchkey идёт ${needed}.`,
    fix: 'Пусть Latchkey обновит её со страницы настроек; затем один раз перезапустите Home Assistant.',
  }),
};
