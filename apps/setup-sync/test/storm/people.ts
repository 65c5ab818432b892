import type { Answer, SeededRandom, World } from '@concord/testing';

interface Known {
  readonly companies: readonly { readonly id: string; readonly code: string }[];
  readonly groups: readonly { readonly id: string; readonly company: string; readonly code: string }[];
  readonly currencies: readonly { readonly id: string; readonly code: string }[];
}

/**
 * What people do to a handful of customers, projects and contracts, on both sides at once, in an order that a seed decides. They see the
 * systems' faults as people do: a call that fails is a shrug, and the next thing is tried.
 */
export class People {
  private readonly accounts: string[] = [];
  private readonly customers: { readonly company: string; readonly account: string }[] = [];
  private readonly projects: string[] = [];
  private readonly contracts: string[] = [];
  private counter = 0;

  private constructor(
    private readonly world: World,
    private readonly random: SeededRandom,
    private readonly known: Known,
  ) {}

  /** Waits for nothing: companies, currencies and customer groups must be in Dataverse already. */
  static async in(world: World, random: SeededRandom): Promise<People> {
    const companies = await world.dataverse.rows('cdm_companies?$select=cdm_companyid,cdm_companycode&$orderby=cdm_companycode');
    const groups = await world.dataverse.rows(
      'msdyn_customergroups?$select=msdyn_customergroupid,msdyn_groupid,_msdyn_company_value&$orderby=msdyn_groupid',
    );
    const currencies = await world.dataverse.rows(
      'transactioncurrencies?$select=transactioncurrencyid,isocurrencycode&$orderby=isocurrencycode',
    );
    return new People(world, random, {
      companies: companies.map((row) => ({ id: text(row['cdm_companyid']), code: text(row['cdm_companycode']).toLowerCase() })),
      groups: groups.map((row) => ({
        id: text(row['msdyn_customergroupid']),
        company: text(row['_msdyn_company_value']),
        code: text(row['msdyn_groupid']),
      })),
      currencies: currencies.map((row) => ({ id: text(row['transactioncurrencyid']), code: text(row['isocurrencycode']) })),
    });
  }

  /** One random act of one person. */
  async act(): Promise<void> {
    const acts: readonly [number, () => Promise<Answer | undefined>][] = [
      [4, () => this.enterAccount()],
      [10, () => this.editAccount()],
      [3, () => this.enterCustomer()],
      [10, () => this.editCustomer()],
      [4, () => this.enterProject()],
      [8, () => this.editProject()],
      [2, () => this.enterContract()],
      [3, () => this.editContract()],
      [3, () => this.enterLine()],
      [3, () => this.editCurrency()],
      [1, () => this.removeProject()],
    ];
    let at = this.random.below(acts.reduce((sum, [weight]) => sum + weight, 0));
    const act = acts.find(([weight]) => (at -= weight) < 0);
    await act?.[1]().catch(() => undefined); // offline, cut off, refused: people shrug
  }

  private enterAccount(): Promise<Answer> {
    const id = this.random.guid();
    const company = this.random.pick(this.known.companies);
    const groups = this.known.groups.filter((group) => group.company === company.id);
    this.accounts.push(id);
    return this.world.dataverse.create('accounts', {
      accountid: id,
      accountnumber: `DV-${this.next()}`,
      name: this.words(),
      customertypecode: 3,
      'msdyn_company@odata.bind': `/cdm_companies(${company.id})`,
      'transactioncurrencyid@odata.bind': `/transactioncurrencies(${this.random.pick(this.known.currencies).id})`,
      ...(groups.length > 0 ? { 'msdyn_customergroupid@odata.bind': `/msdyn_customergroups(${this.random.pick(groups).id})` } : {}),
    });
  }

  private async editAccount(): Promise<Answer | undefined> {
    if (this.accounts.length === 0) return undefined;
    const column = this.random.pick(['name', 'description']);
    return this.world.dataverse.change(`accounts(${this.random.pick(this.accounts)})`, { [column]: this.words() });
  }

  private enterCustomer(): Promise<Answer> {
    const company = this.random.pick(this.known.companies);
    const groups = this.known.groups.filter((group) => group.company === company.id);
    const account = `FO-${this.next()}`;
    this.customers.push({ company: company.code, account });
    return this.world.finance.create('CustomersV3', {
      dataAreaId: company.code,
      CustomerAccount: account,
      OrganizationName: this.words(),
      PartyType: 'Organization',
      CustomerGroupId: groups.length > 0 ? this.random.pick(groups).code : '10',
      SalesCurrencyCode: this.random.pick(this.known.currencies).code,
    });
  }

