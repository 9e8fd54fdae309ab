import type { StopParameters } from '../../doctor/timeline/answer.ts';
import type { AttemptState, StopCode } from '../../doctor/timeline/explain.ts';
import type { StepDetail, StepKind, StepResult } from '../../doctor/timeline/steps.ts';

/** Why a connection came to nothing: what happened, what that means, what to do. */
export interface StopWords {
  readonly happened: string;
  readonly means: string;
  readonly todo: string;
}

const named = ({ client }: StopParameters) => client ?? 'The assistant';
const inside = ({ client }: StopParameters) => client ?? 'the assistant';

const REMOVE_AND_ADD =
  'Remove this connection in the assistant and add it again. If it stays, tell the makers of the assistant.';
const TRY_AGAIN = 'Start the connection in the assistant once more.';
const THE_WAY_IN =
  'See that this house can be reached from the internet on port 443, and that no bot protection of your tunnel or proxy stops the paths /.well-known, /register, /authorize, /token and /mcp.';

const steps: Readonly<Record<StepKind, string>> = {
  challenge: 'First request to /mcp, told to sign in',
  resource_metadata: 'Reading what is protected here',
  server_metadata: 'Reading where to sign in',
  registration: 'Registration',
  authorize: 'Sending a person here to sign in',
  consent_page: 'Consent page opened',
  consent: 'Answer of the person',
  token: 'Token',
  call: 'Use of the token',
  refresh: 'New token',
};

const results: Readonly<Record<StepResult, string>> = {
  ok: 'done',
  refused: 'refused',
  waiting: 'waiting',
};

const states: Readonly<Record<AttemptState, string>> = {
  'under way': 'under way',
  connected: 'connected',
  stopped: 'stopped',
};

const details: Readonly<Record<StepDetail, string>> = {
  unknown_client: 'it is not registered here',
  client_document: 'the document it describes itself in cannot be used',
  redirect_uri: 'the address to return to is not allowed',
  resource: 'it is for another address',
  pkce: 'the proof that the same program asks is missing or wrong',
  code_unknown: 'the code is unknown or has expired',
  code_expired: 'the code has expired',
  code_used: 'the code was used before',
  refresh_token: 'the refresh token is no longer valid',
  document: 'by the document it publishes',
  listed: 'entered by whoever runs Latchkey',
  at_home: 'on the login page of Home Assistant',
  unknown_host: 'under a name that is not one of ours',
  unknown_origin: 'from a web page that may not ask',
  other_address: 'at an address where there is nothing',
  too_many_requests: 'too many requests',
  trouble: 'Latchkey had trouble of its own',
  client_authentication: 'it did not prove that it is the client it says',
  foreign_token: 'the token is not one of ours',
  token_expired: 'the token has expired',
  grant_ended: 'it was signed out',
  scope: 'it needs more permission',
  denied: 'the person said no',
  other_browser: 'in another browser than it began in',
  form_expired: 'the page had expired',
  sign_in_refused: 'Home Assistant did not accept the sign-in',
  home_unreachable: 'Home Assistant did not answer',
  home_banned: 'Home Assistant has blocked Latchkey',
  too_many_sign_ins: 'too many sign-ins were refused',
  sign_in_again: 'the sign-in was not finished',
  other: 'the request was not in the right form',
};

