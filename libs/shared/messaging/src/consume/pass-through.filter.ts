import { Catch, type ExceptionFilter } from '@nestjs/common';
import { throwError, type Observable } from 'rxjs';

/** Nest would replace what a handler throws by a plain "Internal server error"; the transport must see the error itself, and log it. */
@Catch()
export class PassThroughRpcFilter implements ExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}
