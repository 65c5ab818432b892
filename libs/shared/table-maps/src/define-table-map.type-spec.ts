import type { FieldLine } from './declaration';
import { constant, defaultTo, none, reference, rounded, unmapped, valueMap } from './index';

// Held by the compiler alone: each line below `@ts-expect-error` must be refused, every other accepted. `tsc -p tsconfig.json` reads it.

interface Finance {
  readonly dataAreaId: string;
  readonly Name?: string | null;
  readonly Sequence?: number | null;
  readonly Blocked?: 'No' | 'Yes' | null;
  readonly Stage?: 'Open' | 'Done' | 'Later' | null;
  readonly Price?: string | null;
}

interface Dataverse {
  readonly sample_name?: string | null;
  readonly sample_sequence?: number | null;
  readonly sample_blocked?: 0 | 1 | null;
  readonly sample_flag?: boolean | null;
  readonly sample_currency?: string | null;
}

declare const field: FieldLine<Finance, Dataverse>;

// A plain copy exists on both sides, and fits.
field('Name', '=', 'sample_name');
field('Sequence', '<', 'sample_sequence');
// @ts-expect-error Argument of type '"Nmae"' is not assignable to parameter of type 'ColumnOf<Finance>'
field('Nmae', '=', 'sample_name');
// @ts-expect-error Argument of type '"sample_nam"' is not assignable to parameter of type '"sample_name" | "sample_currency"'
field('Name', '=', 'sample_nam');
// @ts-expect-error Argument of type '"sample_sequence"' is not assignable to parameter of type '"sample_name" | "sample_currency"'
field('Name', '=', 'sample_sequence');
// @ts-expect-error a member's name is no choice value: a doubled symbol, and a value map
field('Blocked', '=', 'sample_blocked');
// @ts-expect-error a doubled symbol names its transform
field('Name', '><', 'sample_name');

// A value map names every value of its source.
field('Blocked', '><', 'sample_blocked', valueMap({ No: 0, Yes: 1 }));
field('Blocked', '>>', 'sample_flag', valueMap({ No: false, Yes: true }));
field('Stage', '>>', 'sample_blocked', valueMap({ Open: 0, Done: 1, Later: unmapped }));
field('Stage', '<<', 'sample_blocked', valueMap({ Open: 0, Done: 1 })); // going back, Dataverse is the source
// @ts-expect-error Type '"Yes"' is not assignable to type '"No"'
field('Blocked', '>>', 'sample_blocked', valueMap({ No: 0 }));
// @ts-expect-error Type '1' is not assignable to type '0'
field('Blocked', '<<', 'sample_blocked', valueMap({ No: 0 }));
// @ts-expect-error Type '2' is not assignable to type '0 | 1'
field('Blocked', '>>', 'sample_blocked', valueMap({ No: 0, Yes: 2 }));
// @ts-expect-error Type '"Never"' is not assignable to type '"No" | "Yes"'
field('Blocked', '<<', 'sample_blocked', valueMap({ No: 0, Never: 1 }));
// @ts-expect-error both ways: 'Later' is named by nobody
field('Stage', '><', 'sample_blocked', valueMap({ Open: 0, Done: 1 }));

// Constants and defaults need no source; their value fits the column.
field(none, '>>', 'sample_blocked', defaultTo(1));
field('Blocked', '<<', none, constant('Yes'));
// @ts-expect-error Type '3' is not assignable to type '0 | 1'
field(none, '>>', 'sample_blocked', defaultTo(3));
// @ts-expect-error Type '"Maybe"' is not assignable to type '"No" | "Yes"'
field('Blocked', '<<', none, constant('Maybe'));

// References and decimals are text.
field('Name', '><', 'sample_currency', reference('transactioncurrencies'));
field('Price', '>>', 'sample_name', rounded(4));
// @ts-expect-error a reference gives a Guid, which is no number
field('Name', '>>', 'sample_sequence', reference('transactioncurrencies'));
