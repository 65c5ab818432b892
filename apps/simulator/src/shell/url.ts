/** Path and query of a request target, both still encoded; a `?` inside the query is part of it. */
export const splitUrl = (url: string): { readonly path: string; readonly query: string } => {
  const question = url.indexOf('?');
  return question < 0 ? { path: url, query: '' } : { path: url.slice(0, question), query: url.slice(question + 1) };
};
