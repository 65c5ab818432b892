import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** OpenAPI of what the service answers, at `/api-json`. */
export const describeApi = (app: NestFastifyApplication, service: string): void => {
  const document = new DocumentBuilder().setTitle(`Concord ${service}`).setVersion('1').addBearerAuth().build();
  SwaggerModule.setup('api', app, () => SwaggerModule.createDocument(app, document), {
    ui: false,
    raw: ['json'],
    jsonDocumentUrl: 'api-json',
  });
};
