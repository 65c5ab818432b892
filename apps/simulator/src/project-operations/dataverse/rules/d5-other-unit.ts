import type { Lending } from '../booking/booking';

/** D5. A unit of the same company lends the resource: what that costs and brings is recorded here, and is no business of Finance's. */
export const staysInDataverse = ({ isOtherCompany }: Lending): boolean => !isOtherCompany;
