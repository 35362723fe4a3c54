import { applyDecorators } from '@nestjs/common';
import { ApiBody } from '../../http/api-docs';
import { Accepts } from '../../http/body-type.guard';

/** The route takes a form of one file, in the field `arquivo`. */
export function TakesFile(): MethodDecorator {
  return applyDecorators(
    Accepts('multipart/form-data'),
    ApiBody({
      schema: {
        type: 'object',
        required: ['arquivo'],
        properties: { arquivo: { type: 'string', format: 'binary' } },
        additionalProperties: false,
      },
    }),
  );
}
