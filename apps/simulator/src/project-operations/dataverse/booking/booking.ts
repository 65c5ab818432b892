/** The record that people entered, and what connections and origins call it. */
export interface Source {
  /** Logical name: `msdyn_timeentry`, `msdyn_expense`, `msdyn_materialusagelog`. */
  readonly table: string;
  readonly id: string;
}

/** A price and the currency it is in. */
export interface Price {
  /** Decimal text per unit. */
  readonly price: string;
  readonly currencyId: string;
  /** Digits after the point that amounts of the currency are rounded to. */
  readonly digits: number;
}

/** What was worked, spent or used, whatever table it was entered in. */
export interface Booking {
  /** An option value of the transaction class. */
  readonly transactionClass: number;
  /** Calendar day of the work: `2026-03-01`. */
  readonly date: string;
  /** Hours, or pieces: decimal text. */
  readonly quantity: string;
  readonly description: string;
  readonly externalDescription?: string;
  readonly projectId: string;
  readonly taskId?: string;
  readonly roleId?: string;
  readonly categoryId?: string;
  readonly resourceId?: string;
  readonly resourceName?: string;
  readonly productId?: string;
  readonly unitId?: string;
  /** Tax that came with a document, in the currency of the cost. */
  readonly tax?: string;
  readonly externalReference?: string;
  readonly externalOriginReference?: string;
  /** Project transaction of the vendor invoice line that the cost comes from. */
  readonly vendorLineReference?: string;
}

/** One customer of a contract, and the part of every sale that is theirs. */
export interface Share {
  /** `msdyn_projectcontractsplitbillingruleid`. */
  readonly ruleId: string;
  /** Decimal text: `60`. */
  readonly percentage: string;
  readonly accountId?: string;
  readonly contactId?: string;
}

/** The contract line that bills a booking. */
export interface ContractLine {
  readonly id: string;
  readonly number: string;
  readonly contractId: string;
  /** An option value of the billing method. */
  readonly method: number;
  readonly shares: readonly Share[];
}

/** Who lends the resource, when it is not the contracting unit itself. */
export interface Lending {
  readonly unitId?: string;
  readonly companyId: string;
  /** A mere difference in unit gives the same actuals, which nobody sends. */
  readonly isOtherCompany: boolean;
  /** What the resource costs its own unit. */
  readonly cost: Price;
  /** What the contracting unit pays for it. */
  readonly transfer: Price;
}

/** Everything that decides what a booking becomes: company, prices, contract. */
export interface Terms {
  /** Company of the project. */
  readonly companyId: string;
  readonly resourcingCompanyId: string;
  readonly contractingUnitId?: string;
  readonly resourcingUnitId?: string;
  readonly cost: Price;
  /** Absent: nothing is sold, as on an internal project. */
  readonly line?: ContractLine;
  readonly sales?: Price;
  /** Of the sales side, by role or category. */
  readonly billingType: number;
  readonly lending?: Lending;
}

/** One actual to be made. Quantities and amounts are decimal text. */
export interface ActualDraft {
  readonly type: number;
  readonly transactionClass: number;
  readonly billingType: number;
  readonly quantity: string;
  readonly price: string;
  readonly amount: string;
  readonly tax?: string;
  readonly currencyId: string;
  /** Company whose staging table gets the row. */
  readonly companyId: string;
  readonly skipSync: boolean;
  readonly share?: Share;
}
