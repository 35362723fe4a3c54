import { addressOf } from './address';
import { problemOf, requestHeaders, withQuery, type Query } from './client';

/** Send a file. fetch would not tell how far it is. onProgress: share that was sent, 0 to 1. */
export function upload<Answer>(
  path: string,
  file: File,
  query: Query,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', addressOf(withQuery(path, query)));
    for (const [name, value] of Object.entries(requestHeaders())) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total));
    request.addEventListener('load', () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText) as Answer);
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
