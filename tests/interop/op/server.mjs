// A certified OpenID provider (the npm package oidc-provider) on loopback, for Tessera's tests to sign in with.
// Prints one line of JSON with its issuer when it is ready, and ends when its standard input closes.
//
//   OP_ALG                RS256 (default), ES256, PS256 or EdDSA: how ID tokens are signed
//   OP_ACCESS_TOKEN_LIFE  seconds (600)
//   OP_REDIRECT_PATH      path of the redirect address, several separated by commas (/callback);
//                         any loopback port will do
//   OP_POST_LOGOUT_URI    where a browser may be sent after signing out, several separated by commas
//   OP_CLIENT_SECRET      secret of the confidential clients (made up at start and printed as client_secret)
//   OP_CLIENT_JWKS        public keys of tessera-private-key-jwt, tessera-fapi, tessera-encrypted and
//                         tessera-jarm-encrypted, a JWK Set as JSON; without it these clients are not there
//   OP_ID_TOKEN_ENC       RSA-OAEP-256 (default) or ECDH-ES: how ID tokens for tessera-encrypted, and answers for
//                         tessera-jarm-encrypted, are encrypted, with A256GCM
//   OP_PAR=required       takes pushed authorization requests (RFC 9126) only
//   OP_DPOP_NONCE=required  DPoP proofs (RFC 9449) must hold a nonce of this server
//   OP_INITIAL_ACCESS_TOKEN  dynamic registration (RFC 7591) wants this token; without it anybody may register
//   TESSERA_CANARY_FILE   every secret that goes over the wire is added to this file, a line each
//
// Clients: tessera-test (public), tessera-basic, tessera-post, tessera-secret-jwt and tessera-private-key-jwt (named after
// how they prove themselves), tessera-dpop (public, tokens bound to a key), tessera-encrypted (public, ID tokens come
// encrypted), tessera-signed (public, userinfo comes signed), tessera-jarm and tessera-jarm-encrypted (public, answers in
// the browser come signed, and encrypted), tessera-fapi (all at once: private_key_jwt, DPoP, JARM), tessera-jobs (client
// credentials only). The resource
// (RFC 8707) https://api.example.test with the scope api:read is there, no other.
import { appendFileSync } from 'node:fs';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';

// oidc-provider and its libraries warn about node versions and development settings on standard output and error.
console.info = console.warn = () => {};
const { Provider, errors } = await import('oidc-provider');

const algorithm = process.env.OP_ALG ?? 'RS256';
const keyKinds = {
  RS256: ['rsa', { modulusLength: 2048 }],
  PS256: ['rsa', { modulusLength: 2048 }],
  ES256: ['ec', { namedCurve: 'P-256' }],
  EdDSA: ['ed25519', {}],
};
if (!keyKinds[algorithm]) {
  console.error(`OP_ALG must be one of ${Object.keys(keyKinds).join(', ')}`);
  process.exit(2);
}

// One key for each algorithm, so that the client has to choose by kid and alg.
const keys = Object.entries(keyKinds).map(([alg, [kind, options]]) => ({
  ...generateKeyPairSync(kind, options).privateKey.export({ format: 'jwk' }),
  alg,
  use: 'sig',
  kid: `${alg}-${randomBytes(4).toString('hex')}`,
}));

const paths = (process.env.OP_REDIRECT_PATH ?? '/callback').split(',');
const redirectUris = paths.flatMap((path) => [`http://127.0.0.1${path}`, `http://[::1]${path}`]);

// Compared exactly, port included (the redirect address of a native client is not).
const postLogoutUris = (process.env.OP_POST_LOGOUT_URI ?? 'http://127.0.0.1/signed-out').split(',');

const clientSecret = process.env.OP_CLIENT_SECRET ?? randomBytes(32).toString('base64url');
const clientKeys = process.env.OP_CLIENT_JWKS ? JSON.parse(process.env.OP_CLIENT_JWKS) : undefined;
const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';
const client = (id, method, redirectUris, more = {}) => ({
  client_id: id,
  application_type: 'native',
  token_endpoint_auth_method: method,
  ...(method.startsWith('client_secret') ? { client_secret: clientSecret } : {}),
  redirect_uris: redirectUris,
  post_logout_redirect_uris: postLogoutUris,
  grant_types: ['authorization_code', 'refresh_token', deviceGrant],
  response_types: ['code'],
  id_token_signed_response_alg: algorithm,
  ...more,
});

function clientsWithKeys(redirectUris) {
  if (!clientKeys) return [];
  return [
    client('tessera-private-key-jwt', 'private_key_jwt', redirectUris, { jwks: clientKeys }),
    client('tessera-encrypted', 'none', redirectUris, {
      jwks: clientKeys,
      id_token_encrypted_response_alg: process.env.OP_ID_TOKEN_ENC ?? 'RSA-OAEP-256',
      id_token_encrypted_response_enc: 'A256GCM',
    }),
    client('tessera-jarm-encrypted', 'none', redirectUris, {
      jwks: clientKeys,
      authorization_signed_response_alg: algorithm,
      authorization_encrypted_response_alg: process.env.OP_ID_TOKEN_ENC ?? 'RSA-OAEP-256',
      authorization_encrypted_response_enc: 'A256GCM',
    }),
    client('tessera-fapi', 'private_key_jwt', redirectUris, {
      jwks: clientKeys,
      authorization_signed_response_alg: algorithm,
      dpop_bound_access_tokens: true,
      require_pushed_authorization_requests: true,
    }),
  ];
}

