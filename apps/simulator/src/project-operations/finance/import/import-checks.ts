import { projectExists } from '../rules/imp-01-project-exists';
import { profileRuleApplies } from '../rules/imp-02-profile-rule';
import { categoryExists } from '../rules/imp-03-category';
import { exchangeRateExists } from '../rules/imp-04-exchange-rate';
import { relationshipIsSetUp } from '../rules/imp-05-intercompany-relationship';
import { periodCanBeMoved } from '../rules/imp-06-open-period';
import { integrationAccountIsSet } from '../rules/imp-07-integration-account';
import { sourceDocumentIsPosted } from '../rules/imp-08-source-document';
import { productIsReleased } from '../rules/imp-10-released-product';
import type { ImportCheck } from './import-check';

/** In the order in which the first error is told; IMP-09, 11 and 12 decide earlier. The relationship comes before what rests on it. */
export const importChecks: readonly ImportCheck[] = [
  projectExists,
  relationshipIsSetUp,
  profileRuleApplies,
  categoryExists,
  sourceDocumentIsPosted,
  integrationAccountIsSet,
  exchangeRateExists,
  periodCanBeMoved,
  productIsReleased,
];
