import type { StopParameters } from '../../doctor/timeline/answer.ts';
import type { Words } from '../words.ts';
import { of } from './grammar.ts';

const named = ({ client }: StopParameters) => client ?? 'L’assistant';
const inside = ({ client }: StopParameters) => client ?? 'l’assistant';
const belonging = ({ client }: StopParameters) =>
  client === undefined ? 'de l’assistant' : of(client);

const REMOVE_AND_ADD =
  'Supprimez cette connexion dans l’assistant et ajoutez-la de nouveau. Si cela persiste, signalez-le aux auteurs de l’assistant.';
const TRY_AGAIN = 'Relancez la connexion dans l’assistant.';
const THE_WAY_IN =
  'Vérifiez que cette maison est accessible depuis internet sur le port 443, et qu’aucune protection contre les robots de votre tunnel ou de votre proxy n’arrête les chemins /.well-known, /register, /authorize, /token et /mcp.';

const steps: Words['timeline']['steps'] = {
  challenge: 'Première demande à /mcp, avec réponse de s’identifier',
  resource_metadata: 'Lecture de ce qui est protégé ici',
  server_metadata: 'Lecture de l’endroit où s’identifier',
  registration: 'Enregistrement',
  authorize: 'Envoi d’une personne ici pour s’identifier',
  consent_page: 'Ouverture de la page d’autorisation',
  consent: 'Réponse de la personne',
  token: 'Jeton',
  call: 'Utilisation du jeton',
  refresh: 'Nouveau jeton',
};

const results: Words['timeline']['results'] = {
  ok: 'c’est fait',
  refused: 'refus',
  waiting: 'en attente',
};

const states: Words['timeline']['states'] = {
  'under way': 'en cours',
  connected: 'connecté',
  stopped: 'arrêté',
};

const details: Words['timeline']['details'] = {
  unknown_client: 'il n’est pas enregistré ici',
  client_document: 'le document dans lequel il se décrit est inutilisable',
  redirect_uri: 'l’adresse de retour n’est pas autorisée',
  resource: 'c’est pour une autre adresse',
  pkce: 'la preuve que c’est le même programme qui demande manque ou est fausse',
  code_unknown: 'le code est inconnu ou a expiré',
  code_expired: 'le code a expiré',
  code_used: 'le code a déjà servi',
  refresh_token: 'le jeton d’actualisation n’est plus valable',
  document: 'par le document qu’il publie',
  listed: 'inscrit par la personne qui gère Latchkey',
  at_home: 'sur la page de connexion de Home Assistant',
  unknown_host: 'sous un nom qui n’est pas l’un des nôtres',
  unknown_origin: 'depuis une page web qui n’en a pas le droit',
  other_address: 'à une adresse où il n’y a rien',
  too_many_requests: 'trop de demandes',
  trouble: 'Latchkey a rencontré un problème interne',
  client_authentication: 'il n’a pas prouvé qu’il est le client qu’il dit être',
  foreign_token: 'le jeton n’est pas l’un des nôtres',
  token_expired: 'le jeton a expiré',
  grant_ended: 'sa connexion a pris fin',
  scope: 'il lui faut davantage d’autorisations',
  denied: 'la personne a refusé',
  other_browser: 'dans un autre navigateur que celui du début',
  form_expired: 'la page avait expiré',
  sign_in_refused: 'Home Assistant n’a pas accepté l’identification',
  home_unreachable: 'Home Assistant n’a pas répondu',
  home_banned: 'Home Assistant a bloqué Latchkey',
  too_many_sign_ins: 'trop d’identifications ont été refusées',
  sign_in_again: 'l’identification n’a pas été menée à son terme',
  other: 'la demande n’avait pas la bonne forme',
};

