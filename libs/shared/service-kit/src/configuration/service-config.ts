import { IsInt, IsIn, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import { Env } from './env.decorator';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** What every service is told; a service's own configuration extends it. */
export class ServiceConfig {
  /** `host:port`, parted by commas. */
  @Env('CONCORD_KAFKA_BROKERS')
  @Matches(/^[^\s:,]+:\d+(\s*,\s*[^\s:,]+:\d+)*$/, { message: 'it must be host:port, several parted by commas' })
  readonly kafkaBrokers: string = 'localhost:9092';

  @Env('CONCORD_POSTGRES_URL', { secret: true })
  @Matches(/^postgres(ql)?:\/\/.+/, { message: 'it must be postgres://user:password@host:port/database' })
  readonly postgresUrl: string = 'postgres://concord:concord@localhost:5432/concord';

  /** What our topic names begin with. */
  @Env('CONCORD_TOPIC_PREFIX')
  @Matches(/^[A-Za-z0-9._-]{0,100}$/, { message: 'it must be letters, digits, dots, dashes, underlines' })
  readonly topicPrefix: string = 'concord.';

  /** Partitions of topics that the service makes: replicas that can share one table, at most. An existing topic keeps its own. */
  @Env('CONCORD_TOPIC_PARTITIONS') @IsInt() @Min(1) @Max(100) readonly topicPartitions: number = 6;

  /** Milliseconds of silence after which the broker gives a replica's partitions to the others. */
  @Env('CONCORD_KAFKA_SESSION_MS') @IsInt() @Min(6_000) @Max(300_000) readonly kafkaSessionMs: number = 10_000;

  @Env('CONCORD_LOG_LEVEL') @IsIn(logLevels) readonly logLevel: (typeof logLevels)[number] = 'info';

  /** Bearer token of the admin API; absent: the API answers to this machine only. */
  @Env('CONCORD_ADMIN_TOKEN', { secret: true })
  @IsOptional()
  @Length(16, 500, { message: 'it must have at least 16 characters' })
  readonly adminToken?: string;

  /** Address to listen on. */
  @Env('CONCORD_HOST') @IsString() @Length(1, 255) readonly host: string = '127.0.0.1';
}

/** Injection token of the service's configuration. */
export const SERVICE_CONFIG = Symbol('concord:service-config');
