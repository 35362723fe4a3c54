import type { INestApplication } from '@nestjs/common';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { KEY_SCHEME } from './access/required-scope';
import { completeAccess } from './access/openapi-access';
import { VERSION } from './config/version';
import { tell } from './http/api-docs';
import { apiTags } from './http/api-tags';
import { glossaryTable } from './http/glossary';
import { inBoth, readerLanguage, type Language, type Text } from './http/language';
import { prefixOf } from './http/public-path';
import { completeDeprecations } from './http/openapi-deprecations';
import { completeShapes } from './http/openapi-shapes';

/** Everything that the API takes and answers, as an OpenAPI document in one language. */
export function describeApi(app: INestApplication, language: Language): OpenAPIObject {
  return tell(describeInBoth(app), language);
}

/** The same with each text in both, for {@link tell}. */
function describeInBoth(app: INestApplication): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, about as never, { autoTagControllers: false });
  return completeShapes(completeDeprecations(completeAccess(document)));
}

/** Serve the OpenAPI document, and Swagger UI to try every route out, in the language of whoever reads them. */
export function setUpDocumentation(app: INestApplication): void {
  const documents: Partial<Record<Language, OpenAPIObject>> = {};
  SwaggerModule.setup('docs', app, () => describeInBoth(app), {
    jsonDocumentUrl: 'docs-json',
    patchDocumentOnRequest: (request, response, inBothLanguages) => {
      const language = readerLanguage(request as Request);
      (response as Response).vary('Accept-Language').set('Content-Language', language === 'en' ? 'en' : 'pt-BR');
      return underPrefix((documents[language] ??= tell(inBothLanguages, language)), prefixOf(request as Request));
    },
    customSiteTitle: 'Centroide',
    swaggerOptions: { tryItOutEnabled: true, displayRequestDuration: true, persistAuthorization: false },
  });
}

/** "Try it out", and clients made from the document, ask where a proxy serves it. */
function underPrefix(all: OpenAPIObject, prefix: string): OpenAPIObject {
  return prefix === '' ? all : { ...all, servers: [{ url: prefix }] };
}

const introduction: Text = {
  pt:
    'Recomendação de filmes por grupos de gosto (k-means e PCA). As respostas levam em conta cada nota no momento em ' +
    'que é dada. Mensagens em português; em inglês com `Accept-Language: en`.\n\n' +
    'Escrever, e ler o que se sabe de uma pessoa, pede uma chave: botão Authorize. A primeira aparece quando o ' +
    'servidor começa pela primeira vez (`FIRST_KEY` diz onde); outras se criam com `centroide chaves criar`. Um token de ' +
    'uma pessoa (POST /usuarios/{id}/tokens) vai no mesmo cabeçalho e abre as rotas com `x-token`.',
  en:
    'Film recommendations by groups of taste (k-means and PCA). Answers take each rating into account from the moment ' +
    'that it is given. Messages are in Portuguese; in English with `Accept-Language: en`.\n\n' +
    'Writing, and reading what is known of a person, needs a key: button Authorize. The first one is shown when the ' +
    'server starts for the first time (`FIRST_KEY` says where); others are made by `centroide keys create`. A token of ' +
    'a person (POST /usuarios/{id}/tokens) goes in the same header and opens the routes with `x-token`.',
};

const words: Text = {
  pt: 'As palavras dos caminhos e campos:',
  en: 'Paths and fields are in Portuguese, in both languages of this document. The words:',
};

/** What the document says beside the routes. */
const about = {
  openapi: '3.1.0',
  info: {
    title: 'Centroide',
    description: inBoth((language) => [introduction, words, glossaryTable].map((text) => text[language]).join('\n\n')),
    version: VERSION,
    license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
  },
  // Where the document was read.
  servers: [{ url: '/' }],
  tags: Object.entries(apiTags).map(([name, description]) => ({ name, description })),
  components: {
    securitySchemes: {
      [KEY_SCHEME]: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'ctd_…',
        description: {
          pt: 'Uma chave, ou um token de uma pessoa',
          en: 'A key, or a token of a person',
        },
      },
    },
  },
};
