import { problemOf, requestHeaders, withQuery, type Query } from './client';
import type { ImportJob } from './answer-types';

/** Send a file to be imported. fetch would not tell how far it is. onProgress: share that was sent, 0 to 1. */
export function upload(
  file: File,
  query: Query,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<ImportJob> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', withQuery('/importacoes', query));
    for (const [name, value] of Object.entries(requestHeaders())) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total));
    request.addEventListener('load', () => {
      if (request.status === 202) resolve(JSON.parse(request.responseText) as ImportJob);
      else reject(problemOf(request.status, request.responseText));
    });
    request.addEventListener('error', () => reject(problemOf(0, '')));
    request.addEventListener('abort', () => reject(signal.reason as Error));
    signal.addEventListener('abort', () => request.abort());
    const form = new FormData();
    form.set('arquivo', file);
    request.send(form);
  });
}
