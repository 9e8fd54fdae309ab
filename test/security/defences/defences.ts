/** One change of the source text; `find` must be there exactly once. */
export interface Edit {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** A defence, how it is taken away, and the test that has to notice. */
export interface Defence {
  readonly incident: string;
  readonly defence: string;
  readonly edits: readonly [Edit, ...Edit[]];
  readonly test: string;
}

/** Every defence that `run.ts` takes away, one at a time. */
export const DEFENCES: readonly Defence[] = [
  {
    incident: 'CVE-2025-4143',
    defence: 'a redirect must be a registered one',
    edits: [
      {
        file: 'src/oauth/authorize/rules/registered-redirect.ts',
        find: 'client.redirectUris.some((one) => matchesRedirectUri(one, presented))',
        replace: "client.redirectUris.some((one) => one !== '')",
      },
    ],
    test: 'test/security/cve-2025-4143-unregistered-redirect.test.ts',
  },
  {
    incident: 'fosite CVE-2020-15233',
    defence: 'redirects are compared as written',
    edits: [
      {
        file: 'src/clients/redirect-uris.ts',
        find: 'if (registered === presented) return true;',
        replace: 'if (registered.toLowerCase() === presented.toLowerCase()) return true;',
      },
    ],
    test: 'test/security/cve-2020-15233-fosite-redirect-match.test.ts',
  },
  {
    incident: 'CVE-2025-4144',
    defence: 'PKCE is required',
    edits: [
      {
        file: 'src/oauth/authorize/rules/s256-challenge.ts',
        find: "return refusal('invalid_request', 'code_challenge is missing', 'pkce');",
        replace: "{\n    draft.codeChallenge = '';\n    return undefined;\n  }",
      },
    ],
    test: 'test/security/cve-2025-4144-pkce-downgrade.test.ts',
  },
  {
    incident: 'CVE-2025-4144',
    defence: 'the verifier is compared with the challenge',
    edits: [
      {
        file: 'src/oauth/token/code-rules/right-verifier.ts',
        find: 'return sameText(tokenHash(verifier), code.request.codeChallenge)',
        replace: "return verifier !== ''",
      },
    ],
    test: 'test/security/cve-2025-4144-pkce-downgrade.test.ts',
  },
  {
    incident: 'workers-oauth-provider #275',
    defence: 'S256 is the only method',
    edits: [
      {
        file: 'src/oauth/authorize/rules/s256-challenge.ts',
        find: "if (method !== 'S256') {",
        replace: 'if (method === undefined) {',
      },
    ],
    test: 'test/security/workers-oauth-provider-275-challenge-method.test.ts',
  },
  {
    incident: 'workers-oauth-provider #92',
    defence: 'a form is bound to its browser by a cookie',
    edits: [
      {
        file: 'src/oauth/consent/open-form.ts',
        find: 'secret === undefined || tokenHash(secret) !== transaction.browserHash',
        replace: 'secret === undefined',
      },
    ],
    test: 'test/security/workers-oauth-provider-92-tampered-consent.test.ts',
  },
  {
    incident: 'FastMCP #3519',
    defence: 'a form brings its CSRF token back',
    edits: [
      {
        file: 'src/oauth/consent/browser.ts',
        find: 'return presented !== undefined && sameText(presented, csrfToken(secret, handle));',
        replace: 'return true;',
      },
    ],
    test: 'test/security/fastmcp-3519-consent-csrf.test.ts',
  },
  {
    incident: 'FastMCP #3519',
    defence: 'a form from a foreign page is refused',
    edits: [
      {
        file: 'src/oauth/consent/browser.ts',
        find: "if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;",
        replace: '',
      },
    ],
    test: 'test/security/fastmcp-3519-consent-csrf.test.ts',
  },
  {
    incident: 'workers-oauth-provider #80',
    defence: 'javascript: and its kin cannot be registered',
    edits: [
      {
        file: 'src/clients/redirect-uris.ts',
        find: "PRIVATE_USE_SCHEMES.has(url.protocol) ? undefined : 'has a scheme that is not allowed'",
        replace: 'undefined',
      },
    ],
    test: 'test/security/workers-oauth-provider-80-script-redirects.test.ts',
  },
  {
    incident: 'workers-oauth-provider #184',
    defence: 'revoking checks whose token it is',
    edits: [
      {
        file: 'src/oauth/revoke/routes.ts',
        find: 'if (grant?.clientId !== client.id) return;',
        replace: 'if (grant === undefined) return;',
      },
    ],
    test: 'test/security/workers-oauth-provider-184-foreign-revocation.test.ts',
  },
  {
    incident: 'CVE-2026-28513',
    defence: 'a code is bound to its client',
    edits: [
      {
        file: 'src/oauth/token/code-rules/same-client.ts',
        find: 'code.request.clientId === client.id',
        replace: 'code !== undefined',
      },
    ],
    test: 'test/security/cve-2026-28513-code-truth-table.test.ts',
  },
  {
    incident: 'CVE-2026-28513',
    defence: 'a code ends after five minutes',
    edits: [
      {
        file: 'src/oauth/token/code-rules/not-expired.ts',
        find: 'now < code.expiresAt',
        replace: 'now > 0',
      },
      {
        file: 'src/store/sqlite/tokens.ts',
        find: "if (integer(row, 'expires_at') <= now) return { status: 'unknown' };",
        replace: '',
      },
    ],
    test: 'test/security/cve-2026-28513-code-truth-table.test.ts',
  },
  {
    incident: 'better-auth GHSA-7w99',
    defence: 'a code is spent in the step that reads it',
    edits: [
      {
        file: 'src/store/sqlite/tokens.ts',
        find: 'if (row.spent_at !== null) {',
        replace: "if (row.spent_at === '') {",
      },
    ],
    test: 'test/security/ghsa-7w99-parallel-redemption.test.ts',
  },
  {
    incident: 'better-auth GHSA-7w99',
    defence: 'a refresh token has one successor',
    edits: [
      {
        file: 'src/store/sqlite/tokens.ts',
        find: 'if (row.grace_ends_at !== null)\n',
        replace: "if (row.grace_ends_at === '')\n",
      },
    ],
    test: 'test/security/ghsa-7w99-parallel-redemption.test.ts',
  },
  {
    incident: 'CVE-2026-9802',
    defence: 'a refresh token used twice ends its family',
    edits: [
      {
        file: 'src/store/sqlite/tokens.ts',
        find: "grants.end(grantId, 'refresh_replayed', now);",
        replace: '',
      },
    ],
    test: 'test/security/cve-2026-9802-replay-after-restart.test.ts',
  },
  {
    incident: 'fosite CVE-2020-15223',
    defence: 'an error of the store reaches who revokes',
    edits: [
      {
        file: 'src/oauth/revoke/routes.ts',
        find: "await store.endGrant(grant.id, 'revoked_by_client', clock());",
        replace:
          "await store.endGrant(grant.id, 'revoked_by_client', clock()).catch(() => undefined);",
      },
    ],
    test: 'test/security/cve-2020-15223-revoke-storage-error.test.ts',
  },
  {
    incident: 'CVE-2025-69196',
    defence: 'a token is for one audience',
    edits: [
      {
        file: 'src/access/person-tokens.ts',
        find: ' || claims.audience !== door.resource',
        replace: '',
      },
    ],
    test: 'test/security/cve-2025-69196-token-audience.test.ts',
  },
  {
    incident: 'CVE-2025-6515',
    defence: 'what is sealed opens for its own record only',
    edits: [{ file: 'src/keys/keyring.ts', find: ' || label.record !== recordId', replace: '' }],
    test: 'test/security/cve-2025-6515-session-id.test.ts',
  },
  {
    incident: 'Obot /mcp-connect',
    defence: 'the scope is checked at the call',
    edits: [
      {
        file: 'src/mcp/prepare-call.ts',
        find: "if (decision.status === 'hide') {",
        replace: "if (decision.status === ('' as string) && decision.status === 'hide') {",
      },
      {
        file: 'src/mcp/call-tool.ts',
        find: "decision.status === 'hide') {",
        replace: "decision.status === ('' as string)) {",
      },
    ],
    test: 'test/security/obot-mcp-connect-policy-at-call.test.ts',
  },
  {
    incident: 'Kuadrant GHSA-g53w',
    defence: 'a rule is held to at the call',
    edits: [
      {
        file: 'src/mcp/call-tool.ts',
        find: "if (decision.status === 'deny') {",
        replace: "if (decision.status === ('' as string)) {",
      },
    ],
    test: 'test/security/kuadrant-ghsa-g53w-rules-at-call.test.ts',
  },
  {
    incident: 'Kuadrant GHSA-g53w',
    defence: 'what a call may reach is held to below the tools',
    edits: [
      {
        file: 'src/home/guarded-home.ts',
        find: 'return this.limited ? limitCall(call, this.#views) : call;',
        replace: "return this.limited && call.domain === '' ? limitCall(call, this.#views) : call;",
      },
    ],
    test: 'test/security/kuadrant-ghsa-g53w-rules-at-call.test.ts',
  },
  {
    incident: 'Asking',
    defence: 'a yes is for exactly one call',
    edits: [
      {
        file: 'src/mcp/asking/sealed-question.ts',
        find: 'return JSON.stringify([owner, tool, digest]);',
        replace: "return JSON.stringify([owner, tool, digest === '']);",
      },
    ],
    test: 'test/mcp/asking.test.ts',
  },
  {
    incident: 'Asking',
    defence: 'a yes is spent once',
    edits: [
      {
        file: 'src/mcp/asking/sealed-question.ts',
        find: 'return first ? question.effects : undefined;',
        replace: 'return first || question.id ? question.effects : undefined;',
      },
    ],
    test: 'test/mcp/asking.test.ts',
  },
  {
    incident: 'better-auth GHSA-pw9m',
    defence: 'a refresh needs the secret of its client',
    edits: [
      {
        file: 'src/clients/authentication/secret.ts',
        find: 'return [client.secretHash, previous].some((one) => one !== undefined && sameText(shown, one));',
        replace: "return shown !== '';",
      },
    ],
    test: 'test/security/better-auth-ghsa-pw9m-refresh-without-secret.test.ts',
  },
  {
    incident: 'Hydra CVE-2020-5300',
    defence: 'an assertion is good once',
    edits: [
      {
        file: 'src/clients/authentication/private-key-jwt.ts',
        find: 'return first ? ok(undefined)',
        replace: 'return first !== undefined ? ok(undefined)',
      },
    ],
    test: 'test/security/cve-2020-5300-hydra-assertion-replay.test.ts',
  },
  {
    incident: 'vercel/ai #20578',
    defence: 'no fetch into the house',
    edits: [
      {
        file: 'src/net/special-addresses.ts',
        find: "SPECIAL.addSubnet('192.168.0.0', 16, 'ipv4');",
        replace: '',
      },
    ],
    test: 'test/security/vercel-ai-20578-discovery-ssrf.test.ts',
  },
  {
    incident: 'CVE-2025-66414',
    defence: 'a Host that is no door of ours is refused',
    edits: [
      {
        file: 'src/net/door-guard.ts',
        find: ': doors.match(request.raw.headers.host);',
        replace: ': (doors.match(request.raw.headers.host) ?? doors.canonical);',
      },
    ],
    test: 'test/security/cve-2025-66414-dns-rebinding.test.ts',
  },
  {
    incident: 'CVE-2025-66414',
    defence: 'a page of a foreign Origin is refused',
    edits: [
      {
        file: 'src/mcp/routes.ts',
        find: 'if (origin === undefined) return true;',
        replace: "if (origin !== '') return true;",
      },
    ],
    test: 'test/security/cve-2025-66414-dns-rebinding.test.ts',
  },
  {
    incident: 'Fastify CVE-2026-3635',
    defence: 'the door is chosen by Host, not by X-Forwarded-Host',
    edits: [
      {
        file: 'src/net/door-guard.ts',
        find: 'doors.match(request.raw.headers.host)',
        replace: 'doors.match(request.host)',
      },
    ],
    test: 'test/security/cve-2026-3635-forwarded-host.test.ts',
  },
  {
    incident: 'Fastify CVE-2026-33806',
    defence: 'text/plain is no body',
    edits: [
      { file: 'src/app.ts', find: "app.removeContentTypeParser('text/plain');", replace: '' },
    ],
    test: 'test/security/cve-2026-33806-content-type-variants.test.ts',
  },
  {
    incident: 'activepieces #15016',
    defence: 'clients that nobody allowed are capped',
    edits: [
      {
        file: 'src/store/sqlite/clients.ts',
        find: 'if (many <= 0) return;',
        replace: 'if (many <= 1_000_000) return;',
      },
    ],
    test: 'test/security/activepieces-15016-registration-flood.test.ts',
  },
  {
    incident: 'ha-mcp GHSA-pf93',
    defence: 'what a client calls itself is escaped',
    edits: [
      {
        file: 'src/views/consent.eta',
        find: '<h1><%= words.title(it.form.client) %>',
        replace: '<h1><%~ words.title(it.form.client) %>',
      },
    ],
    test: 'test/security/ghsa-fmfg-9g7c-3vq7-consent-url-and-markup.test.ts',
  },
  {
    incident: 'ha-mcp GHSA-mx64',
    defence: 'no settings on the public listener',
    edits: [
      {
        file: 'src/app.ts',
        find: "app.get('/healthz',",
        replace: "app.get('/settings', async () => ({ open: true }));\n  app.get('/healthz',",
      },
    ],
    test: 'test/security/ghsa-mx64-982r-65vg-unlisted-routes.test.ts',
  },
  {
    incident: 'FastMCP CVE-2026-27124',
    defence: 'the way back is bound to the browser of the form',
    edits: [
      {
        file: 'src/oauth/consent/open-form.ts',
        find: 'secret === undefined || tokenHash(secret) !== transaction.browserHash',
        replace: 'secret === undefined',
      },
    ],
    test: 'test/security/cve-2026-27124-callback-browser.test.ts',
  },
  {
    incident: 'CVE-2025-4144',
    defence: 'only a client let in without PKCE redeems without',
    edits: [
      {
        file: 'src/oauth/token/code-rules/right-verifier.ts',
        find: 'client.withoutPkce === true && verifier === undefined',
        replace: 'verifier === undefined',
      },
    ],
    test: 'test/security/cve-2025-4144-pkce-downgrade.test.ts',
  },
  {
    incident: 'fast-jwt CVE-2026-34950',
    defence: 'only an access token is taken for one',
    edits: [{ file: 'src/access/access-tokens.ts', find: "typ: 'at+jwt',", replace: '' }],
    test: 'test/security/cve-2026-34950-algorithm-confusion.test.ts',
  },
  {
    incident: 'docker/mcp-gateway #243',
    defence: 'no mode is concluded from what is not said',
    edits: [
      {
        file: 'src/config/auth-mode.ts',
        find: "return { mode: 'oauth', saidBy: undefined, meant: false };",
        replace:
          "return { mode: off === undefined ? 'oauth' : 'none', saidBy: undefined, meant: false };",
      },
    ],
    test: 'test/security/contextforge-ghsa-8pcq-default-key.test.ts',
  },
  {
    incident: 'mcp-remote CVE-2025-6514',
    defence: 'an upstream cannot name just any login page',
    edits: [
      {
        file: 'src/upstreams/auth/discovery.ts',
        find: 'one !== undefined && !options.allows(one)',
        replace: 'one === null && !options.allows(one)',
      },
      {
        file: 'src/upstreams/auth/sign-in.ts',
        find: '!allows(authorizationUrl.href)',
        replace: "allows('')",
      },
    ],
    test: 'test/security/cve-2025-6514-mcp-remote-authorization-url.test.ts',
  },
  {
    incident: 'gemini-cli #29081',
    defence: 'hosts of the house are approved by the operator alone',
    edits: [
      {
        file: 'src/upstreams/auth/filled-auth.ts',
        find: 'return privateNetwork ?',
        replace: 'return privateNetwork || true ?',
      },
    ],
    test: 'test/security/gemini-cli-29081-client-discovery-ssrf.test.ts',
  },
  {
    incident: 'RFC 9207',
    defence: 'the issuer names itself letter by letter at the upstream callback',
    edits: [
      {
        file: 'src/upstreams/auth/sign-in.ts',
        find: 'iss === undefined ? !namesItself : iss === issuer',
        replace: 'iss === undefined || !namesItself || iss.startsWith(issuer)',
      },
    ],
    test: 'test/security/fastmcp-cve-2026-27124-upstream-callback.test.ts',
  },
  {
    incident: 'FastMCP CVE-2026-27124',
    defence: 'the upstream callback belongs to one browser',
    edits: [
      {
        file: 'src/store/sqlite/upstreams.ts',
        find: 'where id = ? and browser_hash = ? and',
        replace: "where id = ? and browser_hash <> ? || 'x' and",
      },
    ],
    test: 'test/security/fastmcp-cve-2026-27124-upstream-callback.test.ts',
  },
  {
    incident: 'FastMCP CVE-2026-27124',
    defence: 'a link to sign in at an upstream needs its own page',
    edits: [
      {
        file: 'src/upstreams/auth/routes.ts',
        find: 'secret === undefined || !isOwnForm(request, door, secret, ticketOf(request), csrf)',
        replace: 'secret === undefined || isOwnForm === undefined || csrf === undefined',
      },
    ],
    test: 'test/security/fastmcp-cve-2026-27124-upstream-callback.test.ts',
  },
  {
    incident: 'Settings',
    defence: 'only the Supervisor and this machine speak for ingress',
    edits: [
      {
        file: 'src/settings/guards.ts',
        find: 'if (isIngressPeer(request.socket.remoteAddress)) return;',
        replace: 'return;',
      },
    ],
    test: 'test/settings/routes.test.ts',
  },
  {
    incident: 'Settings',
    defence: 'only active administrators open the settings',
    edits: [
      {
        file: 'src/settings/administrators.ts',
        find: "return is_active === true && (is_owner === true || group_ids?.includes('system-admin') === true);",
        replace: 'return is_active === true || is_owner === true || group_ids !== undefined;',
      },
    ],
    test: 'test/settings/routes.test.ts',
  },
  {
    incident: 'Settings',
    defence: 'a change brings the token of our own form back',
    edits: [
      {
        file: 'src/settings/guards.ts',
        find: "if (!foreign && tokens.isOf(visit.administrator?.id ?? '', presented)) return;",
        replace: 'if (!foreign && presented !== tokens) return;',
      },
    ],
    test: 'test/settings/routes.test.ts',
  },
];
