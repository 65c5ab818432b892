import { BadRequestException } from '@nestjs/common';
import type { Flow } from '../language/flow';
import type { DocumentFilter, FlowsQuery } from './requests';

/** SQL conditions over `flow_document AS d`, and their parameters. */
export class Conditions {
  readonly parameters: unknown[] = [];
  private readonly all: string[] = [];

  /** @param sql `?` stands for the parameter */
  add(sql: string, ...parameters: readonly unknown[]): this {
    let text = sql;
    for (const parameter of parameters) {
      this.parameters.push(parameter);
      text = text.replace('?', `$${this.parameters.length}`);
    }
    this.all.push(text);
    return this;
  }

  get sql(): string {
    return this.all.length === 0 ? 'true' : this.all.join(' AND ');
  }
}

/** Dimensions a filter asks for, in lower case; empty: not known. Throws where no flow has the dimension. */
export const askedDimensions = (filter: DocumentFilter, flows: readonly Flow[]): [string, string][] => {
  const known = new Set(flows.flatMap(({ dimensions }) => dimensions));
  const named = (['company', 'project', 'contract', 'currency'] as const).flatMap((name): [string, string][] => {
    const value = filter[name];
    return value === undefined ? [] : [[name, value.toLowerCase()]];
  });
  const others = (filter.dimension ?? []).map((one): [string, string] => {
    const at = one.indexOf(':');
    return [one.slice(0, at), one.slice(at + 1).toLowerCase()];
  });
  for (const [name] of [...named, ...others])
    if (!known.has(name)) throw new BadRequestException(`There is no dimension '${name}'; there are ${[...known].join(', ')}.`);
  return [...named, ...others];
};

export const addDimensions = (conditions: Conditions, dimensions: readonly (readonly [string, string])[]): void => {
  for (const [name, value] of dimensions) {
    if (value === '') conditions.add('d.dimension_keys -> ? IS NULL', name);
    else conditions.add('d.dimension_keys @> ?::jsonb', JSON.stringify({ [name]: value }));
  }
};

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** What a query for documents asks. Throws where it names what there is not. */
export const conditionsOf = (query: FlowsQuery, flows: readonly Flow[], now: number): Conditions => {
  const conditions = new Conditions().add(
    'd.flow = ANY(?::text[])',
    flows.map(({ name }) => name),
  );
  addDimensions(conditions, askedDimensions(query, flows));
  const { document, stage, olderThan, problem, open, after } = query;
  if (document !== undefined) conditions.add('d.document = ?', document.toLowerCase());
  if (stage === 'none') conditions.add('d.stage IS NULL');
  else if (stage !== undefined) conditions.add('d.stage = ?', knownStage(flows, stage));
  else if (document === undefined && problem === undefined) conditions.add('d.stage IS NOT NULL');
  if (olderThan !== undefined) {
    const unit = olderThan.slice(-1) as keyof typeof unitMs;
    conditions.add('d.since <= ?::timestamptz', new Date(now - Number(olderThan.slice(0, -1)) * unitMs[unit]).toISOString());
  }
  if (problem === 'any') conditions.add('d.problem_codes IS NOT NULL');
  else if (problem !== undefined) conditions.add('d.problem_codes @> ARRAY[?::text]', problem);
  if (open !== undefined) {
    const stageOpen = flows.map((flow) => {
      const place = flow.stages.findIndex(({ name }) => name === knownStage(flows, open)) + 1;
      return place === 0 ? 'false' : `(d.flow = '${flow.name}' AND ${isOpenAt(place)})`;
    });
    conditions.add(`(${stageOpen.join(' OR ')})`);
  }
  if (after !== undefined) {
    const [since = '', flow = '', ...rest] = after.split('|');
    if (Number.isNaN(Date.parse(since))) throw new BadRequestException(`after is '${after}'; send 'next' of the page before, as it is.`);
    conditions.add('(d.since, d.flow, d.document) > (?::timestamptz, ?, ?)', since, flow, rest.join('|'));
  }
  return conditions;
};

/** Not reached, or what entered differs from what is at the stage, in any measure. `place` counts from 1, as SQL does. */
export const isOpenAt = (place: number): string =>
  `(${[
    `coalesce(d.reached[${place}], false) = false`,
    ...['quantity', 'amount', 'accounting_amount'].map((one) => `coalesce(d.entered_${one}, 0) <> coalesce(d.${one}[${place}], 0)`),
  ].join(' OR ')})`;

const knownStage = (flows: readonly Flow[], stage: string): string => {
  const stages = [...new Set(flows.flatMap((flow) => flow.stages.map(({ name }) => name)))];
  if (!stages.includes(stage)) throw new BadRequestException(`There is no stage '${stage}'; there are ${stages.join(', ')}.`);
  return stage;
};
