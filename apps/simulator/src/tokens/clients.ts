/** Who may ask for tokens. Any tenant will do: the simulator has one environment of each system. */
export interface ApiClient {
  readonly clientId: string;
  readonly secret: string;
  /** Entra object id of the service principal: the `oid` of its tokens. */
  readonly objectId: string;
  /** An application user is held to what the reference pages say of such users; a person is an administrator. */
  readonly kind: 'application' | 'person';
}

/** Known after every reset: simulator-control.md, "Who is calling". */
const builtIn: readonly ApiClient[] = [
  { clientId: 'concord', secret: 'concord-secret', objectId: '0c0c0c0c-0000-4000-8000-000000000001', kind: 'application' },
  { clientId: 'person', secret: 'person-secret', objectId: '0c0c0c0c-0000-4000-8000-000000000002', kind: 'person' },
];

export class ClientRegistry {
  private readonly clients = new Map<string, ApiClient>();

  constructor() {
    this.reset();
  }

  byId(clientId: string): ApiClient | undefined {
    return this.clients.get(clientId);
  }

  /** A client that `/_sim/users` names and nobody knew: an application whose secret is its id followed by `-secret`. */
  ensure(clientId: string): void {
    if (this.clients.has(clientId)) return;
    const number = String(this.clients.size + 1).padStart(12, '0');
    this.clients.set(clientId, {
      clientId,
      secret: `${clientId}-secret`,
      objectId: `0c0c0c0c-0000-4000-8000-${number}`,
      kind: 'application',
    });
  }

  reset(): void {
    this.clients.clear();
    for (const client of builtIn) this.clients.set(client.clientId, client);
  }
}
