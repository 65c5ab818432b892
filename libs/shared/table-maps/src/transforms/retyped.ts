import { converted, invalid, type GivesFinance } from './transform';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The Guid itself: of a Dataverse row that Finance keeps by its id, or written as text. Nothing is looked up, and so nothing waited for: for ids
 * that may name what is not there yet, or never comes.
 */
export const asGuid = (): GivesFinance<string, string> => ({
  description: 'the Guid itself',
  toFinance: (value, context) => {
    if (value === null) return converted(null);
    const text = String(value).trim().toLowerCase();
    return guid.test(text) ? converted(text) : invalid(value, 'a Guid', context);
  },
});

/** The number of a Dataverse choice, where Finance keeps no enum of its own for it. A number in Finance is never empty: 0 stands for none. */
export const asNumber = (): GivesFinance<number, number> => ({
  description: 'the number itself; empty = 0',
  toFinance: (value) => converted(value ?? 0),
});
