import type { ofHomes as english } from '../../en/doctor/homes.ts';

export const ofHomes: typeof english = {
  home_certificate: ({ url, code }) => ({
    sentence: `Latchkey ne fait pas confiance au certificat de Home Assistant à l’adresse ${url} (${code}).`,
    fix: 'Indiquez dans HOMEASSISTANT_URL l’adresse pour laquelle le certificat est fait, ou l’adresse http simple à l’intérieur de la maison.',
  }),
  home_not_https: ({ url }) => ({
    sentence: `Home Assistant ne parle pas https à l’adresse ${url}`,
    fix: 'Écrivez l’adresse avec http:// dans HOMEASSISTANT_URL.',
  }),
  home_certificate_unchecked: ({ url }) => ({
    sentence: `Le certificat de Home Assistant à l’adresse ${url} n’est pas vérifié, selon votre réglage.`,
    fix: 'À l’intérieur de la maison, cela convient ; faites-le vérifier si le chemin passe par internet.',
  }),
  home_name_unknown: ({ url }) => ({
    sentence: `Le nom dans ${url} ne mène nulle part ; Latchkey ne trouve donc pas Home Assistant.`,
    fix: 'Corrigez HOMEASSISTANT_URL, ou écrivez-y l’adresse IP de Home Assistant.',
  }),
  home_down: ({ url }) => ({
    sentence: `Home Assistant ne répond pas à l’adresse ${url}`,
    fix: 'Démarrez Home Assistant, ou attendez qu’il ait démarré ; s’il fonctionne, corrigez HOMEASSISTANT_URL.',
  }),
  home_other_port: ({ url, right }) => ({
    sentence: `Home Assistant ne se trouve pas à l’adresse ${url} mais à ${right}`,
    fix: `Réglez HOMEASSISTANT_URL sur ${right}`,
  }),
  home_redirects: ({ url, to }) => ({
    sentence: `Ce qui répond à l’adresse ${url} renvoie vers ${to}.`,
    fix: 'Réglez HOMEASSISTANT_URL sur l’adresse à laquelle Home Assistant lui-même répond.',
  }),
  home_not_home: ({ url, status }) => ({
    sentence: `Ce qui répond à l’adresse ${url} n’est pas Home Assistant (statut ${status}).`,
    fix: 'Réglez HOMEASSISTANT_URL sur l’adresse et le port de Home Assistant.',
  }),
  home_banned: ({ url }) => ({
    sentence: `Home Assistant à l’adresse ${url} a banni l’adresse de Latchkey après des connexions ratées.`,
    fix: 'Retirez cette adresse de ip_bans.yaml et redémarrez Home Assistant, ou utilisez l’action http.unban.',
  }),
  home_proxy_untrusted: ({ url }) => ({
    sentence: `Home Assistant refuse ce qui arrive par le proxy à l’adresse ${url} (400).`,
    fix: 'Ajoutez l’adresse de ce proxy à trusted_proxies de Home Assistant, avec use_x_forwarded_for.',
  }),
  home_too_old: ({ version, needed }) => ({
    sentence: `Home Assistant est en version ${version}, et Latchkey a besoin de la version ${needed} ou d’une plus récente.`,
    fix: 'Mettez Home Assistant à jour.',
  }),
  needs_account: () => ({
    sentence: 'Home Assistant ne dit cela qu’à un compte.',
    fix: 'Donnez-en un à Latchkey (HOMEASSISTANT_TOKEN) si vous voulez que ce soit examiné.',
  }),
  nabu_casa_signed_out: () => ({
    sentence:
      'Home Assistant n’est pas connecté à Home Assistant Cloud, qui devrait desservir cette adresse.',
    fix: 'Connectez-le sous Paramètres, Home Assistant Cloud.',
  }),
  nabu_casa_remote_off: () => ({
    sentence:
      'L’accès à distance de Home Assistant Cloud est désactivé ; personne n’arrive donc à cette adresse.',
    fix: 'Activez-le sous Paramètres, Home Assistant Cloud, Accès à distance.',
  }),
  nabu_casa_disconnected: () => ({
    sentence: 'Home Assistant n’a pas de connexion à Home Assistant Cloud en ce moment.',
    fix: 'Regardez sous Paramètres, Home Assistant Cloud : l’abonnement a peut-être pris fin, ou internet est coupé.',
  }),
  nabu_casa_other_name: ({ host, right }) => ({
    sentence: `Home Assistant Cloud dessert ${right} pour cette maison, et non ${host}.`,
    fix: `Réglez l’URL de base (MCP_BASE_URL) sur https://${right}/api/latchkey`,
  }),
  companion_missing: () => ({
    sentence: 'Home Assistant n’a pas l’intégration par laquelle cette adresse mène à Latchkey.',
    fix: 'Laissez Latchkey l’installer depuis sa page de paramètres, et redémarrez Home Assistant une fois.',
  }),
  companion_silent: ({ status }) => ({
    sentence: `L’intégration dans Home Assistant n’atteint pas Latchkey (statut ${status}).`,
    fix: 'Redémarrez Latchkey, pour qu’il indique de nouveau à Home Assistant où il se trouve.',
  }),
  companion_stale: ({ version, needed }) => ({
    sentence: `L’intégration dans Home Assistant est en version ${version}, et ce Latchkey apporte la version ${needed}.`,
    fix: 'Laissez Latchkey la mettre à jour depuis sa page de paramètres, et redémarrez Home Assistant une fois.',
  }),
};
