import { send } from './client';

/**
 * Read a stream of Server-Sent Events to its end, each event's data from JSON. Not EventSource: that sends no key, and
 * starts over when a stream that is meant to end has ended.
 */
export async function followEvents(path: string, onEvent: (data: unknown) => void, signal: AbortSignal): Promise<void> {
  const { body } = await send(path, { signal });
  if (!body) return;
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += value.replaceAll('\r\n', '\n');
    const events = text.split('\n\n');
    text = events[events.length - 1];
    for (const event of events.slice(0, -1)) {
      const lines = event.split('\n').filter((line) => line.startsWith('data:'));
      if (lines.length > 0) onEvent(JSON.parse(lines.map((line) => line.slice(5)).join('\n')));
    }
  }
}
