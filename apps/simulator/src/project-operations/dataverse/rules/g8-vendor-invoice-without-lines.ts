import type { Row } from '../../../odata/model';
import { RuleRefusal } from '../../../odata/rules';

/** G8. The header of a vendor invoice comes ahead of its lines: it is not confirmed before one of them is here. */
export const refuseWithoutLines = (lines: readonly Row[]): void => {
  if (lines.length === 0) throw new RuleRefusal('A vendor invoice without lines cannot be confirmed.');
};