const stops: Readonly<Record<StopCode, (about: StopParameters) => StopWords>> = {
  only_asked: (about) => ({
    happened: `${named(about)} asked, was told where to read how to sign in, and never read it.`,
    means:
      'Either the answer did not reach it, because a proxy removed the header WWW-Authenticate or stops its next request, or it cannot sign in by itself and waits for a token.',
    todo: `If it has a field for signing in or OAuth, switch that on. ${THE_WAY_IN}`,
  }),
  asked_elsewhere: (about) => ({
    happened: `${named(about)} asked for the sign-in documents of another address, where there is nothing.`,
    means: 'The address that was entered in the assistant is not quite the one of this house.',
    todo: 'Enter the address that Latchkey shows, with /mcp at its end and nothing after it.',
  }),
  stopped_after_resource_metadata: (about) => ({
    happened: `${named(about)} read what is protected here and never read where to sign in.`,
    means:
      'The address it connected to is not the one that Latchkey says it has, or a proxy stops its next request.',
    todo: `Compare the address in the assistant with the one that Latchkey shows: they must be the same to the letter. ${THE_WAY_IN}`,
  }),
  never_registered: (about) => ({
    happened: `${named(about)} read everything about signing in and then did not register.`,
    means:
      'It did not find what it needs, it expects to be entered by hand with a client id, or a proxy stops POST /register.',
    todo: `${TRY_AGAIN} If it asks for a client id, leave the field empty. ${THE_WAY_IN}`,
  }),
  never_came_back: (about) => ({
    happened: `${named(about)} registered but never came back: no browser was sent here to sign in.`,
    means:
      about.hosted === true
        ? 'Its servers got an answer, and the sign-in page was then not opened. Most often a window was closed or blocked, or its servers gave up on this address.'
        : 'The program got an answer, and no browser opened. Most often the window was closed, or the program runs where there is no browser.',
    todo:
      about.hosted === true
        ? `${TRY_AGAIN} Let the browser open new windows. ${THE_WAY_IN}`
        : `${TRY_AGAIN} If it shows an address to open, open it in the browser of the same computer.`,
  }),
  form_not_opened: (about) => ({
    happened: `The browser was sent to the consent page of ${inside(about)} and did not get there.`,
    means: 'A proxy or tunnel did not let the page /consent through, or the window was closed.',
    todo: `${TRY_AGAIN} If it stays, see that your proxy passes on the path /consent and its cookies.`,
  }),
  never_answered: (about) => ({
    happened: `The person opened the consent page of ${inside(about)} but never answered.`,
    means: 'The page is good for ten minutes, and nobody pressed a button on it.',
    todo: `${TRY_AGAIN} Then sign in and press Allow.`,
  }),
  never_back_from_home: () => ({
    happened: 'The person went to the login page of Home Assistant and did not come back.',
    means:
      'The page did not open, the login was not finished, or the way back to Latchkey did not work.',
    todo: 'See that the address of Home Assistant opens in this browser, start once more, or use a long-lived access token on the consent page.',
  }),
  code_never_redeemed: (about) => ({
    happened: `The person said yes, and ${inside(about)} never came for its token.`,
    means:
      about.hosted === true
        ? 'The browser did not get back to the assistant, or the answers of /token do not reach its servers.'
        : 'The program that waited for the answer was closed, or it waits on another computer than the browser.',
    todo:
      about.hosted === true
        ? `${TRY_AGAIN} ${THE_WAY_IN}`
        : `${TRY_AGAIN} Use a browser on the computer where the program runs, and leave the program open.`,
  }),
  token_never_used: (about) => ({
    happened: `${named(about)} was given its token, but no call followed.`,
    means:
      'It does not know where to use the token: the address in it does not end in /mcp, or its calls do not get through the proxy.',
    todo: `Enter the address that Latchkey shows, which ends in /mcp, without a slash after it. ${THE_WAY_IN}`,
  }),
  never_renewed: (about) => ({
    happened: `The token of ${inside(about)} expired, and it did not come for a new one.`,
    means:
      'It was connected. Some assistants forget how to renew, or renew only when they are used.',
    todo: 'Use the assistant once. If it still cannot, remove this connection there and add it again.',
  }),
  unknown_host: (about) => ({
    happened:
      about.host === undefined
        ? 'Somebody asked under a name that is not one of the front doors.'
        : `Somebody asked under the name ${about.host}, which is not one of the front doors.`,
    means:
      'A front door is an address that you have told Latchkey about. All others are refused, so that no web page can trick its way in.',
    todo: 'If this name is yours, add it to MCP_BASE_URL (option base_url). If not, somebody is only trying doors, and there is nothing to do.',
  }),
  unknown_origin: (about) => ({
    happened: `${named(about)} asked from a web page that may not use Latchkey.`,
    means: 'Pages of other sites are refused, or any page could speak to your home.',
    todo: 'If you trust that page, add its origin to MCP_CORS_ORIGINS.',
  }),
  too_many_requests: (about) => ({
    happened: `${named(about)} was refused because too many requests came in a short time.`,
    means: 'It repeats itself, or somebody else behind the same address does.',
    todo: 'Wait some minutes and start once more. Behind a tunnel, set MCP_TRUST_PROXY so that visitors can be told apart.',
  }),
  trouble: (about) => ({
    happened: `Latchkey could not answer ${inside(about)} because of trouble of its own.`,
    means: 'Its storage, or something it had to ask, did not answer just then.',
    todo: 'Look into the log of Latchkey, see that the disk is not full, and start once more.',
  }),
  registration_redirect: () => ({
    happened: 'The assistant wanted to register an address to return to that is not allowed.',
    means:
      'Only https addresses, this computer itself and the schemes of known programs may get a sign-in.',
    todo: 'Tell the makers of the assistant, or use an API key for it.',
  }),
  registration_refused: () => ({
    happened: 'The assistant sent a registration that cannot be used.',
    means: 'Something in it is missing, too large, or not as RFC 7591 has it.',
    todo: 'See that the assistant is up to date. If it stays, tell its makers.',
  }),
  client_document: () => ({
    happened: 'The document in which the assistant describes itself could not be used.',
    means:
      'Latchkey has to read it from the internet: it did not answer, or what it says is not valid.',
    todo: 'See that this house is online, wait a minute and start once more.',
  }),
  unknown_client: (about) => ({
    happened: `${named(about)} used a registration that is not known here any more.`,
    means: 'Its registration was never used, or was removed, or Latchkey was set up anew.',
    todo: 'Remove this connection in the assistant and add it again, so that it registers anew.',
  }),
  redirect_not_allowed: (about) => ({
    happened: `${named(about)} asked to return to an address that it did not register.`,
    means: 'A sign-in goes only to the address that was registered, or anybody could catch it.',
    todo: REMOVE_AND_ADD,
  }),
  other_resource: (about) => ({
    happened: `${named(about)} asked for access to another address than this one.`,
    means: 'A token is good for one address. The one that was entered is not quite ours.',
    todo: 'Enter the address that Latchkey shows, to the letter.',
  }),
  no_pkce: (about) => ({
    happened: `${named(about)} asked to sign in without the proof that protects the answer (PKCE with S256).`,
    means: 'Latchkey does not sign anybody in without it.',
    todo: 'See that the assistant is up to date.',
  }),
  authorize_refused: (about) => ({
    happened: `${named(about)} sent the browser here with a request that cannot be used.`,
    means: 'Something in it is missing, twice, or of a kind that Latchkey does not have.',
    todo: REMOVE_AND_ADD,
  }),
  other_browser: (about) => ({
    happened: `The consent page of ${inside(about)} was opened in another browser than it began in.`,
    means:
      'A page that was sent on to somebody else is refused. A browser without cookies looks the same.',
    todo: 'Start once more and stay in one browser, with cookies switched on.',
  }),
  form_expired: (about) => ({
    happened: `The consent page of ${inside(about)} had expired when it was answered.`,
    means: 'It is good for ten minutes.',
    todo: TRY_AGAIN,
  }),
  denied: (about) => ({
    happened: `The person said no to ${inside(about)}.`,
    means: 'Nothing was shared.',
    todo: 'If that was a mistake, start the connection in the assistant once more.',
  }),
  sign_in_refused: () => ({
    happened: 'Home Assistant did not accept the sign-in of the person.',
    means: 'The token was mistyped, has expired, was deleted, or is of another Home Assistant.',
    todo: 'Sign in once more on the same page, or make a new long-lived access token in your profile.',
  }),
  home_unreachable: () => ({
    happened: 'Home Assistant did not answer while the person signed in.',
    means: 'It was restarting, or Latchkey has a wrong address for it.',
    todo: 'Wait a minute and sign in once more on the same page. If it stays, check HOMEASSISTANT_URL.',
  }),
  home_banned: () => ({
    happened: 'Home Assistant has blocked Latchkey after too many failed sign-ins.',
    means: 'Nobody can sign in until that is undone.',
    todo: 'Remove the address of Latchkey from ip_bans.yaml and restart Home Assistant.',
  }),
  too_many_sign_ins: () => ({
    happened: 'Too many sign-ins were refused one after the other.',
    means: 'Latchkey stops asking for a while, so that Home Assistant does not block it.',
    todo: 'Wait ten minutes and start once more.',
  }),
  sign_in_again: () => ({
    happened: 'The sign-in at Home Assistant was not finished.',
    means: 'It was cancelled there, took too long, or was used already.',
    todo: 'Press the sign-in button on the consent page once more.',
  }),
  code_unknown: (about) => ({
    happened: `${named(about)} came for its token with a code that is not known here.`,
    means:
      'The code was too old, was changed on its way, or is from before a restart of the attempt.',
    todo: TRY_AGAIN,
  }),
  code_expired: (about) => ({
    happened: `${named(about)} came for its token too late.`,
    means: 'A code is good for a short time only.',
    todo: `${TRY_AGAIN} If it stays, see that the clock of this computer is right.`,
  }),
  code_used: (about) => ({
    happened: `${named(about)} used its code a second time.`,
    means:
      'A code that comes twice may have been stolen, so what it gave was taken back. Some assistants repeat a request whose answer they did not get.',
    todo: `${TRY_AGAIN} If it stays, see that your proxy does not repeat requests to /token.`,
  }),
  wrong_verifier: (about) => ({
    happened: `${named(about)} could not prove that it is the one who asked for the sign-in.`,
    means: 'Another attempt of the same assistant came in between, or its answer was mixed up.',
    todo: `${TRY_AGAIN} Do it in one window only.`,
  }),
  client_authentication: (about) => ({
    happened: `${named(about)} came for its token with the wrong secret, or in another way than it registered.`,
    means:
      'It holds an old registration, or the client secret that was entered in it is not right.',
    todo: 'If you entered a client secret, enter it again. Else remove this connection in the assistant and add it again.',
  }),
  token_refused: (about) => ({
    happened: `${named(about)} came for its token with a request that cannot be used.`,
    means: 'Something in it is missing or not as it was asked for.',
    todo: REMOVE_AND_ADD,
  }),
  foreign_token: (about) => ({
    happened: `${named(about)} came with a token that is not one of ours.`,
    means:
      'A token of Home Assistant does not open Latchkey, nor does one of a Latchkey that was set up anew.',
    todo: 'Take the token out of the settings of the assistant and let it sign in, or give it an API key of Latchkey.',
  }),
  token_for_other_resource: (about) => ({
    happened: `${named(about)} came with a token for another address of this house.`,
    means: 'A token is good at the address where the person signed in, and nowhere else.',
    todo: 'Enter the same address that was used for signing in, or add the connection anew with this one.',
  }),
  signed_out: (about) => ({
    happened: `${named(about)} came with a token whose connection has ended.`,
    means:
      'Somebody disconnected it, the sign-in was deleted in Home Assistant, or a code or token came twice.',
    todo: 'Connect it again in the assistant, if you want it to come in.',
  }),
  scope: (about) => ({
    happened: `${named(about)} was given less than it needs here.`,
    means: 'The person allowed too little for what this Latchkey asks of everybody.',
    todo: `${TRY_AGAIN} Allow more on the consent page.`,
  }),
  call_refused: (about) => ({
    happened: `${named(about)} has its token, and its first request was refused.`,
    means: 'The request was not in the right form.',
    todo: 'See that the assistant is up to date. If it stays, tell its makers.',
  }),
  refresh_refused: (about) => ({
    happened: `${named(about)} came for a new token and was refused.`,
    means:
      'Its connection has ended: somebody disconnected it, the sign-in was deleted in Home Assistant, or it was not used for too long.',
    todo: 'Connect it again in the assistant.',
  }),
};

/** The timeline of how assistants connect. */
export const timeline = {
  title: 'How assistants connected',
  none: 'No assistant has tried to connect since Latchkey started.',
  forgets: 'What was before Latchkey last started is not remembered.',
  unnamed: 'An assistant that did not say its name',
  steps,
  results,
  states,
  details,
  stops,
};
