import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { ProblemFilter } from './problem.filter';
import { validationPipe } from './validation';

/** What every HTTP server of ours has, the one of the tests included: checks, problem documents, documentation. */
export function setUpHttp(app: INestApplication): void {
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter());
  app.enableShutdownHooks();
  SwaggerModule.setup('docs', app, () => SwaggerModule.createDocument(app, description), {
    jsonDocumentUrl: 'docs-json',
    customSiteTitle: 'Centroide',
    swaggerOptions: { tryItOutEnabled: true, displayRequestDuration: true },
  });
}

const description = new DocumentBuilder()
  .setTitle('Centroide')
  .setDescription(
    'Recomendação de filmes por grupos de gosto (k-means e PCA). As respostas levam em conta cada nota no momento em ' +
      'que é dada. Mensagens em português; em inglês com `Accept-Language: en`.',
  )
  .setVersion('0.1.0')
  .build();
