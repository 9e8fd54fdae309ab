import type { ofDoors as english } from '../../en/doctor/doors.ts';
import { counted } from '../plural.ts';

const PUBLIC_CERTIFICATE =
  'Поставьте на прокси перед Latchkey сертификат общедоступного центра, например Let’s Encrypt.';

/** Of the addresses at which assistants arrive, and of what lies between them and Latchkey. */
export const ofDoors: typeof english = {
  url_not_set: ({ url }) => ({
    sentence: `Базовый адрес не задан, поэтому подключаться могут только программы на этой самой машине, по адресу ${url}.`,
    fix: 'Выберите адрес на первой странице настроек или задайте базовый адрес (MCP_BASE_URL): адрес https, по которому ассистенты найдут Latchkey.',
  }),
  url_in_house: ({ url }) => ({
    sentence: `${url} — только для дома: Claude Code и VS Code дома могут им пользоваться, а Claude.ai и ChatGPT — нет.`,
    fix: 'Для них добавьте к базовым адресам (MCP_BASE_URL) общедоступный адрес https на порту 443.',
  }),
  url_http_in_house: ({ url }) => ({
    sentence: `${url} — не https, а некоторые ассистенты отказываются входить по http на другую машину.`,
    fix: 'Если ваш отказывается, поставьте впереди прокси с сертификатом или пользуйтесь ассистентом на этой машине.',
  }),
  url_port: ({ url, port, right }) => ({
    sentence: `В адресе ${url} указан порт ${port}, а облачные ассистенты, такие как Claude.ai, обращаются только к порту 443.`,
    fix: `Направьте порт 443 на Latchkey и задайте базовый адрес (MCP_BASE_URL): ${right}`,
  }),
  url_http: ({ given, right }) => ({
    sentence: `${given} начинается с http, а через интернет ни один ассистент не входит без https.`,
    fix: `Дайте ассистенту адрес ${right}`,
  }),
  url_mcp_twice: ({ given, right }) => ({
    sentence: `В конце адреса ${given} дважды стоит /mcp.`,
    fix: `Дайте ассистенту адрес ${right}`,
  }),
  url_other_path: ({ given, right }) => ({
    sentence: `В адресе ${given} другой путь, не тот, по которому отвечает Latchkey.`,
    fix: `Дайте ассистенту адрес ${right}`,
  }),
  url_not_a_door: ({ given, right }) => ({
    sentence: `${given} — не адрес этого Latchkey.`,
    fix: `Дайте ассистенту адрес ${right} или добавьте нужный вам адрес к базовым адресам (MCP_BASE_URL).`,
  }),
  name_unknown: ({ host }) => ({
    sentence: `Имя ${host} никуда не ведёт.`,
    fix: 'Проверьте, как оно написано в базовом адресе (MCP_BASE_URL) и есть ли для него запись DNS.',
  }),
  name_private: ({ host, address }) => ({
    sentence: `Отсюда ${host} ведёт на ${address}, а это не адрес в интернете; облачным ассистентам нужен именно такой.`,
    fix: 'Если ваша собственная сеть сама отвечает за это имя, всё в порядке; если нет, направьте его общедоступную запись DNS на ваш общедоступный адрес.',
  }),
  no_ipv4: ({ host }) => ({
    sentence: `У ${host} есть только адрес IPv6, а облачные ассистенты, такие как Claude.ai, приходят по IPv4.`,
    fix: 'Добавьте запись A с общедоступным адресом IPv4 или используйте туннель, у которого он есть.',
  }),
  certificate_self_signed: ({ host }) => ({
    sentence: `Сертификат ${host} — самоподписанный, а таким сертификатам ассистенты не доверяют.`,
    fix: PUBLIC_CERTIFICATE,
  }),
  certificate_incomplete: ({ host }) => ({
    sentence: `${host} отправляет не всю цепочку сертификатов; браузеры восполняют пробел, ассистенты — нет.`,
    fix: 'Пусть прокси отправляет полную цепочку (часто это файл fullchain.pem вместо cert.pem).',
  }),
  certificate_expired: ({ host }) => ({
    sentence: `Срок сертификата ${host} истёк.`,
    fix: 'Обновите его и выясните, почему это не произошло само.',
  }),
  certificate_not_yet_valid: ({ host }) => ({
    sentence: `Сертификат ${host} ещё не действует, или часы этой машины отстают.`,
    fix: 'Выставьте часы по интернету; если они идут верно, запросите новый сертификат.',
  }),
  certificate_other_name: ({ host }) => ({
    sentence: `Сертификат по адресу ${host} выдан на другое имя.`,
    fix: `Получите сертификат на ${host} или исправьте базовый адрес (MCP_BASE_URL).`,
  }),
  certificate_untrusted: ({ host, code }) => ({
    sentence: `Сертификату ${host} нет доверия (${code}).`,
    fix: PUBLIC_CERTIFICATE,
  }),
  certificate_ends_soon: ({ host, days }) => ({
    sentence: `Срок сертификата ${host} истекает через ${counted(days, 'день', 'дня', 'дней')}.`,
    fix: 'Проверьте, что он обновляется сам.',
  }),
  not_https: ({ host }) => ({
    sentence: `${host} не отвечает по https на том порту, где этого ждут ассистенты.`,
    fix: 'Пусть прокси принимает там https сам, а не пропускает обычный http.',
  }),
  door_refused: ({ host }) => ({
    sentence: `По адресу ${host} никто не слушает.`,
    fix: 'Запустите прокси или туннель, который должен там отвечать, или исправьте перенаправление порта.',
  }),
  door_silent: ({ host }) => ({
    sentence: `${host} не отвечает вовремя.`,
    fix: 'Проверьте перенаправление порта или туннель и брандмауэр; если ваш роутер не может обратиться к собственному общедоступному адресу изнутри, попробуйте снаружи, с телефона без Wi-Fi.',
  }),
  door_broken: ({ host, code }) => ({
    sentence: `${host} принимает соединение, а затем обрывает его (${code}).`,
    fix: 'Посмотрите журнал прокси или туннеля перед Latchkey.',
  }),
  redirect_loop: ({ url }) => ({
    sentence: `${url} без конца перенаправляет на себя.`,
    fix: 'Пусть прокси работает снаружи по https, а с Latchkey по обычному http, один раз в каждую сторону; в Cloudflare задайте SSL/TLS значение Full или используйте туннель.',
  }),
  redirected: ({ url, to }) => ({
    sentence: `${url} перенаправляет на ${to}, а ассистенты за перенаправлением не идут.`,
    fix: 'Уберите перенаправление или страницу входа с пути к Latchkey или сделайте тот адрес базовым (MCP_BASE_URL).',
  }),
  proxy_no_answer: ({ url, status }) => ({
    sentence: `Прокси отвечает ${status} по адресу ${url}, потому что не может связаться с Latchkey.`,
    fix: 'Исправьте, куда ведёт прокси или туннель: хост и порт Latchkey, по http.',
  }),
  host_rewritten: ({ host }) => ({
    sentence: `Прокси называет Latchkey другое имя, а не ${host}.`,
    fix: 'Пусть прокси передаёт заголовок Host без изменений (в nginx: proxy_set_header Host $host).',
  }),
  path_rewritten: ({ url }) => ({
    sentence: `Прокси запрашивает у Latchkey другой путь, а не ${url}.`,
    fix: 'Пусть прокси передаёт пути как есть: не добавляйте и не отрезайте там /mcp.',
  }),
  password_in_front: ({ host }) => ({
    sentence: `Прокси перед ${host} требует собственного входа, а ассистенты не могут его выполнить.`,
    fix: 'Уберите его вход перед Latchkey: Latchkey и сам не впускает никого без входа.',
  }),
  door_forbidden: ({ url }) => ({
    sentence: `Что-то перед Latchkey запрещает ${url} (403).`,
    fix: 'Поищите в прокси или туннеле правило доступа, фильтр стран или брандмауэр.',
  }),
  elsewhere: ({ url, status }) => ({
    sentence: `По адресу ${url} отвечает не Latchkey (статус ${status}).`,
    fix: 'Направьте это имя на Latchkey в прокси или туннеле или исправьте базовый адрес (MCP_BASE_URL).',
  }),
  document_missing: ({ url, status }) => ({
    sentence: `Прокси отвечает ${status} по адресу ${url}, вместо того чтобы передать то, что там есть у Latchkey.`,
    fix: 'Направьте на Latchkey и всё, что лежит под /.well-known/ этого имени.',
  }),
  document_cached: ({ url }) => ({
    sentence: `Кэш на пути выдаёт старую копию ${url}`,
    fix: 'Очистите кэш прокси или CDN, и пусть он ничего не кэширует от Latchkey.',
  }),
  issuer_other: ({ url, expected, actual }) => ({
    sentence: `${url} называет ${actual} вместо ${expected}, и ассистенты это не принимают.`,
    fix: 'Направьте прокси на этот Latchkey, а не на другой, и пусть он ничего не переписывает.',
  }),
  document_altered: ({ url }) => ({
    sentence: `Прокси изменяет то, что отвечает Latchkey по адресу ${url}`,
    fix: 'Выключите в прокси или CDN всё, что переписывает ответы.',
  }),
  mcp_unexpected: ({ url, status, expected }) => ({
    sentence: `${url} отвечает ${status} вместо ${expected}, поэтому ассистент так и не узнаёт, что нужен вход.`,
    fix: 'Пусть прокси передаёт запросы POST к /mcp в Latchkey, а его ответы обратно, без изменений.',
  }),
  challenge_stripped: ({ url }) => ({
    sentence: `Прокси убирает заголовок WWW-Authenticate из ответов ${url}, поэтому ассистенты не находят, где войти.`,
    fix: 'Пусть прокси передаёт WWW-Authenticate и не отвечает 401 сам.',
  }),
  challenge_altered: ({ url }) => ({
    sentence: `Прокси изменяет заголовок WWW-Authenticate в ответах ${url}, поэтому ассистенты не находят, где войти.`,
    fix: 'Пусть прокси передаёт WWW-Authenticate как есть.',
  }),
  authorization_stripped: ({ url }) => ({
    sentence: `Прокси убирает заголовок Authorization из запросов к ${url}, поэтому ни один вход не срабатывает.`,
    fix: 'Пусть прокси передаёт Authorization в Latchkey.',
  }),
  header_stripped: ({ url, header }) => ({
    sentence: `Прокси изменяет или убирает заголовок ${header} по адресу ${url}; он нужен ассистентам, которые работают в браузере.`,
    fix: `Пусть прокси передаёт ${header} как есть.`,
  }),
  bots_blocked: ({ assistant, status }) => ({
    sentence:
      status === 0
        ? `Что-то перед Latchkey обрывает соединения ${assistant}, хотя других пропускает.`
        : `Что-то перед Latchkey отвечает ${status} для ${assistant}, хотя других пропускает.`,
    fix: 'Разрешите это в защите от ботов прокси или CDN; в Cloudflare пропустите для этого имени ботов ИИ.',
  }),
};