const claimsOf = (sub) => ({
  sub,
  name: sub.charAt(0).toUpperCase() + sub.slice(1),
  preferred_username: sub,
  email: `${sub}@example.test`,
  email_verified: true,
});

const api = 'https://api.example.test';
function resourceServer(_ctx, resource) {
  if (resource !== api) throw new errors.InvalidTarget();
  return { scope: 'api:read', audience: api, accessTokenFormat: 'jwt', jwt: { sign: { alg: algorithm } } };
}

const signatureAlgorithms = Object.keys(keyKinds);
const configurationFor = (redirectUris) => ({
  clients: [
    client('tessera-test', 'none', redirectUris),
    client('tessera-basic', 'client_secret_basic', redirectUris),
    client('tessera-post', 'client_secret_post', redirectUris),
    client('tessera-secret-jwt', 'client_secret_jwt', redirectUris),
    client('tessera-dpop', 'none', redirectUris, { dpop_bound_access_tokens: true }),
    client('tessera-signed', 'none', redirectUris, { userinfo_signed_response_alg: algorithm }),
    client('tessera-jarm', 'none', redirectUris, { authorization_signed_response_alg: algorithm }),
    client('tessera-jobs', 'client_secret_basic', [], {
      grant_types: ['client_credentials'],
      response_types: [],
      post_logout_redirect_uris: [],
    }),
    ...clientsWithKeys(redirectUris),
  ],
  jwks: { keys },
  cookies: { keys: [randomBytes(32).toString('hex')] },
  claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email', 'email_verified'] },
  findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => claimsOf(sub) }),
  enabledJWA: {
    idTokenSigningAlgValues: signatureAlgorithms,
    userinfoSigningAlgValues: signatureAlgorithms,
    authorizationSigningAlgValues: signatureAlgorithms,
    idTokenEncryptionAlgValues: ['RSA-OAEP-256', 'ECDH-ES'],
    idTokenEncryptionEncValues: ['A256GCM'],
    authorizationEncryptionAlgValues: ['RSA-OAEP-256', 'ECDH-ES'],
    authorizationEncryptionEncValues: ['A256GCM'],
    clientAuthSigningAlgValues: ['HS256', ...signatureAlgorithms],
    dPoPSigningAlgValues: ['ES256'],
  },
  features: {
    claimsParameter: { enabled: true },
    clientCredentials: { enabled: true },
    deviceFlow: { enabled: true },
    devInteractions: { enabled: true },
    dPoP: {
      enabled: true,
      nonceSecret: randomBytes(32),
      requireNonce: () => process.env.OP_DPOP_NONCE === 'required',
    },
    encryption: { enabled: true },
    introspection: { enabled: true },
    jwtResponseModes: { enabled: true },
    jwtUserinfo: { enabled: true },
    pushedAuthorizationRequests: {
      enabled: true,
      requirePushedAuthorizationRequests: process.env.OP_PAR === 'required',
    },
    registration: { enabled: true, initialAccessToken: process.env.OP_INITIAL_ACCESS_TOKEN ?? false },
    registrationManagement: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => undefined,
      useGrantedResource: () => true,
      getResourceServerInfo: resourceServer,
    },
    revocation: { enabled: true },
    rpInitiatedLogout: { enabled: true },
    userinfo: { enabled: true },
  },
  pkce: { required: () => true, methods: ['S256'] },
  issueRefreshToken: () => true,
  rotateRefreshToken: true,
  ttl: {
    AccessToken: Number(process.env.OP_ACCESS_TOKEN_LIFE ?? 600),
    AuthorizationCode: 60,
    ClientCredentials: 600,
    DeviceCode: 600,
    IdToken: 600,
    RefreshToken: 86400,
    Interaction: 600,
    Session: 3600,
    Grant: 86400,
  },
});

// "response" is JARM's and holds the code.
const secretParameters = ['code', 'code_verifier', 'refresh_token', 'client_secret', 'token', 'access_token', 'id_token',
  'client_assertion', 'device_code', 'registration_access_token', 'response'];
function noteSecrets(values) {
  if (!process.env.TESSERA_CANARY_FILE || !values) return;
  const lines = secretParameters.map((name) => values[name]).filter((value) => typeof value === 'string' && value);
  if (lines.length) appendFileSync(process.env.TESSERA_CANARY_FILE, `${lines.join('\n')}\n`, { mode: 0o600 });
}

function watchSecrets(provider) {
  noteSecrets({ client_secret: clientSecret, token: process.env.OP_INITIAL_ACCESS_TOKEN });
  provider.use(async (ctx, next) => {
    await next();
    noteSecrets(ctx.oidc?.body); // what the client sent
    if (ctx.body && typeof ctx.body === 'object') noteSecrets(ctx.body); // what it was given
    const location = ctx.response.get('location');
    if (location) noteSecrets(Object.fromEntries(new URL(location, ctx.href).searchParams));
  });
}

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, configurationFor(redirectUris));
  watchSecrets(provider);
  server.on('request', provider.callback());
  console.log(JSON.stringify({ issuer, algorithm, client_secret: clientSecret }));
});

// The test that started this may die without a word.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
process.stdin.on('close', () => process.exit(0));
