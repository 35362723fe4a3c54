/** Loaded before a server (`--require`): its profile of what is between two messages of its parent, which it is sent as an answer to the second. */
import { Session } from 'node:inspector/promises';

/** Between two samples, in microseconds. */
const INTERVAL = 250;

const session = new Session();
session.connect();
let isOn = false;

process.on('message', () => {
  const turn = isOn ? stop() : begin();
  isOn = !isOn;
  void turn.then((profile) => process.send?.(profile));
});

async function begin(): Promise<object> {
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: INTERVAL });
  await session.post('Profiler.start');
  return {};
}

async function stop(): Promise<object> {
  return (await session.post('Profiler.stop')).profile;
}
