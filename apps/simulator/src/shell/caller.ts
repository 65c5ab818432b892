/** Who is behind a bearer token. */
export interface Caller {
  readonly clientId: string;
  /** Entra object id of the service principal. */
  readonly objectId: string;
  /** An application user is held to the restrictions of the reference pages; a person is a human administrator. */
  readonly kind: 'application' | 'person';
}
