import { ownMember } from '../../shell/own-member';
import type { ODataRequest, ODataResponse } from '../../odata/http';
import { parsePath, type PathSegment } from '../../odata/resource-path';
import { parseQuery, type QueryOptions } from '../../odata/query-options';
import { splitUrl } from '../../shell/url';
import type { FinanceState } from '../finance-state';
import { faults, jsonType } from '../wire/finance-fault';
import { filterDocuments } from './filter-documents';
import { type Document, dataEntity, publicEntity, publicEnumeration } from './metadata-documents';

/** The JSON metadata service, read only: `/metadata/DataEntities`, `PublicEntities`, `PublicEnumerations`, `Labels`. finance-api.md 2.9. */
export class MetadataService {
  constructor(private readonly state: FinanceState) {}

  answer(request: ODataRequest): ODataResponse {
    if (request.method !== 'GET') throw faults.methodNotAllowed(request.method);
    const { path, query } = splitUrl(request.url);
    const [set, ...rest] = parsePath(path.replace(/^\/metadata\/?/i, ''));
    if (set === undefined)
      return json({
        '@odata.context': `${request.origin}/Metadata/$metadata`,
        value: Object.keys(sets).map((name) => ({ name, kind: 'EntitySet', url: name })),
      });
    if (set.name === 'Labels') return this.label(set, request);
    const listed = ownMember(sets, set.name);
    if (listed === undefined || rest.length > 0) throw faults.noRoute(request.origin + request.url);
    const documents = listed.documents(this.state);
    const context = `${request.origin}/Metadata/$metadata#${set.name}`;
    const options = parseQuery(query);
    if (set.arguments === undefined) return this.list(documents, options, context);

    const wanted = set.arguments.unnamed?.value ?? set.arguments.named.get('Name')?.value;
    const found = documents.find((document) => document['Name'] === wanted);
    if (found === undefined) throw faults.absentOnRead();
    return json({ '@odata.context': `${context}/$entity`, ...selected(found, options) });
  }

  private list(documents: readonly Document[], options: QueryOptions, context: string): ODataResponse {
    const passing = options.filter === undefined ? documents : filterDocuments(documents, options.filter);
    const shown = passing.slice(options.skip ?? 0, (options.skip ?? 0) + (options.top ?? Infinity));
    return json({
      '@odata.context': context,
      ...(options.count === true ? { '@odata.count': passing.length } : {}),
      value: shown.map((document) => selected(document, options)),
    });
  }

  /** Labels are made up from names: `Labels(Id='@SIM:CustomerGroups',Language='en-us')`. */
  private label(segment: PathSegment, request: ODataRequest): ODataResponse {
    const id = segment.arguments?.named.get('Id')?.value ?? segment.arguments?.unnamed?.value;
    if (typeof id !== 'string') throw faults.noRoute(request.origin + request.url);
    const language = segment.arguments?.named.get('Language')?.value ?? 'en-us';
    const name = id.replace(/^@SIM:/, '');
    const table = this.state.catalogue.find(name);
    return json({
      '@odata.context': `${request.origin}/Metadata/$metadata#Labels/$entity`,
      Id: id,
      Language: language,
      Value: table?.label ?? name,
    });
  }
}

const sets: Readonly<Record<string, { readonly documents: (state: FinanceState) => Document[] }>> = {
  DataEntities: { documents: ({ catalogue }) => [...catalogue.tables()].map(dataEntity) },
  PublicEntities: { documents: ({ catalogue }) => [...catalogue.tables()].map((table) => publicEntity(table, catalogue)) },
  PublicEnumerations: { documents: ({ catalogue }) => [...catalogue.allEnums()].map(publicEnumeration) },
};

const selected = (document: Document, { select }: QueryOptions): Document =>
  select === undefined ? document : Object.fromEntries(Object.entries(document).filter(([name]) => select.includes(name)));

const json = (body: unknown): ODataResponse => ({
  status: 200,
  headers: { 'Content-Type': jsonType, 'OData-Version': '4.0' },
  body: JSON.stringify(body),
});
