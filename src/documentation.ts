import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { Request } from 'express';
import { KEY_SCHEME } from './access/required-scope';
import { completeAccess } from './access/openapi-access';
import { VERSION } from './config/version';
import { prefixOf } from './http/public-path';
import { completeShapes, operationId } from './http/openapi-shapes';

/** Everything that the API takes and answers, as an OpenAPI document. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, description, { operationIdFactory: operationId });
  return completeShapes(completeAccess(document));
}

/** Serve the OpenAPI document, and Swagger UI to try every route out. */
export function setUpDocumentation(app: INestApplication): void {
  let document: OpenAPIObject | undefined;
  SwaggerModule.setup('docs', app, () => (document ??= describeApi(app)), {
    jsonDocumentUrl: 'docs-json',
    patchDocumentOnRequest: (request, _response, all) => underPrefix(all, prefixOf(request as Request)),
    customSiteTitle: 'Centroide',
    swaggerOptions: { tryItOutEnabled: true, displayRequestDuration: true, persistAuthorization: false },
  });
}

/** "Try it out", and clients made from the document, ask where a proxy serves it. */
function underPrefix(all: OpenAPIObject, prefix: string): OpenAPIObject {
  return prefix === '' ? all : { ...all, servers: [{ url: prefix }] };
}

const description = new DocumentBuilder()
  .setTitle('Centroide')
  .setDescription(
    'Recomendação de filmes por grupos de gosto (k-means e PCA). As respostas levam em conta cada nota no momento em ' +
      'que é dada. Mensagens em português; em inglês com `Accept-Language: en`.\n\n' +
      'Escrever, e ler o que se sabe de uma pessoa, pede uma chave: botão Authorize. A primeira aparece quando o ' +
      'servidor começa pela primeira vez (`FIRST_KEY` diz onde); outras se criam com `centroide chaves criar`. Um token de uma pessoa (POST /usuarios/{id}/tokens) vai no mesmo ' +
      'cabeçalho e abre as rotas com `x-token`.',
  )
  .setVersion(VERSION)
  .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'ctd_…' }, KEY_SCHEME)
  .build();
