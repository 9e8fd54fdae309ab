import type { Advice } from './advice.ts';

const BY_HTTPS = 'Give it a certificate from a public authority such as Let’s Encrypt';

/** Of the addresses at which assistants arrive, and of what lies between them and Latchkey. */
export const ofDoors = {
  url_not_set: ({ url }: { url: string }): Advice => ({
    sentence: `No base URL is set, so only programs on this very machine can connect, at ${url}.`,
    fix: 'Choose an address on the page Start of the settings, or set the base URL (MCP_BASE_URL) to the https address at which assistants reach Latchkey.',
  }),
  url_in_house: ({ url }: { url: string }): Advice => ({
    sentence: `${url} is for the house only: Claude Code and VS Code at home can use it, Claude.ai and ChatGPT cannot.`,
    fix: 'For those add a public https address on port 443 to the base URLs (MCP_BASE_URL).',
  }),
  url_http_in_house: ({ url }: { url: string }): Advice => ({
    sentence: `${url} is not https, and some assistants refuse to sign in over http to another machine.`,
    fix: 'If yours does, put a proxy with a certificate in front, or use the assistant on this machine.',
  }),
  url_port: ({ url, port, right }: { url: string; port: string; right: string }): Advice => ({
    sentence: `${url} has the port ${port}, and hosted assistants such as Claude.ai reach port 443 only.`,
    fix: `Lead port 443 to Latchkey and set the base URL (MCP_BASE_URL) to ${right}`,
  }),
  url_http: ({ given, right }: { given: string; right: string }): Advice => ({
    sentence: `${given} begins with http, and over the internet no assistant signs in without https.`,
    fix: `Give the assistant ${right}`,
  }),
  url_mcp_twice: ({ given, right }: { given: string; right: string }): Advice => ({
    sentence: `${given} ends in /mcp twice.`,
    fix: `Give the assistant ${right}`,
  }),
  url_other_path: ({ given, right }: { given: string; right: string }): Advice => ({
    sentence: `${given} has another path than Latchkey answers at.`,
    fix: `Give the assistant ${right}`,
  }),
  url_not_a_door: ({ given, right }: { given: string; right: string }): Advice => ({
    sentence: `${given} is not an address of this Latchkey.`,
    fix: `Give the assistant ${right}, or add the address you meant to the base URLs (MCP_BASE_URL).`,
  }),
  name_unknown: ({ host }: { host: string }): Advice => ({
    sentence: `The name ${host} leads nowhere.`,
    fix: 'Check its spelling in the base URL (MCP_BASE_URL), and that its DNS record exists.',
  }),
  name_private: ({ host, address }: { host: string; address: string }): Advice => ({
    sentence: `Seen from here ${host} leads to ${address}, which is no address of the internet; hosted assistants need one.`,
    fix: 'If your own network answers for this name itself, all is well; if not, point its public DNS record at your public address.',
  }),
  no_ipv4: ({ host }: { host: string }): Advice => ({
    sentence: `${host} has an IPv6 address only, and hosted assistants such as Claude.ai come by IPv4.`,
    fix: 'Add an A record with a public IPv4 address, or use a tunnel that has one.',
  }),
  certificate_self_signed: ({ host }: { host: string }): Advice => ({
    sentence: `The certificate of ${host} is self-signed, and assistants trust no such certificate.`,
    fix: `${BY_HTTPS}, in the proxy in front of Latchkey.`,
  }),
  certificate_incomplete: ({ host }: { host: string }): Advice => ({
    sentence: `${host} does not send the whole certificate chain; browsers fill the gap, assistants do not.`,
    fix: 'Let the proxy send the full chain (often the file fullchain.pem instead of cert.pem).',
  }),
  certificate_expired: ({ host }: { host: string }): Advice => ({
    sentence: `The certificate of ${host} has expired.`,
    fix: 'Renew it, and find out why that did not happen by itself.',
  }),
  certificate_not_yet_valid: ({ host }: { host: string }): Advice => ({
    sentence: `The certificate of ${host} is not valid yet, or the clock of this machine is slow.`,
    fix: 'Set the clock by the internet; if it is right, ask for a new certificate.',
  }),
  certificate_other_name: ({ host }: { host: string }): Advice => ({
    sentence: `The certificate at ${host} is for another name.`,
    fix: `Get a certificate for ${host}, or correct the base URL (MCP_BASE_URL).`,
  }),
  certificate_untrusted: ({ host, code }: { host: string; code: string }): Advice => ({
    sentence: `The certificate of ${host} is not trusted (${code}).`,
    fix: `${BY_HTTPS}, in the proxy in front of Latchkey.`,
  }),
  certificate_ends_soon: ({ host, days }: { host: string; days: number }): Advice => ({
    sentence: `The certificate of ${host} ends in ${days} ${days === 1 ? 'day' : 'days'}.`,
    fix: 'Check that it is renewed by itself.',
  }),
  not_https: ({ host }: { host: string }): Advice => ({
    sentence: `${host} does not speak https at the port where assistants expect it.`,
    fix: 'Let the proxy end https there, and not pass plain http through.',
  }),
  door_refused: ({ host }: { host: string }): Advice => ({
    sentence: `Nothing listens at ${host}.`,
    fix: 'Start the proxy or tunnel that should answer there, or correct its port forwarding.',
  }),
  door_silent: ({ host }: { host: string }): Advice => ({
    sentence: `${host} does not answer in time.`,
    fix: 'Check the port forwarding or tunnel and the firewall; if your router cannot reach its own public address from inside, ask from outside with a phone that is not on Wi-Fi.',
  }),
  door_broken: ({ host, code }: { host: string; code: string }): Advice => ({
    sentence: `${host} takes the connection and then breaks it (${code}).`,
    fix: 'Look into the log of the proxy or tunnel in front of Latchkey.',
  }),
  redirect_loop: ({ url }: { url: string }): Advice => ({
    sentence: `${url} redirects to itself for ever.`,
    fix: 'Make the proxy talk https to the outside and plain http to Latchkey, once each; at Cloudflare set SSL/TLS to Full or use a tunnel.',
  }),
  redirected: ({ url, to }: { url: string; to: string }): Advice => ({
    sentence: `${url} redirects to ${to}, and assistants do not follow.`,
    fix: 'Take the redirect or the login page out of the way of Latchkey, or make that address the base URL (MCP_BASE_URL).',
  }),
  proxy_no_answer: ({ url, status }: { url: string; status: number }): Advice => ({
    sentence: `The proxy answers ${status} at ${url}, because it does not reach Latchkey.`,
    fix: 'Correct where the proxy or tunnel leads to: the host and port of Latchkey, by http.',
  }),
  host_rewritten: ({ host }: { host: string }): Advice => ({
    sentence: `The proxy tells Latchkey another name than ${host}.`,
    fix: 'Let the proxy pass the Host header on unchanged (in nginx: proxy_set_header Host $host).',
  }),
  path_rewritten: ({ url }: { url: string }): Advice => ({
    sentence: `The proxy asks Latchkey for another path than ${url}.`,
    fix: 'Let the proxy pass paths on as they are: do not add or cut /mcp there.',
  }),
  password_in_front: ({ host }: { host: string }): Advice => ({
    sentence: `The proxy in front of ${host} asks for a login of its own, which assistants cannot give.`,
    fix: 'Take its login away from Latchkey, which lets nobody in by itself who has not signed in.',
  }),
  door_forbidden: ({ url }: { url: string }): Advice => ({
    sentence: `Something in front of Latchkey forbids ${url} (403).`,
    fix: 'Look for an access rule, a filter of countries or a firewall in the proxy or tunnel.',
  }),
  elsewhere: ({ url, status }: { url: string; status: number }): Advice => ({
    sentence: `What answers at ${url} is not Latchkey (status ${status}).`,
    fix: 'Lead this name to Latchkey in the proxy or tunnel, or correct the base URL (MCP_BASE_URL).',
  }),
  document_missing: ({ url, status }: { url: string; status: number }): Advice => ({
    sentence: `The proxy answers ${status} at ${url} instead of passing on what Latchkey has there.`,
    fix: 'Lead everything below /.well-known/ of this name to Latchkey too.',
  }),
  document_cached: ({ url }: { url: string }): Advice => ({
    sentence: `A cache on the way gives out an old copy of ${url}`,
    fix: 'Empty the cache of the proxy or CDN, and let it cache nothing of Latchkey.',
  }),
  issuer_other: ({
    url,
    expected,
    actual,
  }: {
    url: string;
    expected: string;
    actual: string;
  }): Advice => ({
    sentence: `${url} names ${actual} instead of ${expected}, and assistants refuse that.`,
    fix: 'Lead the proxy to this Latchkey and not to another one, and let it rewrite nothing.',
  }),
  document_altered: ({ url }: { url: string }): Advice => ({
    sentence: `The proxy changes what Latchkey says at ${url}`,
    fix: 'Switch off everything in the proxy or CDN that rewrites answers.',
  }),
  mcp_unexpected: ({
    url,
    status,
    expected,
  }: {
    url: string;
    status: number;
    expected: number;
  }): Advice => ({
    sentence: `${url} answers ${status} instead of ${expected}, so an assistant never learns that it has to sign in.`,
    fix: 'Let the proxy pass POST requests to /mcp on to Latchkey, and its answers back, unchanged.',
  }),
  challenge_stripped: ({ url }: { url: string }): Advice => ({
    sentence: `The proxy takes the WWW-Authenticate header away from ${url}, so assistants do not find where to sign in.`,
    fix: 'Let the proxy pass WWW-Authenticate on, and answer no 401 of its own.',
  }),
  challenge_altered: ({ url }: { url: string }): Advice => ({
    sentence: `The proxy changes the WWW-Authenticate header of ${url}, so assistants do not find where to sign in.`,
    fix: 'Let the proxy pass WWW-Authenticate on as it is.',
  }),
  authorization_stripped: ({ url }: { url: string }): Advice => ({
    sentence: `The proxy takes the Authorization header away from ${url}, so every sign-in comes to nothing.`,
    fix: 'Let the proxy pass Authorization on to Latchkey.',
  }),
  header_stripped: ({ url, header }: { url: string; header: string }): Advice => ({
    sentence: `The proxy changes or takes away the ${header} header of ${url}; assistants that run in a browser need it.`,
    fix: `Let the proxy pass ${header} on as it is.`,
  }),
  bots_blocked: ({ assistant, status }: { assistant: string; status: number }): Advice => ({
    sentence:
      status === 0
        ? `Something in front of Latchkey breaks the connections of ${assistant}, though it lets others through.`
        : `Something in front of Latchkey answers ${status} to ${assistant}, though it lets others through.`,
    fix: 'Allow it in the bot protection of the proxy or CDN; at Cloudflare let AI bots through for this name.',
  }),
};
