import type { World } from '@concord/testing';
import type { Row } from '../office/office';
import type { Example } from './example';
import { idOf } from './first-day';
import { inOrder, type Line } from './table';
import { amount, text, word } from './words';

/** What Dataverse holds of an example. */
export class DataverseTables {
  constructor(
    private readonly worldOf: () => World,
    private readonly example: Example,
  ) {}

  readonly actuals = async (): Promise<Line[]> => {
    const names = await this.example.actualNames();
    const [rows, codes, currencies] = await Promise.all([this.example.fresh('msdyn_actuals'), this.companies(), this.currencies()]);
    const lines = rows.map((row) => ({
      actual: names.get(text(row['msdyn_actualid'])) ?? '',
      type: word('type', row['msdyn_transactiontypecode']),
      class: word('class', row['msdyn_transactionclassification']),
      company: codes.get(text(row['_msdyn_owningcompany_value'])) ?? '',
      quantity: amount(row['msdyn_quantity']),
      price: amount(row['msdyn_price']),
      amount: amount(row['msdyn_amount']),
      currency: currencies.get(text(row['_transactioncurrencyid_value'])) ?? '',
      'billing type': word('billingType', row['msdyn_billingtype']),
      'billing status': word('billingStatus', row['msdyn_billingstatus']),
      adjustment: word('adjustment', row['msdyn_adjustmentstatus']),
      'skip sync': row['msdyn_skipsync'] === true ? 'yes' : '',
    }));
    return inOrder(lines);
  };

  /** Connections of Dataverse; what is no actual is named by its table. */
  readonly connections = async (): Promise<Line[]> => {
    const names = await this.example.actualNames();
    const lines = (await this.example.fresh('msdyn_transactionconnections')).map((row) => ({
      one: names.get(text(row['msdyn_transaction1'])) ?? text(row['msdyn_transaction1type']),
      'role of one': text(row['msdyn_transaction1role']),
      two: names.get(text(row['msdyn_transaction2'])) ?? text(row['msdyn_transaction2type']),
      'role of two': text(row['msdyn_transaction2role']),
    }));
    return inOrder(lines);
  };

  /** What Finance wrote back to the actuals. */
  readonly writtenBack = async (): Promise<Line[]> => {
    const [names, vouchers] = [await this.example.actualNames(), await this.example.voucherNames()];
    const lines = (await this.example.fresh('msdyn_actuals')).map((row) => ({
      actual: names.get(text(row['msdyn_actualid'])) ?? '',
      amount: amount(row['msdyn_accountingamount']),
      rate: amount(row['msdyn_accountexchangerate']),
      voucher: vouchers.get(`${this.companyOfActual(row)} ${text(row['msdyn_vouchernumber'])}`) ?? text(row['msdyn_vouchernumber']),
      tax: amount(row['msdyn_accountingtaxamount']),
    }));
    return inOrder(lines);
  };

  private readonly companyOfActual = (row: Row): string => (row['_msdyn_owningcompany_value'] === idOf('GBPM') ? 'gbpm' : 'uspm');

  private async companies(): Promise<Map<string, string>> {
    return new Map(
      (await this.worldOf().control.rows('dataverse', 'cdm_companies')).map((row) => [
        text(row['cdm_companyid']),
        text(row['cdm_companycode']),
      ]),
    );
  }

  private async currencies(): Promise<Map<string, string>> {
    return new Map(
      (await this.worldOf().control.rows('dataverse', 'transactioncurrencies')).map((row) => [
        text(row['transactioncurrencyid']),
        text(row['isocurrencycode']),
      ]),
    );
  }
}
