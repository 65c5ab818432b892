import { Env, ServiceConfig } from '@concord/service-kit';
import { IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';

const url = { message: 'it must be a http or https address without a path' };
const address = /^https?:\/\/[^/?#\s]+\/?$/;

/** What the gateway is told. The one reader of the environment in this app. */
export class GatewayConfig extends ServiceConfig {
  @Env('GATEWAY_PORT') @IsInt() @Min(0) @Max(65_535) readonly port: number = 4101;

  @Env('GATEWAY_SCHEMA') @Matches(/^[a-z][a-z0-9_]{0,40}$/) readonly schema: string = 'gateway';

  /** e.g. `https://contoso.crm4.dynamics.com` */
  @Env('DATAVERSE_URL') @Matches(address, url) readonly dataverseUrl!: string;

  /** e.g. `https://contoso.operations.dynamics.com` */
  @Env('FINANCE_URL') @Matches(address, url) readonly financeUrl!: string;

  @Env('CONCORD_TENANT_ID') @IsString() @Length(1, 100) readonly tenantId!: string;
  @Env('CONCORD_CLIENT_ID') @IsString() @Length(1, 100) readonly clientId!: string;

  /** Secret of the client, or else its certificate. */
  @Env('CONCORD_CLIENT_SECRET', { secret: true }) @IsOptional() @IsString() readonly clientSecret?: string;

  /** PEM text of certificate and private key; usually by `CONCORD_CLIENT_CERTIFICATE_FILE`. */
  @Env('CONCORD_CLIENT_CERTIFICATE', { secret: true }) @IsOptional() @IsString() readonly clientCertificate?: string;

  /** `http:` is for a simulator. */
  @Env('CONCORD_AUTHORITY') @Matches(address, url) readonly authority: string = 'https://login.microsoftonline.com';

  /** Address under which Dataverse reaches this gateway; when set, the gateway registers its webhook there. */
  @Env('GATEWAY_PUBLIC_URL')
  @IsOptional()
  @Matches(/^https?:\/\/[^\s?#]+$/, { message: 'it must be a http or https address' })
  readonly publicUrl?: string;

  /** What callers of the webhooks must bring, as header `x-concord-key` or query `code`; without it nobody may call. */
  @Env('GATEWAY_WEBHOOK_SECRET', { secret: true })
  @IsOptional()
  @Length(16, 200, { message: 'it must have at least 16 characters' })
  readonly webhookSecret?: string;

  /** Milliseconds between delta reads of a Dataverse table that no webhook woke. */
  @Env('GATEWAY_DATAVERSE_POLL_MS') @IsInt() @Min(20) readonly dataversePollMs: number = 15_000;

  /** Milliseconds between sweeps of a Finance entity of up to 1,000 rows, of up to 100,000, and of more. */
  @Env('GATEWAY_SWEEP_SMALL_MS') @IsInt() @Min(20) readonly sweepSmallMs: number = 30_000;
  @Env('GATEWAY_SWEEP_MEDIUM_MS') @IsInt() @Min(20) readonly sweepMediumMs: number = 300_000;
  @Env('GATEWAY_SWEEP_LARGE_MS') @IsInt() @Min(20) readonly sweepLargeMs: number = 3_600_000;

  /** Rows a page of either system holds at most. */
  @Env('GATEWAY_PAGE_SIZE') @IsInt() @Min(1) @Max(5_000) readonly pageSize: number = 5_000;

  /** Milliseconds after which the tables of a silent replica go to the others. */
  @Env('GATEWAY_LEASE_MS') @IsInt() @Min(500) readonly leaseMs: number = 15_000;

  /** Milliseconds until a table that cannot be captured is looked at again. */
  @Env('GATEWAY_TABLE_RETRY_MS') @IsInt() @Min(100) readonly tableRetryMs: number = 30_000;

  /** Milliseconds that a batch of writes is tried within the gateway before it is answered as rejected for now. */
  @Env('GATEWAY_APPLY_RETRY_MS') @IsInt() @Min(0) readonly applyRetryMs: number = 5_000;

  /** Requests in flight to an environment, at most. */
  @Env('GATEWAY_MOST_REQUESTS') @IsInt() @Min(1) @Max(64) readonly mostRequests: number = 48;
}

/** Without a trailing slash and in lower case: a token is made for exactly this text. */
export const normalisedUrl = (text: string): string => text.replace(/\/+$/, '').toLowerCase();
