import { compareDecimals } from '../../../odata/decimal';
import { RuleRefusal } from '../../../odata/rules';
import { sumOf } from '../amounts';
import { sharesOf } from '../booking/contract-line';
import { scheduleJob } from '../jobs';
import { text } from '../office';
import { contractStatus } from '../values';
import type { OfficeAction } from './office-action';
import { idOf, requiredRecord } from './parameters';

/** The job that re-prices what was booked before runs this long after the confirmation. [doc: asynchronous; the time inferred] */
const repricingDelaySeconds = 60;
const activeState = 192350002;
const ended: ReadonlySet<unknown> = new Set([contractStatus.completed, contractStatus.lost, contractStatus.abandoned]);

export const contractActions: readonly OfficeAction[] = [
  {
    name: 'confirm-contract',
    summary:
      'Confirms a project contract; a job reverses and re-prices what was booked on its tasks before (D7), when the clock reaches it',
    parameters: { contract: 'Contract: id, number or name' },
    run: (office, parameters) => {
      const contract = requiredRecord(office, parameters, 'contract', 'salesorder');
      const id = idOf(contract, 'salesorder');
      const name = text(contract, 'name');
      if (contract['msdyn_psastatusreason'] === contractStatus.confirmed)
        throw new RuleRefusal(`The contract '${name}' is confirmed already.`);
      if (ended.has(contract['msdyn_psastatusreason'])) throw new RuleRefusal(`The contract '${name}' is closed: it cannot be confirmed.`);
      if (office.where('salesorderdetail', '_salesorderid_value', id).length === 0)
        throw new RuleRefusal(`The contract '${name}' has no lines: it cannot be confirmed.`);
      const percentages = sharesOf(office, id).map(({ percentage }) => percentage);
      if (percentages.length > 0 && compareDecimals(sumOf(percentages), '100') !== 0)
        throw new RuleRefusal(`The split of the customers of '${name}' makes ${sumOf(percentages)} percent: it must make 100.`);
      office.update('salesorder', id, { msdyn_psastate: activeState, msdyn_psastatusreason: contractStatus.confirmed });
      const job = scheduleJob(office, {
        handler: 'reprice-contract',
        name: `Re-price what was booked under '${name}'`,
        table: 'salesorder',
        recordId: id,
        delaySeconds: repricingDelaySeconds,
      });
      return { contract: id, job: job['asyncoperationid'], due: job['postponeuntil'] };
    },
  },
];
