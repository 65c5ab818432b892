import type { StoredRow } from '@concord/testing';

/** Transaction types as Dataverse and Finance spell them. Source: domain/30-estimates-actuals.md 30.4. */
export const stagedTypes: Readonly<Record<string, string>> = {
  192350000: 'Cost',
  192350005: 'Sales',
  192350006: 'BilledSales',
  192350007: 'ResourcingUnitCost',
  192350008: 'InterOrgSales',
};

/** What is to be sent: all but what the platform marked otherwise. Nothing is invoiced in this month, and every cost has a project. */
export const isSent = (actual: StoredRow): boolean => actual['msdyn_skipsync'] !== true;
