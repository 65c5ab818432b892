import { createHash, timingSafeEqual } from 'node:crypto';
import { CanActivate, ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';
import { GatewayConfig } from '../config';

interface Request {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly query: Readonly<Record<string, unknown>> | undefined;
}

/** Equal lengths first, so that the comparison tells nothing, not even how long the secret is. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Lets in who brings the secret as header `x-concord-key` or query `code`; without a secret configured, nobody. */
@Injectable()
export class WebhookGuard implements CanActivate {
  private readonly secret: Buffer | undefined;

  constructor(config: GatewayConfig) {
    this.secret = config.webhookSecret === undefined ? undefined : digest(config.webhookSecret);
  }

  canActivate(context: ExecutionContext): true {
    const { headers, query } = context.switchToHttp().getRequest<Request>();
    const given = headers['x-concord-key'] ?? query?.['code'];
    if (this.secret && typeof given === 'string' && timingSafeEqual(digest(given), this.secret)) return true;
    throw new UnauthorizedException(
      'The secret of GATEWAY_WEBHOOK_SECRET is missing or wrong: send it as header x-concord-key or query code.',
    );
  }
}
