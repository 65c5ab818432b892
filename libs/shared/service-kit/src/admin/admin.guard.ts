import { timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, ForbiddenException, Inject, Injectable, UnauthorizedException } from '@nestjs/common';
import { SERVICE_CONFIG, ServiceConfig } from '../configuration/service-config';

interface Request {
  readonly ip: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Lets in who brings the token of CONCORD_ADMIN_TOKEN; where none is set, this machine only. */
@Injectable()
export class AdminGuard implements CanActivate {
  constructor(@Inject(SERVICE_CONFIG) private readonly config: ServiceConfig) {}

  canActivate(context: ExecutionContext): true {
    const { ip, headers } = context.switchToHttp().getRequest<Request>();
    const { adminToken } = this.config;
    if (adminToken === undefined) {
      if (loopback.has(ip)) return true;
      throw new ForbiddenException('The admin API answers to this machine only. Set CONCORD_ADMIN_TOKEN to use it from elsewhere.');
    }
    if (isEqual(`${headers['authorization']}`, `Bearer ${adminToken}`)) return true;
    throw new UnauthorizedException('Send the token of CONCORD_ADMIN_TOKEN: `Authorization: Bearer …`.');
  }
}

const isEqual = (given: string, wanted: string): boolean => {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];

  return one.length === other.length && timingSafeEqual(one, other);
};
