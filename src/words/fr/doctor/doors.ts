import type { ofDoors as english } from '../../en/doctor/doors.ts';
import { counted } from '../grammar.ts';

const BY_HTTPS = 'Donnez-lui un certificat d’une autorité publique comme Let’s Encrypt';

export const ofDoors: typeof english = {
  url_not_set: ({ url }) => ({
    sentence: `Aucune URL de base n’est réglée ; seuls des programmes de cette machine peuvent donc se connecter, à l’adresse ${url}.`,
    fix: 'Choisissez une adresse sur la première page des réglages, ou réglez l’URL de base (MCP_BASE_URL) sur l’adresse https à laquelle les assistants atteignent Latchkey.',
  }),
  url_in_house: ({ url }) => ({
    sentence: `${url} ne vaut que dans la maison : Claude Code et VS Code chez vous peuvent l’utiliser, Claude.ai et ChatGPT non.`,
    fix: 'Pour ceux-ci, ajoutez une adresse https publique sur le port 443 aux URL de base (MCP_BASE_URL).',
  }),
  url_http_in_house: ({ url }) => ({
    sentence: `${url} n’est pas en https, et certains assistants refusent de s’identifier en http auprès d’une autre machine.`,
    fix: 'Si c’est le cas du vôtre, placez devant un proxy avec un certificat, ou utilisez l’assistant sur cette machine.',
  }),
  url_port: ({ url, port, right }) => ({
    sentence: `${url} a le port ${port}, et les assistants hébergés comme Claude.ai n’atteignent que le port 443.`,
    fix: `Dirigez le port 443 vers Latchkey et réglez l’URL de base (MCP_BASE_URL) sur ${right}`,
  }),
  url_http: ({ given, right }) => ({
    sentence: `${given} commence par http, et sur internet aucun assistant ne s’identifie sans https.`,
    fix: `Donnez à l’assistant ${right}`,
  }),
  url_mcp_twice: ({ given, right }) => ({
    sentence: `${given} se termine deux fois par /mcp.`,
    fix: `Donnez à l’assistant ${right}`,
  }),
  url_other_path: ({ given, right }) => ({
    sentence: `${given} a un autre chemin que celui où Latchkey répond.`,
    fix: `Donnez à l’assistant ${right}`,
  }),
  url_not_a_door: ({ given, right }) => ({
    sentence: `${given} n’est pas une adresse de ce Latchkey.`,
    fix: `Donnez à l’assistant ${right}, ou ajoutez l’adresse voulue aux URL de base (MCP_BASE_URL).`,
  }),
  name_unknown: ({ host }) => ({
    sentence: `Le nom ${host} ne mène nulle part.`,
    fix: 'Vérifiez son orthographe dans l’URL de base (MCP_BASE_URL), et que son enregistrement DNS existe.',
  }),
  name_private: ({ host, address }) => ({
    sentence: `Vu d’ici, ${host} mène à ${address}, qui n’est pas une adresse d’internet ; les assistants hébergés en ont besoin d’une.`,
    fix: 'Si votre propre réseau répond lui-même pour ce nom, tout va bien ; sinon, faites pointer son enregistrement DNS public vers votre adresse publique.',
  }),
  no_ipv4: ({ host }) => ({
    sentence: `${host} n’a qu’une adresse IPv6, et les assistants hébergés comme Claude.ai viennent en IPv4.`,
    fix: 'Ajoutez un enregistrement A avec une adresse IPv4 publique, ou utilisez un tunnel qui en a une.',
  }),
  certificate_self_signed: ({ host }) => ({
    sentence: `Le certificat du nom ${host} est auto-signé, et les assistants ne font pas confiance à un tel certificat.`,
    fix: `${BY_HTTPS}, dans le proxy devant Latchkey.`,
  }),
  certificate_incomplete: ({ host }) => ({
    sentence: `${host} n’envoie pas toute la chaîne de certificats ; les navigateurs comblent le manque, pas les assistants.`,
    fix: 'Faites envoyer au proxy la chaîne complète (souvent le fichier fullchain.pem au lieu de cert.pem).',
  }),
  certificate_expired: ({ host }) => ({
    sentence: `Le certificat du nom ${host} a expiré.`,
    fix: 'Renouvelez-le, et cherchez pourquoi cela ne s’est pas fait tout seul.',
  }),
  certificate_not_yet_valid: ({ host }) => ({
    sentence: `Le certificat du nom ${host} n’est pas encore valable, ou l’horloge de cette machine retarde.`,
    fix: 'Réglez l’horloge par internet ; si elle est à l’heure, demandez un nouveau certificat.',
  }),
  certificate_other_name: ({ host }) => ({
    sentence: `Le certificat présenté par ${host} est fait pour un autre nom.`,
    fix: `Obtenez un certificat pour ${host}, ou corrigez l’URL de base (MCP_BASE_URL).`,
  }),
  certificate_untrusted: ({ host, code }) => ({
    sentence: `Le certificat du nom ${host} n’inspire pas confiance (${code}).`,
    fix: `${BY_HTTPS}, dans le proxy devant Latchkey.`,
  }),
  certificate_ends_soon: ({ host, days }) => ({
    sentence: `Le certificat du nom ${host} se termine dans ${counted(days, 'jour', 'jours')}.`,
    fix: 'Vérifiez qu’il est renouvelé automatiquement.',
  }),
  not_https: ({ host }) => ({
    sentence: `${host} ne parle pas https sur le port où les assistants l’attendent.`,
    fix: 'Faites terminer https au proxy à cet endroit, et ne lui faites pas laisser passer http simple.',
  }),
  door_refused: ({ host }) => ({
    sentence: `Rien n’écoute à l’adresse ${host}.`,
    fix: 'Démarrez le proxy ou le tunnel qui devrait y répondre, ou corrigez sa redirection de port.',
  }),
  door_silent: ({ host }) => ({
    sentence: `${host} ne répond pas à temps.`,
    fix: 'Vérifiez la redirection de port ou le tunnel, et le pare-feu ; si votre routeur ne peut pas atteindre sa propre adresse publique de l’intérieur, essayez de l’extérieur avec un téléphone qui n’est pas en Wi-Fi.',
  }),
  door_broken: ({ host, code }) => ({
    sentence: `${host} accepte la connexion puis la rompt (${code}).`,
    fix: 'Consultez le journal du proxy ou du tunnel devant Latchkey.',
  }),
  redirect_loop: ({ url }) => ({
    sentence: `${url} redirige sans fin vers lui-même.`,
    fix: 'Faites parler au proxy https vers l’extérieur et http simple vers Latchkey, une fois chacun ; chez Cloudflare, réglez SSL/TLS sur Full ou utilisez un tunnel.',
  }),
  redirected: ({ url, to }) => ({
    sentence: `${url} redirige vers ${to}, et les assistants ne suivent pas.`,
    fix: 'Retirez du chemin de Latchkey la redirection ou la page de connexion, ou faites de cette adresse l’URL de base (MCP_BASE_URL).',
  }),
  proxy_no_answer: ({ url, status }) => ({
    sentence: `Le proxy répond ${status} à l’adresse ${url}, parce qu’il n’atteint pas Latchkey.`,
    fix: 'Corrigez la destination du proxy ou du tunnel : l’hôte et le port de Latchkey, en http.',
  }),
  host_rewritten: ({ host }) => ({
    sentence: `Le proxy n’indique pas à Latchkey le nom ${host}, mais un autre.`,
    fix: 'Faites transmettre au proxy l’en-tête Host inchangé (dans nginx : proxy_set_header Host $host).',
  }),
  path_rewritten: ({ url }) => ({
    sentence: `Le proxy demande à Latchkey un autre chemin que celui-ci : ${url}.`,
    fix: 'Faites transmettre au proxy les chemins tels quels : n’y ajoutez ni n’en retirez /mcp.',
  }),
  password_in_front: ({ host }) => ({
    sentence: `Le proxy devant ${host} demande une connexion à lui, que les assistants ne peuvent pas fournir.`,
    fix: 'Retirez cette connexion devant Latchkey, qui de lui-même ne laisse entrer personne sans identification.',
  }),
  door_forbidden: ({ url }) => ({
    sentence: `Quelque chose devant Latchkey interdit ${url} (403).`,
    fix: 'Cherchez une règle d’accès, un filtre de pays ou un pare-feu dans le proxy ou le tunnel.',
  }),
  elsewhere: ({ url, status }) => ({
    sentence: `Ce qui répond à l’adresse ${url} n’est pas Latchkey (statut ${status}).`,
    fix: 'Dirigez ce nom vers Latchkey dans le proxy ou le tunnel, ou corrigez l’URL de base (MCP_BASE_URL).',
  }),
  document_missing: ({ url, status }) => ({
    sentence: `Le proxy répond ${status} à l’adresse ${url} au lieu de transmettre ce que Latchkey y tient prêt.`,
    fix: 'Dirigez aussi vers Latchkey tout ce qui se trouve sous /.well-known/ pour ce nom.',
  }),
  document_cached: ({ url }) => ({
    sentence: `Un cache en chemin sert une ancienne copie de ${url}`,
    fix: 'Videz le cache du proxy ou du CDN, et ne lui faites rien garder de Latchkey.',
  }),
  issuer_other: ({ url, expected, actual }) => ({
    sentence: `${url} nomme ${actual} au lieu de ${expected}, et les assistants le refusent.`,
    fix: 'Dirigez le proxy vers ce Latchkey et non vers un autre, et ne lui faites rien réécrire.',
  }),
  document_altered: ({ url }) => ({
    sentence: `Le proxy modifie ce que Latchkey dit à l’adresse ${url}`,
    fix: 'Désactivez tout ce qui réécrit les réponses dans le proxy ou le CDN.',
  }),
  mcp_unexpected: ({ url, status, expected }) => ({
    sentence: `${url} répond ${status} au lieu de ${expected} ; un assistant n’apprend donc jamais qu’il doit s’identifier.`,
    fix: 'Faites transmettre au proxy, sans changement, les demandes POST à /mcp vers Latchkey et ses réponses en retour.',
  }),
  challenge_stripped: ({ url }) => ({
    sentence: `Le proxy retire l’en-tête WWW-Authenticate de ${url} ; les assistants ne trouvent donc pas où s’identifier.`,
    fix: 'Faites transmettre au proxy WWW-Authenticate, et ne lui faites répondre aucun 401 de son cru.',
  }),
  challenge_altered: ({ url }) => ({
    sentence: `Le proxy modifie l’en-tête WWW-Authenticate de ${url} ; les assistants ne trouvent donc pas où s’identifier.`,
    fix: 'Faites transmettre au proxy WWW-Authenticate tel quel.',
  }),
  authorization_stripped: ({ url }) => ({
    sentence: `Le proxy retire l’en-tête Authorization de ${url} ; aucune identification n’aboutit donc.`,
    fix: 'Faites transmettre au proxy Authorization à Latchkey.',
  }),
  header_stripped: ({ url, header }) => ({
    sentence: `Le proxy modifie ou retire l’en-tête ${header} de ${url} ; les assistants qui fonctionnent dans un navigateur en ont besoin.`,
    fix: `Faites transmettre au proxy ${header} tel quel.`,
  }),
  bots_blocked: ({ assistant, status }) => ({
    sentence:
      status === 0
        ? `Quelque chose devant Latchkey rompt les connexions de l’assistant ${assistant}, alors que d’autres passent.`
        : `Quelque chose devant Latchkey répond ${status} à ${assistant}, alors que d’autres passent.`,
    fix: 'Autorisez-le dans la protection contre les robots du proxy ou du CDN ; chez Cloudflare, laissez passer les robots d’IA pour ce nom.',
  }),
};
