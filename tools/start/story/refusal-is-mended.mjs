import { entered, inFinance } from './watcher.mjs';

/** A record that Finance refuses is shown with its cause, mended by a person, and goes through by itself. */
export const refusalIsMended = async ({ dataverse, finance, tell, watch }, { group, owned }) => {
  tell.chapter('5. Finance refuses a record');
  tell.does('Dataverse', 'Ana enters the customer C-7002 without a customer group, which Finance demands');
  const account = await entered(
    dataverse.create('accounts', { accountnumber: 'C-7002', name: 'Lighthouse Board', customertypecode: 3, ...owned }),
  );
  const failed = await watch.untilStatus('accounts', account.accountid, 'failed');
  tell.arrives(`Concord: C-7002 failed, ${failed.error.code}: ${failed.error.message}`);
  if (failed.error.remedy) tell.arrives(`to mend: ${failed.error.remedy}`);
  await tell.timed(
    'Dataverse',
    'Ana sets the customer group',
    () =>
      entered(
        dataverse.change(`accounts(${account.accountid})`, { 'msdyn_customergroupid@odata.bind': `/msdyn_customergroups(${group})` }),
      ),
    () => inFinance(finance, "CustomersV3(dataAreaId='usmf',CustomerAccount='C-7002')"),
    'Finance holds customer usmf C-7002; nobody had to retry anything',
  );
};
