import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { Database } from '@concord/persistence';
import type { DataverseClient } from '../dataverse/dataverse-client';

/** Fingerprint of a pair of environments: 16 hex digits over both addresses and Dataverse's organisation id. */
export const fingerprintOf = (dataverseUrl: string, financeUrl: string, organizationId: string): string =>
  createHash('sha256').update(`${dataverseUrl}\n${financeUrl}\n${organizationId}`).digest('hex').slice(0, 16);

const lookAgainMs = 30_000;

/**
 * Which environments this gateway stands between. The organisation id makes the difference where a copy of production is served under a
 * known address; it is kept in the database, so that the gateway can start while Dataverse is away.
 */
@Injectable()
export class EnvironmentIdentity {
  private readonly logger = new Logger('Environment');
  private known: Promise<string> | undefined;

  constructor(
    private readonly database: Database,
    private readonly dataverse: DataverseClient,
    private readonly dataverseUrl: string,
    private readonly financeUrl: string,
  ) {}

  /** Throws what the client throws when Dataverse was never reached and cannot be now. */
  fingerprint(): Promise<string> {
    if (!this.known) {
      const known = this.find();
      this.known = known;
      known.catch(() => (this.known = undefined));
    }
    return this.known;
  }

  private async find(): Promise<string> {
    const urls = `${this.dataverseUrl} ${this.financeUrl}`;
    try {
      const who = await this.dataverse.get('WhoAmI', { maxWaitMs: 5_000 });
      const organizationId = String(who['OrganizationId']).toLowerCase();
      await this.database.query(
        'INSERT INTO environment (urls, organization_id) VALUES ($1, $2) ON CONFLICT (urls) DO UPDATE SET organization_id = excluded.organization_id',
        [urls, organizationId],
      );
      return fingerprintOf(this.dataverseUrl, this.financeUrl, organizationId);
    } catch (error) {
      const [stored] = await this.database.query<{ organization_id: string }>('SELECT organization_id FROM environment WHERE urls = $1', [
        urls,
      ]);
      if (!stored) throw error;
      this.logger.warn(`Dataverse does not say who it is (${String(error)}); taken for the organisation it was before.`);
      setTimeout(() => (this.known = undefined), lookAgainMs).unref();
      return fingerprintOf(this.dataverseUrl, this.financeUrl, stored.organization_id);
    }
  }
}
