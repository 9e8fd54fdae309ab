import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oauthError } from '../../src/debug/oauth-error.ts';
import { knownGrantType, knownPath, knownScope } from '../../src/debug/words.ts';

test('of a path only known words are shown', () => {
  assert.equal(
    knownPath('/realms/hunter2/protocol/openid-connect/token'),
    '/realms/…/protocol/openid-connect/token',
  );
  assert.equal(knownPath('/api/mcp/s/hunter2/mcp'), '/api/mcp/…/…/mcp');
  assert.equal(knownPath('/'), '/');
  assert.equal(knownPath('/tokenhunter2'), '/…');
});

test('scopes, grant types and errors that are not known are other', () => {
  assert.equal(
    knownScope('home:read hunter2 hunter3', (one) => one === 'home:read'),
    'home:read other',
  );
  assert.equal(knownGrantType('refresh_token'), 'refresh_token');
  assert.equal(knownGrantType('hunter2'), 'other');
  assert.equal(oauthError({ body: '{"error":"invalid_grant"}' }), 'invalid_grant');
  assert.equal(oauthError({ body: '{"error":"hunter2"}' }), 'other');
  assert.equal(oauthError({ body: '{"error":{"message":"hunter2"}}' }), undefined);
  assert.equal(oauthError({ body: '{hunter2' }), undefined);
  assert.equal(
    oauthError({ challenge: 'Bearer error="invalid_token", x="hunter2"' }),
    'invalid_token',
  );
  assert.equal(
    oauthError({ location: 'https://a.example/?error=access_denied&state=x' }),
    'access_denied',
  );
  assert.equal(oauthError({ location: 'https://a.example/?code=hunter2' }), undefined);
});
