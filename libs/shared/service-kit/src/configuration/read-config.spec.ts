import 'reflect-metadata';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IsBoolean, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { ConfigurationError } from './configuration-error';
import { Env } from './env.decorator';
import { readConfig } from './read-config';
import { ServiceConfig } from './service-config';

class SampleConfig extends ServiceConfig {
  @Env('SAMPLE_PORT') @IsInt() @Min(1) @Max(65_535) readonly port: number = 4199;
  @Env('SAMPLE_DRY_RUN') @IsBoolean() readonly dryRun: boolean = false;
  @Env('SAMPLE_SECRET', { secret: true }) @IsString() @Length(4, 100) readonly secret!: string;
  @Env('SAMPLE_NOTE') @IsOptional() @IsString() readonly note?: string;
}

const errorOf = (env: Record<string, string>): ConfigurationError => {
  try {
    readConfig(SampleConfig, env);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error('the configuration was accepted');
};

describe('configuration', () => {
  it('is read from the environment, with its types and defaults', () => {
    const config = readConfig(SampleConfig, {
      SAMPLE_PORT: '5000',
      SAMPLE_DRY_RUN: 'true',
      SAMPLE_SECRET: 'hush',
      CONCORD_HOST: '0.0.0.0',
    });
    expect(config).toMatchObject({ port: 5_000, dryRun: true, secret: 'hush', host: '0.0.0.0', topicPrefix: 'concord.' });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig(SampleConfig, { SAMPLE_PORT: '', SAMPLE_SECRET: 'hush' }).port).toBe(4_199);
  });

  it('that is wrong stops the boot: every variable named, its value, and what is allowed', () => {
    const { message } = errorOf({ SAMPLE_PORT: 'high', SAMPLE_DRY_RUN: 'perhaps', CONCORD_KAFKA_BROKERS: 'localhost' });
    expect(message.split('\n').sort()).toEqual([
      "CONCORD_KAFKA_BROKERS is 'localhost': it must be host:port, several parted by commas.",
      "SAMPLE_DRY_RUN is 'perhaps': it must be a boolean value.",
      expect.stringMatching(/^SAMPLE_PORT is 'high': .*it must be an integer number/),
      expect.stringMatching(/^SAMPLE_SECRET is not set: .*it must be a string/),
    ]);
  });

  it('does not show a secret that is wrong', () => {
    expect(errorOf({ SAMPLE_SECRET: 'abc' }).message).toBe("SAMPLE_SECRET is '(hidden)': it must be longer than or equal to 4 characters.");
  });

  it('reads a secret from a file, and says so when it cannot', () => {
    const folder = mkdtempSync(join(tmpdir(), 'concord-config-'));
    try {
      writeFileSync(join(folder, 'secret'), 'from a file\n');
      expect(readConfig(SampleConfig, { SAMPLE_SECRET_FILE: join(folder, 'secret') }).secret).toBe('from a file');
      expect(errorOf({ SAMPLE_SECRET_FILE: join(folder, 'none') }).message).toContain('SAMPLE_SECRET_FILE is');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
