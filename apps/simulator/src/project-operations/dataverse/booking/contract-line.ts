import type { Row } from '../../../odata/model';
import { decimal, lookup, type Office, text } from '../office';
import { billingMethod, contractStatus, transactionClass } from '../values';
import type { ContractLine, Share } from './booking';

const flags: Readonly<Record<number, string>> = {
  [transactionClass.time]: 'msdyn_includetime',
  [transactionClass.expense]: 'msdyn_includeexpense',
  [transactionClass.material]: 'msdyn_includematerial',
  [transactionClass.fee]: 'msdyn_includefee',
};
const selectedTasksOnly = 192350001;
const endedContracts: ReadonlySet<unknown> = new Set([contractStatus.lost, contractStatus.abandoned]);

/** The contract line that bills work of this class on this task: the first, by its number, that includes both. */
export const contractLineOf = (
  office: Office,
  projectId: string,
  taskId: string | undefined,
  ofClass: number,
): ContractLine | undefined => {
  const row = [...office.where('salesorderdetail', '_msdyn_project_value', projectId)]
    .sort((a, b) => Number(decimal(a, 'lineitemnumber')) - Number(decimal(b, 'lineitemnumber')))
    .find((line) => line[flags[ofClass] ?? ''] !== false && includesTask(office, line, taskId) && isAlive(office, line));
  return row && readContractLine(office, row);
};

export const readContractLine = (office: Office, row: Row): ContractLine => {
  const contractId = lookup(row, 'salesorderid') ?? '';
  return {
    id: text(row, 'salesorderdetailid'),
    number: text(row, 'msdyn_contractlinenumber'),
    contractId,
    method: Number(row['msdyn_billingmethod'] ?? billingMethod.timeAndMaterial),
    shares: sharesOf(office, contractId),
  };
};

/** The customers of a contract in the order of their numbers. */
export const sharesOf = (office: Office, contractId: string): Share[] => {
  const rows = [...office.where('msdyn_projectcontractsplitbillingrule', '_msdyn_projectcontractid_value', contractId)].sort((a, b) =>
    text(a, 'msdyn_projectcontractsplitbillingrulenumber') < text(b, 'msdyn_projectcontractsplitbillingrulenumber') ? -1 : 1,
  );
  return rows.map((row) => {
    const customerId = lookup(row, 'msdyn_customer');
    const isContact = row['_msdyn_customer_value@type'] === 'contact';
    return {
      ruleId: text(row, 'msdyn_projectcontractsplitbillingruleid'),
      percentage: text(row, 'msdyn_splitpercentage') || (rows.length === 1 ? '100' : '0'),
      ...(customerId === undefined ? {} : isContact ? { contactId: customerId } : { accountId: customerId }),
    };
  });
};

const includesTask = (office: Office, line: Row, taskId: string | undefined): boolean =>
  line['msdyn_includedtasks'] !== selectedTasksOnly ||
  office
    .where('msdyn_contractlinetask', '_msdyn_contractline_value', text(line, 'salesorderdetailid'))
    .some((link) => lookup(link, 'msdyn_task') === taskId);

const isAlive = (office: Office, line: Row): boolean => {
  const contract = office.find('salesorder', lookup(line, 'salesorderid'));
  return contract !== undefined && !endedContracts.has(contract['msdyn_psastatusreason']);
};
