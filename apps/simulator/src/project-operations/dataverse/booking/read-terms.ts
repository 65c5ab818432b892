import type { Row } from '../../../odata/model';
import { RuleRefusal } from '../../../odata/rules';
import { decimal, lookup, type Office, text } from '../office';
import { billingMethod, billingType, transactionClass } from '../values';
import type { Booking, ContractLine, Lending, Price, Source, Terms } from './booking';
import { contractLineOf } from './contract-line';
import { expenseSalesPrice, priceOfAmount, productPrice, rolePrice } from './prices';

/** Company, prices and contract of a booking as they are now. Throws `RuleRefusal` for a project that no company owns. */
export const readTerms = (office: Office, booking: Booking, source: Source | undefined): Terms => {
  const entry = source && office.find(source.table, source.id);
  const project = office.get('msdyn_project', booking.projectId);
  const companyId = lookup(project, 'msdyn_owningcompany');
  if (companyId === undefined) throw new RuleRefusal(`The project '${text(project, 'msdyn_subject')}' has no owning company.`);
  const line = contractLineOf(office, booking.projectId, booking.taskId, booking.transactionClass);
  const contract = office.find('salesorder', line?.contractId);
  const contractingUnitId = lookup(contract, 'msdyn_contractorganizationalunitid') ?? lookup(project, 'msdyn_contractorganizationalunitid');
  const resource = office.find('bookableresource', booking.resourceId);
  const resourcingUnitId = lookup(entry, 'msdyn_resourceorganizationalunitid') ?? lookup(resource, 'msdyn_organizationalunit');
  const resourcingUnit = office.find('msdyn_organizationalunit', resourcingUnitId);
  const resourcingCompanyId =
    lookup(entry, 'msdyn_resourcingcompany') ??
    payingCompany(office, entry) ??
    lookup(resource, 'msdyn_company') ??
    lookup(resourcingUnit, 'msdyn_company') ??
    companyId;
  const parties = { contractingUnitId, resourcingUnitId, companyId, resourcingCompanyId };
  const spent = spentOn(office, booking, source, entry);
  const cost = costOf(office, booking, spent, entry, parties, project);
  return {
    companyId,
    resourcingCompanyId,
    ...(contractingUnitId === undefined ? {} : { contractingUnitId }),
    ...(resourcingUnitId === undefined ? {} : { resourcingUnitId }),
    cost,
    ...(line === undefined ? {} : { line }),
    ...salesSide(office, booking, entry, line, contract, cost),
    billingType: billingTypeOf(office, booking, entry),
    ...lendingSide(office, booking, parties, spent, cost),
  };
};

interface Parties {
  readonly contractingUnitId: string | undefined;
  readonly resourcingUnitId: string | undefined;
  readonly companyId: string;
  readonly resourcingCompanyId: string;
}

const costListOf = (office: Office, unitId: string | undefined) => {
  const unit = office.find('msdyn_organizationalunit', unitId);
  return { listId: lookup(unit, 'msdyn_costpricelist'), currencyId: lookup(unit, 'transactioncurrencyid') };
};

/** The company that a vendor invoice was sent to. */
const payingCompany = (office: Office, entry: Row | undefined): string | undefined =>
  lookup(office.find('msdyn_projectvendorinvoice', lookup(entry, 'msdyn_vendorinvoice')), 'msdyn_owningcompany');

/** What a document says it cost: an expense, or the line of a vendor invoice. Hours and usage cost what price lists say. */
const spentOn = (office: Office, booking: Booking, source: Source | undefined, entry: Row | undefined): Price | undefined => {
  if (booking.transactionClass !== transactionClass.expense && source?.table !== 'msdyn_projectvendorinvoiceline') return undefined;
  const currencyId = lookup(entry, 'transactioncurrencyid');
  if (entry === undefined || currencyId === undefined) return undefined;
  return priceOfAmount(office, currencyId, booking.quantity, decimal(entry, 'msdyn_amount'), text(entry, 'msdyn_price'));
};

