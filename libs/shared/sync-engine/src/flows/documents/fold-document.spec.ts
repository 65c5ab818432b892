import { pairsFlow } from '../../../test/model/sales-flow';
import { folded, id, journalLine, line, link, minute, sale } from '../../../test/model/given-document';
import type { Evidence } from '../evidence/evidence';
import type { DocumentProblem, FlowDocument } from './flow-document';

const codes = ({ problems }: FlowDocument): string[] => problems.map(({ code }) => code);
const problem = (document: FlowDocument): DocumentProblem | undefined => document.problems[0];

describe('a document', () => {
  it('stands at the furthest stage that is proven, since it was proven first', () => {
    expect(folded([sale(0)])).toMatchObject({ stage: 'created', since: 0 });
    expect(folded([sale(0), link(1), line(2), line(5, { Quantity: '8' })])).toMatchObject({ stage: 'staged', since: 2 });
    expect(folded([sale(0), sale(9, { voucher: 'V', accountingamount: '2000' })])).toMatchObject({ stage: 'writtenBack', since: 9 });
  });

  it('has passed the stages before one that is proven, save the first: that makes the document', () => {
    const { stages } = folded([line(4, { Voucher: 'V', AccountingAmount: '2000' })]);
    expect(stages.map(({ stage, at }) => [stage, at])).toEqual([
      ['sent', null],
      ['staged', 4],
      ['journalLine', null],
      ['posted', 4],
    ]);
  });

  it('falls back when what proved a stage is taken back, as a journal line that is deleted before it is posted', () => {
    const evidence = [sale(0), link(1), line(2), journalLine(3)];
    expect(folded(evidence).stage).toBe('journalLine');
    expect(folded([...evidence, journalLine(4, null)])).toMatchObject({ stage: 'staged', since: 2, dimensions: { company: 'usmf' } });
    expect(folded([...evidence, journalLine(4, null), journalLine(6)]).stage).toBe('journalLine');
  });

  it('takes an amount over from the stage before, and the accounting amount from where it is known first', () => {
    const { entered, stages } = folded([sale(0), link(1), line(2, { Voucher: 'V', AccountingAmount: '2000.10' })]);
    expect(entered).toEqual({ quantity: '8', amount: '1600', accountingAmount: '2000.1' });
    for (const { amounts } of stages) expect(amounts).toEqual(entered);
  });

  it('is outside the flow, and yet there, while its record says that it does not take part', () =>
    expect(folded([sale(0, { skip: true })])).toMatchObject({ stage: null, stages: [], entered: {}, isOriginalThere: true, since: 0 }));

  it('is known by codes: those of its lookups once they are there, or those of the other side', () => {
    const around = { codeOf: ({ map }: { map: string }) => (map === 'cdm_companies' ? 'USMF' : undefined) };
    const evidence = [sale(0, { company: id })];
    expect(folded(evidence).dimensions).toEqual({ project: 'P-1', currency: 'EUR' });
    expect(folded(evidence, 0, around).dimensions).toEqual({ company: 'USMF', project: 'P-1', currency: 'EUR' });
    expect(folded(evidence, 0, around).dependsOn).toEqual([`code cdm_companies ${id}`]);
    expect(folded([...evidence, line(1)]).dimensions['company']).toBe('usmf');
  });
});