const stops: Words['timeline']['stops'] = {
  only_asked: (about) => ({
    happened: `${named(about)} a fait une demande, a appris où lire comment s’identifier, et ne l’a jamais lu.`,
    means:
      'Soit la réponse ne lui est pas parvenue, parce qu’un proxy retire l’en-tête WWW-Authenticate ou arrête sa demande suivante, soit il ne sait pas s’identifier de lui-même et attend un jeton.',
    todo: `S’il a un réglage pour l’identification ou OAuth, activez-le. ${THE_WAY_IN}`,
  }),
  asked_elsewhere: (about) => ({
    happened: `${named(about)} a demandé les documents d’identification d’une autre adresse, où il n’y a rien.`,
    means: 'L’adresse inscrite dans l’assistant n’est pas tout à fait celle de cette maison.',
    todo: 'Saisissez l’adresse que Latchkey affiche, avec /mcp à la fin et rien après.',
  }),
  stopped_after_resource_metadata: (about) => ({
    happened: `${named(about)} a lu ce qui est protégé ici, mais jamais où s’identifier.`,
    means:
      'L’adresse à laquelle il s’est connecté n’est pas celle que Latchkey dit avoir, ou un proxy arrête sa demande suivante.',
    todo: `Comparez l’adresse dans l’assistant avec celle que Latchkey affiche : elles doivent être identiques à la lettre près. ${THE_WAY_IN}`,
  }),
  never_registered: (about) => ({
    happened: `${named(about)} a lu tout ce qu’il faut pour s’identifier, puis ne s’est pas enregistré.`,
    means:
      'Il n’a pas trouvé ce dont il a besoin, il s’attend à être inscrit à la main avec un identifiant client, ou un proxy arrête POST /register.',
    todo: `${TRY_AGAIN} S’il demande un identifiant client, laissez le champ vide. ${THE_WAY_IN}`,
  }),
  never_came_back: (about) => ({
    happened: `${named(about)} s’est enregistré mais n’est jamais revenu : aucun navigateur n’a été envoyé ici pour s’identifier.`,
    means:
      about.hosted === true
        ? 'Ses serveurs ont reçu une réponse, et la page d’identification n’a ensuite pas été ouverte. Le plus souvent, une fenêtre a été fermée ou bloquée, ou ses serveurs ont renoncé à cette adresse.'
        : 'Le programme a reçu une réponse, et aucun navigateur ne s’est ouvert. Le plus souvent, la fenêtre a été fermée, ou le programme fonctionne là où il n’y a pas de navigateur.',
    todo:
      about.hosted === true
        ? `${TRY_AGAIN} Laissez le navigateur ouvrir de nouvelles fenêtres. ${THE_WAY_IN}`
        : `${TRY_AGAIN} S’il affiche une adresse à ouvrir, ouvrez-la dans le navigateur du même ordinateur.`,
  }),
  form_not_opened: (about) => ({
    happened: `Le navigateur a été envoyé à la page d’autorisation ${belonging(about)} et n’y est pas arrivé.`,
    means:
      'Un proxy ou un tunnel n’a pas laissé passer la page /consent, ou la fenêtre a été fermée.',
    todo: `${TRY_AGAIN} Si cela persiste, vérifiez que votre proxy transmet le chemin /consent et ses cookies.`,
  }),
  never_answered: (about) => ({
    happened: `La personne a ouvert la page d’autorisation ${belonging(about)} mais n’a jamais répondu.`,
    means: 'La page est valable dix minutes, et personne n’y a appuyé sur un bouton.',
    todo: `${TRY_AGAIN} Identifiez-vous ensuite et appuyez sur « Autoriser ».`,
  }),
  never_back_from_home: () => ({
    happened:
      'La personne est allée à la page de connexion de Home Assistant et n’en est pas revenue.',
    means:
      'La page ne s’est pas ouverte, la connexion n’a pas été menée à son terme, ou le retour vers Latchkey n’a pas fonctionné.',
    todo: 'Vérifiez que l’adresse de Home Assistant s’ouvre dans ce navigateur, recommencez, ou utilisez un jeton d’accès de longue durée sur la page d’autorisation.',
  }),
  code_never_redeemed: (about) => ({
    happened: `La personne a accepté, et ${inside(about)} n’est jamais venu chercher son jeton.`,
    means:
      about.hosted === true
        ? 'Le navigateur n’est pas revenu à l’assistant, ou les réponses de /token n’arrivent pas à ses serveurs.'
        : 'Le programme qui attendait la réponse a été fermé, ou il attend sur un autre ordinateur que celui du navigateur.',
    todo:
      about.hosted === true
        ? `${TRY_AGAIN} ${THE_WAY_IN}`
        : `${TRY_AGAIN} Utilisez un navigateur sur l’ordinateur où le programme fonctionne, et laissez le programme ouvert.`,
  }),
  token_never_used: (about) => ({
    happened: `${named(about)} a reçu son jeton, mais aucun appel n’a suivi.`,
    means:
      'Il ne sait pas où utiliser le jeton : l’adresse qui y est inscrite ne se termine pas par /mcp, ou ses appels ne passent pas le proxy.',
    todo: `Saisissez l’adresse que Latchkey affiche, qui se termine par /mcp, sans barre oblique après. ${THE_WAY_IN}`,
  }),
  never_renewed: (about) => ({
    happened: `Le jeton ${belonging(about)} a expiré, et aucun nouveau n’a été demandé.`,
    means:
      'Il était connecté. Certains assistants oublient de renouveler leur jeton, ou ne le font que lorsqu’on les utilise.',
    todo: 'Utilisez l’assistant une fois. S’il n’y arrive toujours pas, supprimez-y cette connexion et ajoutez-la de nouveau.',
  }),
  unknown_host: (about) => ({
    happened:
      about.host === undefined
        ? 'Quelqu’un a fait une demande sous un nom qui n’est pas l’une des portes d’entrée.'
        : `Quelqu’un a fait une demande sous le nom ${about.host}, qui n’est pas l’une des portes d’entrée.`,
    means:
      'Une porte d’entrée est une adresse que vous avez indiquée à Latchkey. Toutes les autres sont refusées, pour qu’aucune page web ne puisse entrer par ruse.',
    todo: 'Si ce nom est le vôtre, ajoutez-le à MCP_BASE_URL (option base_url). Sinon, quelqu’un essaie simplement des portes, et il n’y a rien à faire.',
  }),
  unknown_origin: (about) => ({
    happened: `${named(about)} a fait une demande depuis une page web qui n’a pas le droit d’utiliser Latchkey.`,
    means:
      'Les pages d’autres sites sont refusées ; sinon, n’importe quelle page pourrait parler à votre maison.',
    todo: 'Si vous faites confiance à cette page, ajoutez son origine à MCP_CORS_ORIGINS.',
  }),
  too_many_requests: (about) => ({
    happened: `${named(about)} a été refusé parce que trop de demandes sont arrivées en peu de temps.`,
    means: 'Il se répète, ou quelqu’un d’autre derrière la même adresse le fait.',
    todo: 'Attendez quelques minutes et recommencez. Derrière un tunnel, réglez MCP_TRUST_PROXY pour que les visiteurs puissent être distingués.',
  }),
  trouble: (about) => ({
    happened: `Latchkey n’a pas pu répondre à ${inside(about)} à cause d’un problème interne.`,
    means: 'Son stockage, ou autre chose qu’il devait interroger, ne répondait pas à ce moment-là.',
    todo: 'Consultez le journal de Latchkey, vérifiez que le disque n’est pas plein, et recommencez.',
  }),
  registration_redirect: () => ({
    happened: 'L’assistant a voulu enregistrer une adresse de retour qui n’est pas autorisée.',
    means:
      'Seuls des adresses https, cet ordinateur lui-même et les schémas de programmes connus peuvent recevoir une identification.',
    todo: 'Signalez-le aux auteurs de l’assistant, ou donnez-lui une clé d’API.',
  }),
  registration_refused: () => ({
    happened: 'L’assistant a envoyé un enregistrement inutilisable.',
    means: 'Quelque chose y manque, y est trop grand, ou n’est pas conforme à la RFC 7591.',
    todo: 'Vérifiez que l’assistant est à jour. Si cela persiste, signalez-le à ses auteurs.',
  }),
  client_document: () => ({
    happened: 'Le document dans lequel l’assistant se décrit est inutilisable.',
    means:
      'Latchkey doit le lire sur internet : le document n’a pas pu être obtenu, ou son contenu n’est pas valable.',
    todo: 'Vérifiez que cette maison est en ligne, attendez une minute et recommencez.',
  }),
  unknown_client: (about) => ({
    happened: `${named(about)} a utilisé un enregistrement qui n’est plus connu ici.`,
    means:
      'Son enregistrement n’a jamais servi, ou a été supprimé, ou Latchkey a été réinstallé à neuf.',
    todo: 'Supprimez cette connexion dans l’assistant et ajoutez-la de nouveau, pour qu’il s’enregistre à nouveau.',
  }),
  redirect_not_allowed: (about) => ({
    happened: `${named(about)} a demandé à revenir à une adresse qu’il n’a pas enregistrée.`,
    means:
      'Une identification ne va qu’à l’adresse enregistrée ; sinon, n’importe qui pourrait l’intercepter.',
    todo: REMOVE_AND_ADD,
  }),
  other_resource: (about) => ({
    happened: `${named(about)} a demandé l’accès à une autre adresse que celle-ci.`,
    means:
      'Un jeton vaut pour une seule adresse. Celle qui a été saisie n’est pas tout à fait la nôtre.',
    todo: 'Saisissez l’adresse que Latchkey affiche, à la lettre près.',
  }),
  no_pkce: (about) => ({
    happened: `${named(about)} a demandé à s’identifier sans la preuve qui protège la réponse (PKCE avec S256).`,
    means: 'Sans elle, Latchkey n’identifie personne.',
    todo: 'Vérifiez que l’assistant est à jour.',
  }),
  authorize_refused: (about) => ({
    happened: `${named(about)} a envoyé ici le navigateur avec une demande inutilisable.`,
    means: 'Quelque chose y manque, s’y trouve deux fois, ou est d’une sorte que Latchkey n’a pas.',
    todo: REMOVE_AND_ADD,
  }),
  other_browser: (about) => ({
    happened: `La page d’autorisation ${belonging(about)} a été ouverte dans un autre navigateur que celui du début.`,
    means:
      'Une page qui a été transmise à quelqu’un d’autre est refusée. Un navigateur sans cookies donne la même impression.',
    todo: 'Recommencez et restez dans un seul navigateur, avec les cookies activés.',
  }),
  form_expired: (about) => ({
    happened: `La page d’autorisation ${belonging(about)} avait expiré au moment de la réponse.`,
    means: 'Elle est valable dix minutes.',
    todo: TRY_AGAIN,
  }),
  denied: (about) => ({
    happened: `La personne a refusé l’accès à ${inside(about)}.`,
    means: 'Rien n’a été partagé.',
    todo: 'Si c’était une erreur, relancez la connexion dans l’assistant.',
  }),
  sign_in_refused: () => ({
    happened: 'Home Assistant n’a pas accepté l’identification de la personne.',
    means:
      'Le jeton a été mal saisi, a expiré, a été supprimé, ou vient d’un autre Home Assistant.',
    todo: 'Identifiez-vous de nouveau sur la même page, ou créez un nouveau jeton d’accès de longue durée dans votre profil.',
  }),
  home_unreachable: () => ({
    happened: 'Home Assistant n’a pas répondu pendant l’identification de la personne.',
    means: 'Il redémarrait, ou Latchkey a une mauvaise adresse pour lui.',
    todo: 'Attendez une minute et identifiez-vous de nouveau sur la même page. Si cela persiste, vérifiez HOMEASSISTANT_URL.',
  }),
  home_banned: () => ({
    happened: 'Home Assistant a bloqué Latchkey après trop d’identifications ratées.',
    means: 'Personne ne peut s’identifier tant que cela n’est pas levé.',
    todo: 'Retirez l’adresse de Latchkey de ip_bans.yaml et redémarrez Home Assistant.',
  }),
  too_many_sign_ins: () => ({
    happened: 'Trop d’identifications ont été refusées l’une après l’autre.',
    means:
      'Latchkey cesse de demander pendant un moment, pour que Home Assistant ne le bloque pas.',
    todo: 'Attendez dix minutes et recommencez.',
  }),
  sign_in_again: () => ({
    happened: 'L’identification auprès de Home Assistant n’a pas été menée à son terme.',
    means: 'Elle y a été annulée, a pris trop de temps, ou a déjà servi.',
    todo: 'Appuyez encore une fois sur le bouton d’identification de la page d’autorisation.',
  }),
  code_unknown: (about) => ({
    happened: `${named(about)} est venu chercher son jeton avec un code qui n’est pas connu ici.`,
    means:
      'Le code était trop ancien, a été modifié en chemin, ou date d’avant une reprise de l’essai.',
    todo: TRY_AGAIN,
  }),
  code_expired: (about) => ({
    happened: `${named(about)} est venu chercher son jeton trop tard.`,
    means: 'Un code n’est valable que peu de temps.',
    todo: `${TRY_AGAIN} Si cela persiste, vérifiez que l’horloge de cet ordinateur est à l’heure.`,
  }),
  code_used: (about) => ({
    happened: `${named(about)} a utilisé son code une seconde fois.`,
    means:
      'Un code qui arrive deux fois a peut-être été volé ; ce qu’il avait donné a donc été repris. Certains assistants répètent une demande dont ils n’ont pas reçu la réponse.',
    todo: `${TRY_AGAIN} Si cela persiste, vérifiez que votre proxy ne répète pas les demandes à /token.`,
  }),
  wrong_verifier: (about) => ({
    happened: `${named(about)} n’a pas pu prouver être l’auteur de la demande d’identification.`,
    means:
      'Un autre essai du même assistant s’est intercalé, ou sa réponse a été confondue avec une autre.',
    todo: `${TRY_AGAIN} Faites-le dans une seule fenêtre.`,
  }),
  client_authentication: (about) => ({
    happened: `${named(about)} est venu chercher son jeton avec un mauvais secret, ou d’une autre façon qu’à son enregistrement.`,
    means:
      'Il garde un ancien enregistrement, ou le secret client qui y a été saisi n’est pas le bon.',
    todo: 'Si vous avez saisi un secret client, saisissez-le de nouveau. Sinon, supprimez cette connexion dans l’assistant et ajoutez-la de nouveau.',
  }),
  token_refused: (about) => ({
    happened: `${named(about)} est venu chercher son jeton avec une demande inutilisable.`,
    means: 'Quelque chose y manque ou ne correspond pas à ce qui avait été demandé.',
    todo: REMOVE_AND_ADD,
  }),
  foreign_token: (about) => ({
    happened: `${named(about)} est venu avec un jeton qui n’est pas l’un des nôtres.`,
    means:
      'Un jeton de Home Assistant n’ouvre pas Latchkey, ni un jeton d’un Latchkey installé auparavant.',
    todo: 'Retirez le jeton des paramètres de l’assistant et laissez-le s’identifier, ou donnez-lui une clé d’API de Latchkey.',
  }),
  token_for_other_resource: (about) => ({
    happened: `${named(about)} est venu avec un jeton pour une autre adresse de cette maison.`,
    means: 'Un jeton vaut à l’adresse où la personne s’est identifiée, et nulle part ailleurs.',
    todo: 'Saisissez l’adresse qui a servi à l’identification, ou refaites la connexion avec celle-ci.',
  }),
  signed_out: (about) => ({
    happened: `${named(about)} est venu avec un jeton dont la connexion a pris fin.`,
    means:
      'Quelqu’un l’a déconnecté, l’identification a été supprimée dans Home Assistant, ou un code ou un jeton est arrivé deux fois.',
    todo: 'Reconnectez-le dans l’assistant, si vous voulez qu’il entre.',
  }),
  scope: (about) => ({
    happened: `${named(about)} a reçu moins d’autorisations qu’il n’en faut ici.`,
    means: 'La personne a autorisé trop peu pour ce que ce Latchkey demande à tout le monde.',
    todo: `${TRY_AGAIN} Autorisez davantage sur la page d’autorisation.`,
  }),
  call_refused: (about) => ({
    happened: `${named(about)} a son jeton, et sa première demande a été refusée.`,
    means: 'La demande n’avait pas la bonne forme.',
    todo: 'Vérifiez que l’assistant est à jour. Si cela persiste, signalez-le à ses auteurs.',
  }),
  refresh_refused: (about) => ({
    happened: `${named(about)} est venu chercher un nouveau jeton et a été refusé.`,
    means:
      'Sa connexion a pris fin : quelqu’un l’a déconnecté, l’identification a été supprimée dans Home Assistant, ou il n’a pas servi pendant trop longtemps.',
    todo: 'Reconnectez-le dans l’assistant.',
  }),
};

export const timeline: Words['timeline'] = {
  title: 'Comment les assistants se sont connectés',
  none: 'Aucun assistant n’a essayé de se connecter depuis le démarrage de Latchkey.',
  forgets: 'Ce qui s’est passé avant le dernier démarrage de Latchkey n’est pas conservé.',
  unnamed: 'Un assistant qui n’a pas dit son nom',
  steps,
  results,
  states,
  details,
  stops,
};