/** The price list of the contracting unit; for a resource of another company or unit it has the transfer price. */
const costOf = (
  office: Office,
  booking: Booking,
  spent: Price | undefined,
  entry: Row | undefined,
  parties: Parties,
  project: Row,
): Price => {
  const { listId, currencyId = companyCurrency(office, parties.companyId, project) } = costListOf(
    office,
    parties.contractingUnitId ?? parties.resourcingUnitId,
  );
  const isTime = booking.transactionClass === transactionClass.time;
  const isLent = parties.resourcingCompanyId !== parties.companyId;
  if (spent !== undefined && !(isTime && isLent)) return spent;
  if (!isTime) return productPrice(office, listId, booking.productId, enteredIn(entry, 'msdyn_unitcost'), 'currentcost', currencyId);
  const dimensions = { roleId: booking.roleId, unitId: parties.resourcingUnitId, companyId: parties.resourcingCompanyId };
  return rolePrice(office, listId, dimensions, currencyId);
};

const salesSide = (
  office: Office,
  booking: Booking,
  entry: Row | undefined,
  line: ContractLine | undefined,
  contract: Row | undefined,
  cost: Price,
): { sales?: Price } => {
  if (line === undefined || line.method !== billingMethod.timeAndMaterial) return {};
  const listId = lookup(contract, 'pricelevelid');
  const currencyId = lookup(contract, 'transactioncurrencyid') ?? cost.currencyId;
  if (booking.transactionClass === transactionClass.time)
    return { sales: rolePrice(office, listId, { roleId: booking.roleId }, currencyId) };
  if (booking.transactionClass === transactionClass.expense)
    return { sales: expenseSalesPrice(office, listId, booking.categoryId, cost, currencyId) };
  return { sales: productPrice(office, listId, booking.productId, enteredIn(entry, 'msdyn_unitprice'), 'price', currencyId) };
};

const lendingSide = (office: Office, booking: Booking, parties: Parties, spent: Price | undefined, cost: Price): { lending?: Lending } => {
  const { contractingUnitId, resourcingUnitId, companyId, resourcingCompanyId } = parties;
  const isOtherCompany = resourcingCompanyId !== companyId;
  const isOtherUnit = contractingUnitId !== undefined && resourcingUnitId !== undefined && contractingUnitId !== resourcingUnitId;
  const isLendable = booking.transactionClass === transactionClass.time || booking.transactionClass === transactionClass.expense;
  if (!isLendable || (!isOtherCompany && !isOtherUnit)) return {};
  const { listId, currencyId = cost.currencyId } = costListOf(office, resourcingUnitId);
  return {
    lending: {
      ...(resourcingUnitId === undefined ? {} : { unitId: resourcingUnitId }),
      companyId: resourcingCompanyId,
      isOtherCompany,
      // What it spent is what it gets back: expenses have no transfer price.
      cost: spent ?? rolePrice(office, listId, { roleId: booking.roleId }, currencyId),
      transfer: cost,
    },
  };
};

/** By the role of hours, by the category of the rest; what nobody decided is chargeable. */
const billingTypeOf = (office: Office, booking: Booking, entry: Row | undefined): number => {
  const decider =
    booking.transactionClass === transactionClass.time
      ? office.find('bookableresourcecategory', booking.roleId)
      : office.find('msdyn_transactioncategory', booking.categoryId);
  const decided = entry?.['msdyn_billingtype'] ?? decider?.['msdyn_billingtype'];
  return typeof decided === 'number' && decided !== billingType.notAvailable ? decided : billingType.chargeable;
};

const companyCurrency = (office: Office, companyId: string, project: Row): string =>
  lookup(office.where('msdyn_ledger', '_msdyn_company_value', companyId)[0], 'msdyn_accountingcurrency') ??
  lookup(project, 'transactioncurrencyid') ??
  lookup(office.where('organization', 'statecode', 0)[0], 'basecurrencyid') ??
  '';

const enteredIn = (entry: Row | undefined, column: string) => {
  const price = text(entry, column);
  const currencyId = lookup(entry, 'transactioncurrencyid');
  return price === '' || currencyId === undefined ? undefined : { price, currencyId };
};
