interface Sent {
  readonly request: { readonly apiName: string };
}

/** Counts the requests that kafkajs sends in this process, by the protocol's names, until `end`. */
export const countRequests = (): { of(apiName: string): number; forget(): void; end(): void } => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an internal module without types
  const { prototype } = require('kafkajs/src/network/connection') as { prototype: { send(sent: Sent): Promise<unknown> } };
  const send = jest.spyOn(prototype, 'send');

  return {
    of: (apiName) => send.mock.calls.filter(([{ request }]) => request.apiName === apiName).length,
    forget: () => void send.mockClear(),
    end: () => send.mockRestore(),
  };
};