describe('what is wrong with a document', () => {
  it('is late from the moment the stage has taken too long, and is looked at again then', () => {
    const evidence = [sale(0), link(minute)];
    expect(folded(evidence, 11 * minute - 1)).toMatchObject({ problems: [], dueAt: 11 * minute });
    expect(folded(evidence, 11 * minute)).toMatchObject({
      problems: [{ code: 'NEVER_ARRIVED', stage: 'staged', since: 11 * minute, remedy: 'Look at the log of Finance.' }],
      dueAt: null,
    });
    expect(problem(folded(evidence, 11 * minute))?.message).toBe(
      `The sale ${id} is sent to Finance since 1970-01-01T00:01:00.000Z, and should be staged in Finance within 10 minutes. Finance refused it.`,
    );
    expect(codes(folded([...evidence, line(12 * minute)], 20 * minute))).toEqual([]);
  });

  it('is a missing original: never seen after a while, deleted at once', () => {
    expect(folded([line(0)], 10 * minute - 1)).toMatchObject({ problems: [], dueAt: 10 * minute });
    expect(codes(folded([line(0)], 10 * minute))).toEqual(['ORIGINAL_MISSING']);
    expect(problem(folded([sale(0), line(1), sale(2, null)], 2))).toMatchObject({
      code: 'ORIGINAL_MISSING',
      since: 2,
      message: `The sale ${id} is staged in Finance, but its original was deleted. It was rolled back in Dataverse.`,
    });
    expect(codes(folded([sale(0), line(1), sale(2, null), sale(3)], 20 * minute))).toEqual([]);
  });

  it('is what its link says, while it says so', () => {
    const error = {
      code: 'LINE_PROPERTY_MISSING',
      kind: 'permanent' as const,
      message: 'Line property Not available doesn’t exist',
      remedy: 'Add it.',
    };
    const failed = { status: 'failed' as const, error, financeId: undefined };
    expect(problem(folded([sale(0), link(1, failed)]))).toEqual({
      code: error.code,
      message: error.message,
      remedy: 'Add it.',
      link: id,
      since: 1,
    });
    const waiting = {
      status: 'waiting' as const,
      financeId: undefined,
      waitingFor: [{ map: 'projects', system: 'dataverse' as const, id: 'p' }],
    };
    expect(problem(folded([sale(0), link(1, waiting)]))?.message).toBe(
      'It waits for projects p (dataverse), which the other system does not have yet.',
    );
    expect(codes(folded([sale(0), link(1, failed), link(2)]))).toEqual([]);
  });

  it('is what a row itself says, as a journal line that could not be posted', () => {
    const evidence = [sale(0), link(1), line(2), journalLine(3, { Status: 'Error' })];
    expect(problem(folded(evidence))).toMatchObject({ code: 'POSTING_FAILED', message: 'The period is closed.', since: 3 });
    expect(codes(folded([...evidence, journalLine(4, { Status: 'Posted' })]))).toEqual([]);
  });

  it('is an amount that changed on the way, unless that is lawful', () => {
    const document = folded([sale(0), link(1), line(2, { Amount: '1599.99' })]);
    expect(problem(document)).toMatchObject({ code: 'AMOUNTS_DIFFER', stage: 'staged', since: 2 });
    expect(problem(document)?.message).toBe(
      `The amount of the sale ${id} was 1600 when it was created in Dataverse, and is 1599.99 staged in Finance.`,
    );
    expect(codes(folded([sale(0, { amount: '1600.00' }), link(1), line(2)]))).toEqual([]);
  });

  it('is two currencies in one document', () =>
    expect(codes(folded([sale(0), link(1), line(2, { Currency: 'USD' })]))).toEqual(['CURRENCIES_DIFFER']));

  it('is a record that cannot be read; the document stands where the others put it (I8)', () => {
    const document = folded([sale(0, { amount: 'a lot' }), link(1)]);
    expect(document.stage).toBe('sent');
    expect(problem(document)).toMatchObject({
      code: 'UNREADABLE',
      message:
        "A record of dataverse sales could not be read: 'amounts of created' failed with amount is 'a lot', which is no decimal text.",
    });
  });

  it('is a half that is missing for too long', () => {
    const source = pairsFlow.sources[0];
    const pair = source?.observe({ record: 'p', version: 1n, at: 0, row: { pairid: id, one: 'a', other: 'B' } }) as Evidence;
    const missing = { isThere: ({ document }: { document: string }) => document === 'a' };
    expect(folded([pair], 9 * minute, missing, pairsFlow)).toMatchObject({
      problems: [],
      dueAt: 10 * minute,
      dependsOn: ['document sales a', 'document sales b'],
    });
    expect(problem(folded([pair], 10 * minute, missing, pairsFlow))).toMatchObject({
      code: 'HALF_MISSING',
      message: `The connection ${id} misses its transaction 2: b of sales.`,
      remedy: 'Find the other half, or delete the connection.',
    });
    expect(codes(folded([pair], 10 * minute, {}, pairsFlow))).toEqual([]);
  });
});
