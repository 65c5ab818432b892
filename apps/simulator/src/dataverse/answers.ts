import type { ODataResponse } from '../odata/http';

export const jsonType = 'application/json; odata.metadata=minimal';

export const jsonAnswer = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): ODataResponse => ({
  status,
  headers: { 'Content-Type': jsonType, 'OData-Version': '4.0', ...headers },
  body,
});

export const emptyAnswer = (status: number, headers: Readonly<Record<string, string>> = {}): ODataResponse => ({
  status,
  headers: { 'OData-Version': '4.0', ...headers },
  body: '',
});

export const textAnswer = (body: string, contentType = 'text/plain'): ODataResponse => ({
  status: 200,
  headers: { 'Content-Type': contentType, 'OData-Version': '4.0' },
  body,
});
