import type { Params } from 'nestjs-pino';
import { traceIdOf } from '../tracing/traceparent';
import { currentCorrelation } from './correlation';

/** Asked every few seconds by machines; a line each would hide everything else. */
const QUIET_PATHS = /^\/(health|metrics)\b/;

/** JSON lines to standard output; no header of a request, because headers carry secrets. */
export const pinoOptions = (service: string, level: string): Params => ({
  pinoHttp: {
    name: service,
    level,
    mixin: () => currentCorrelation(),
    autoLogging: { ignore: (request) => QUIET_PATHS.test(request.url ?? '') },
    customLogLevel: (_request, response, error) =>
      error || response.statusCode >= 500 ? 'error' : response.statusCode >= 400 ? 'warn' : 'debug',
    customProps: (request) => {
      const traceparent = request.headers['traceparent'];

      return { trace: traceIdOf(typeof traceparent === 'string' ? traceparent : undefined) };
    },
    serializers: {
      // Queries of webhooks carry their key.
      req: ({ id, method, url }: { id: unknown; method: string; url: string }) => ({ id, method, path: url.split('?')[0] }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
  },
});
