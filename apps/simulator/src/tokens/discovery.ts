/** What MSAL asks before it asks for a token: the OpenID configuration of a tenant, and whether an authority is known at all. */

export const openIdConfiguration = (origin: string, tenant: string): Record<string, unknown> => ({
  token_endpoint: `${origin}/${tenant}/oauth2/v2.0/token`,
  token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
  jwks_uri: `${origin}/${tenant}/discovery/v2.0/keys`,
  response_modes_supported: ['query', 'fragment', 'form_post'],
  subject_types_supported: ['pairwise'],
  id_token_signing_alg_values_supported: ['RS256'],
  response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
  scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
  issuer: `${origin}/${tenant}/v2.0`,
  request_uri_parameter_supported: false,
  userinfo_endpoint: `${origin}/oidc/userinfo`,
  authorization_endpoint: `${origin}/${tenant}/oauth2/v2.0/authorize`,
  device_authorization_endpoint: `${origin}/${tenant}/oauth2/v2.0/devicecode`,
  http_logout_supported: true,
  frontchannel_logout_supported: true,
  end_session_endpoint: `${origin}/${tenant}/oauth2/v2.0/logout`,
  claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'oid', 'tid', 'ver'],
  tenant_region_scope: null,
  cloud_instance_name: new URL(origin).host,
});

export const instanceDiscovery = (origin: string): Record<string, unknown> => {
  const host = new URL(origin).host;
  return {
    tenant_discovery_endpoint: `${origin}/common/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  };
};
