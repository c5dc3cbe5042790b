// A certified OpenID provider (the npm package oidc-provider) on loopback, for Tessera's tests to sign in with.
// Prints one line of JSON with its issuer when it is ready, and ends when its standard input closes.
//
//   OP_ALG                RS256 (default), ES256, PS256 or EdDSA: how ID tokens are signed
//   OP_ACCESS_TOKEN_LIFE  seconds (600)
//   OP_REDIRECT_PATH      path of the redirect address, several separated by commas (/callback);
//                         any loopback port will do
//   OP_CLIENT_SECRET      secret of the two confidential clients (made up at start and printed as client_secret)
//   TESSERA_CANARY_FILE   every secret that goes over the wire is added to this file, a line each
import { appendFileSync } from 'node:fs';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';

// oidc-provider and its libraries warn about node versions and development settings on standard output and error.
console.info = console.warn = () => {};
const { Provider } = await import('oidc-provider');

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

const clientSecret = process.env.OP_CLIENT_SECRET ?? randomBytes(32).toString('base64url');
const client = (id, method, redirectUris) => ({
  client_id: id,
  application_type: 'native',
  token_endpoint_auth_method: method,
  ...(method === 'none' ? {} : { client_secret: clientSecret }),
  redirect_uris: redirectUris,
  post_logout_redirect_uris: redirectUris,
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  id_token_signed_response_alg: algorithm,
});

const claimsOf = (sub) => ({
  sub,
  name: sub.charAt(0).toUpperCase() + sub.slice(1),
  preferred_username: sub,
  email: `${sub}@example.test`,
  email_verified: true,
});

const signatureAlgorithms = Object.keys(keyKinds);
const configurationFor = (redirectUris) => ({
  clients: [
    client('tessera-test', 'none', redirectUris),
    client('tessera-basic', 'client_secret_basic', redirectUris),
    client('tessera-post', 'client_secret_post', redirectUris),
  ],
  jwks: { keys },
  cookies: { keys: [randomBytes(32).toString('hex')] },
  claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email', 'email_verified'] },
  findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => claimsOf(sub) }),
  enabledJWA: { idTokenSigningAlgValues: signatureAlgorithms, userinfoSigningAlgValues: signatureAlgorithms },
  features: {
    devInteractions: { enabled: true },
    introspection: { enabled: true },
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
    IdToken: 600,
    RefreshToken: 86400,
    Interaction: 600,
    Session: 3600,
    Grant: 86400,
  },
});

const secretParameters = ['code', 'code_verifier', 'refresh_token', 'client_secret', 'token', 'access_token', 'id_token'];
function noteSecrets(values) {
  if (!process.env.TESSERA_CANARY_FILE || !values) return;
  const lines = secretParameters.map((name) => values[name]).filter((value) => typeof value === 'string' && value);
  if (lines.length) appendFileSync(process.env.TESSERA_CANARY_FILE, `${lines.join('\n')}\n`, { mode: 0o600 });
}

function watchSecrets(provider) {
  noteSecrets({ client_secret: clientSecret });
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