  private async editCustomer(): Promise<Answer | undefined> {
    const rows = await this.world.finance.rows('CustomersV3?cross-company=true&$select=dataAreaId,CustomerAccount');
    if (rows.length === 0) return undefined;
    const row = this.random.pick(rows);
    const column = this.random.pick(['OrganizationName', 'SalesMemo']);
    const key = `CustomersV3(dataAreaId='${text(row['dataAreaId'])}',CustomerAccount='${text(row['CustomerAccount'])}')?cross-company=true`;
    return this.world.finance.change(key, { [column]: this.words() });
  }

  private async enterProject(): Promise<Answer | undefined> {
    const id = this.random.guid();
    const company = this.random.pick(this.known.companies);
    this.projects.push(id);
    return this.world.dataverse.create('msdyn_projects', {
      msdyn_projectid: id,
      msdyn_projectnumber: `P-${this.next()}`,
      msdyn_subject: this.words(),
      msdyn_scheduledstart: `2026-0${1 + this.random.below(9)}-01T00:00:00Z`,
      'msdyn_OwningCompany@odata.bind': `/cdm_companies(${company.id})`,
    });
  }

  private async editProject(): Promise<Answer | undefined> {
    if (this.projects.length === 0) return undefined;
    const change = this.random.pick<Record<string, unknown>>([
      { msdyn_subject: this.words() },
      { msdyn_description: this.words() },
      { msdyn_finish: `2027-0${1 + this.random.below(9)}-15T00:00:00Z` },
    ]);
    return this.world.dataverse.change(`msdyn_projects(${this.random.pick(this.projects)})`, change);
  }

  private async removeProject(): Promise<Answer | undefined> {
    if (this.projects.length === 0) return undefined;
    return this.world.dataverse.remove(`msdyn_projects(${this.random.pick(this.projects)})`);
  }

  private async enterContract(): Promise<Answer> {
    const id = this.random.guid();
    const company = this.random.pick(this.known.companies);
    this.contracts.push(id);
    return this.world.dataverse.create('salesorders', {
      salesorderid: id,
      msdyn_salesordernumber: `ORD-${this.next()}`,
      name: this.words(),
      msdyn_ordertype: 192350001,
      'msdyn_company@odata.bind': `/cdm_companies(${company.id})`,
      'transactioncurrencyid@odata.bind': `/transactioncurrencies(${this.random.pick(this.known.currencies).id})`,
    });
  }

  private async editContract(): Promise<Answer | undefined> {
    if (this.contracts.length === 0) return undefined;
    return this.world.dataverse.change(`salesorders(${this.random.pick(this.contracts)})`, { name: this.words() });
  }

  private async enterLine(): Promise<Answer | undefined> {
    if (this.contracts.length === 0) return undefined;
    const number = this.next();
    return this.world.dataverse.create('salesorderdetails', {
      salesorderdetailid: this.random.guid(),
      msdyn_contractlinenumber: `L-${number}`,
      salesorderdetailname: this.words(),
      productdescription: this.words(),
      sequencenumber: number,
      msdyn_linetype: 690970000,
      msdyn_billingmethod: this.random.pick([192350000, 192350001]),
      extendedamount: this.random.below(1_000_000) / 100,
      msdyn_includetime: this.random.chance(0.5),
      msdyn_includeexpense: this.random.chance(0.5),
      msdyn_includefee: this.random.chance(0.5),
      msdyn_includematerial: this.random.chance(0.5),
      'salesorderid@odata.bind': `/salesorders(${this.random.pick(this.contracts)})`,
    });
  }

  private editCurrency(): Promise<Answer> {
    const currency = this.random.pick(this.known.currencies);
    return this.random.chance(0.5)
      ? this.world.dataverse.change(`transactioncurrencies(${currency.id})`, { currencyname: this.words() })
      : this.world.finance.change(`Currencies('${currency.code}')`, { Name: this.words() });
  }

  private next(): number {
    return (this.counter += 1);
  }

  /** Never the same twice, so that a value lost or brought back from the past is seen. */
  private words(): string {
    return `${this.random.pick(['Harbour', 'Quay', 'Lock', 'Dyke', 'Pier', 'Crane'])} ${this.random.pick(['north', 'south', 'refit', 'survey'])} ${this.next()}`;
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
