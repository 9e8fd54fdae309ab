import type { ofHomes as english } from '../../en/doctor/homes.ts';

/** Of Home Assistant, and of the way from Latchkey to it. */
export const ofHomes: typeof english = {
  home_certificate: ({ url, code }) => ({
    sentence: `Latchkey no confía en el certificado de Home Assistant en ${url} (${code}).`,
    fix: 'Usa como HOMEASSISTANT_URL la dirección para la que es el certificado, o la dirección http sin cifrar dentro de la casa.',
  }),
  home_not_https: ({ url }) => ({
    sentence: `Home Assistant no habla https en ${url}`,
    fix: 'Escribe la dirección con http:// en HOMEASSISTANT_URL.',
  }),
  home_certificate_unchecked: ({ url }) => ({
    sentence: `El certificado de Home Assistant en ${url} no se comprueba, tal como lo has configurado.`,
    fix: 'Dentro de la casa está bien; compruébalo si el camino pasa por internet.',
  }),
  home_name_unknown: ({ url }) => ({
    sentence: `El nombre de ${url} no lleva a ningún sitio, así que Latchkey no encuentra Home Assistant.`,
    fix: 'Corrige HOMEASSISTANT_URL, o escribe ahí la dirección IP de Home Assistant.',
  }),
  home_down: ({ url }) => ({
    sentence: `Home Assistant no responde en ${url}`,
    fix: 'Inicia Home Assistant, o espera a que se haya iniciado; si está en marcha, corrige HOMEASSISTANT_URL.',
  }),
  home_other_port: ({ url, right }) => ({
    sentence: `Home Assistant no está en ${url}, sino en ${right}`,
    fix: `Pon en HOMEASSISTANT_URL ${right}`,
  }),
  home_redirects: ({ url, to }) => ({
    sentence: `Lo que responde en ${url} envía a ${to}.`,
    fix: 'Pon en HOMEASSISTANT_URL la dirección en la que responde el propio Home Assistant.',
  }),
  home_not_home: ({ url, status }) => ({
    sentence: `Lo que responde en ${url} no es Home Assistant (estado ${status}).`,
    fix: 'Pon en HOMEASSISTANT_URL la dirección y el puerto de Home Assistant.',
  }),
  home_banned: ({ url }) => ({
    sentence: `Home Assistant en ${url} ha bloqueado la dirección de Latchkey tras inicios de sesión fallidos.`,
    fix: 'Quita esa dirección de ip_bans.yaml y reinicia Home Assistant, o usa la acción http.unban.',
  }),
  home_proxy_untrusted: ({ url }) => ({
    sentence: `Home Assistant rechaza lo que llega por el proxy en ${url} (400).`,
    fix: 'Añade la dirección de ese proxy a trusted_proxies de Home Assistant, con use_x_forwarded_for.',
  }),
  home_too_old: ({ version, needed }) => ({
    sentence: `Home Assistant tiene la versión ${version}, y Latchkey necesita ${needed} o posterior.`,
    fix: 'Actualiza Home Assistant.',
  }),
  needs_account: () => ({
    sentence: 'Home Assistant solo dice esto a una cuenta.',
    fix: 'Da una a Latchkey (HOMEASSISTANT_TOKEN) si quieres que lo revise.',
  }),
  nabu_casa_signed_out: () => ({
    sentence:
      'Home Assistant no tiene la sesión iniciada en Home Assistant Cloud, que debería llevar esta dirección.',
    fix: 'Inicia sesión en Configuración, Home Assistant Cloud.',
  }),
  nabu_casa_remote_off: () => ({
    sentence:
      'El acceso remoto de Home Assistant Cloud está desactivado, así que nadie llega a esta dirección.',
    fix: 'Actívalo en Configuración, Home Assistant Cloud, Acceso remoto.',
  }),
  nabu_casa_disconnected: () => ({
    sentence: 'Home Assistant no tiene conexión con Home Assistant Cloud en este momento.',
    fix: 'Mira en Configuración, Home Assistant Cloud: puede que la suscripción haya terminado o que no haya internet.',
  }),
  nabu_casa_other_name: ({ host, right }) => ({
    sentence: `Para esta casa, Home Assistant Cloud lleva ${right}, y no ${host}.`,
    fix: `Configura la URL base (MCP_BASE_URL) como https://${right}/api/latchkey`,
  }),
  companion_missing: () => ({
    sentence: 'Home Assistant no tiene la integración por la que esta dirección lleva a Latchkey.',
    fix: 'Deja que Latchkey la instale desde su página de ajustes, y reinicia Home Assistant una vez.',
  }),
  companion_silent: ({ status }) => ({
    sentence: `La integración en Home Assistant no llega a Latchkey (estado ${status}).`,
    fix: 'Reinicia Latchkey, para que vuelva a decir a Home Assistant dónde está.',
  }),
  companion_stale: ({ version, needed }) => ({
    sentence: `La integración en Home Assistant tiene la versión ${version}, y este Latchkey trae la ${needed}.`,
    fix: 'Deja que Latchkey la actualice desde su página de ajustes, y reinicia Home Assistant una vez.',
  }),
};
