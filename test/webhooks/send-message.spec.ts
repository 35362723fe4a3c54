import { ReceiverAddresses, reachOf } from '../../src/webhooks/receiver-address';
import { sendMessage, type Answer } from '../../src/webhooks/send-message';
import { until } from '../support/until';
import { Receiver } from './receiver';

/** The example of the scheme's specification. */
const example = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  body: '{"test": 2432232314}',
};
const AT = 1_614_265_330_000;
const SIGNATURE = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';

describe('a message that is sent', () => {
  let receiver: Receiver;
  const never = new AbortController().signal;
  const send = (url: string, privateToo: boolean, stop = never): Promise<Answer> =>
    sendMessage({ ...example, url }, new ReceiverAddresses(privateToo), AT, stop);

  beforeAll(async () => {
    receiver = await Receiver.start();
  });
  afterEach(() => receiver.reset());
  afterAll(() => receiver.close());

  it('is signed as the specification of Standard Webhooks shows it', async () => {
    expect(await send(receiver.url, true)).toEqual({ status: 204 });
    const [{ path, headers, body }] = receiver.messages;
    expect([path, body]).toEqual(['/webhook', example.body]);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': example.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': SIGNATURE,
    });
  });

  it('goes to no address of this machine unless that is allowed, by number or by name', async () => {
    for (const host of ['127.0.0.1', 'localhost', '0x7f.1', '[::ffff:127.0.0.1]']) {
      const url = `http://${host}:${receiver.port}/`;
      expect([host, await send(url, false)]).toEqual([host, { failure: 'endereco-recusado' }]);
    }
    expect(receiver.messages).toEqual([]);
    expect(await send(`http://localhost:${receiver.port}/`, true)).toEqual({ status: 204 });
  });

  it('follows no redirect', async () => {
    receiver.answer = () => 302;
    expect(await send(receiver.url, true)).toEqual({ status: 302 });
    expect(receiver.messages.map(({ path }) => path)).toEqual(['/webhook']);
  });

  it('is answered by whoever never ends, or never begins, within a bound of time and of what is read', async () => {
    receiver.answer = () => 'endless';
    expect(await send(receiver.url, true)).toEqual({ status: 200 });
    await until('its end', () => receiver.sent.length === 1);
    expect(receiver.sent[0]).toBeLessThan(32 * 1024 * 1024);
    receiver.answer = (_, nth) => (nth === 1 ? 'no end' : 'nothing');
    const [cut, late] = await Promise.all([send(receiver.url, true), send(receiver.url, true)]);
    expect([cut, late]).toEqual(expect.arrayContaining([{ status: 200 }, { failure: 'tempo-esgotado' }]));
  });

  it('tells why no answer came: nobody listens, no TLS, broken off', async () => {
    const gone = await Receiver.start();
    const { url } = gone;
    await gone.close();
    expect(await send(url, true)).toEqual({ failure: 'ECONNREFUSED' });
    const withoutTls = await send(receiver.url.replace('http:', 'https:'), true);
    expect(withoutTls).toEqual({ failure: expect.stringMatching(/^(EPROTO|ERR_SSL_\w+|ECONNRESET)$/) });
    receiver.answer = () => 'nothing';
    const stop = new AbortController();
    const waiting = send(receiver.url, true, stop.signal);
    setTimeout(() => stop.abort(), 50);
    expect(await waiting).toEqual({ failure: 'ABORT_ERR' });
  });
});

describe('where messages may go', () => {
  it.each([
    ['93.184.215.14', 'public'],
    ['2606:2800:21f:cb07:6820:80da:af6b:8b2c', 'public'],
    ['127.0.0.1', 'private'],
    ['127.8.8.8', 'private'],
    ['::1', 'private'],
    ['10.1.2.3', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['::ffff:192.168.1.1', 'private'],
    ['fd12:3456::1', 'private'],
    ['100.64.0.1', 'private'],
    ['169.254.169.254', 'never'],
    ['::ffff:169.254.169.254', 'never'],
    ['fe80::1', 'never'],
    ['fe80::1%eth0', 'never'],
    ['0.0.0.0', 'never'],
    ['::', 'never'],
    ['255.255.255.255', 'never'],
    ['224.0.0.1', 'never'],
    ['240.0.0.1', 'never'],
    ['64:ff9b::a00:1', 'never'],
    ['2002:a00:1::', 'never'],
    ['::7f00:1', 'never'],
    ['5f00::1', 'never'],
    ['2001:db8::1', 'never'],
    ['198.51.100.7', 'never'],
    ['nobody', 'never'],
  ])('%s is %s', (address, reach) => expect(reachOf(address)).toBe(reach));

  it.each([
    ['https://93.184.215.14/', [true, true]],
    ['http://93.184.215.14/', [false, false]],
    ['https://10.1.2.3/', [false, true]],
    ['http://10.1.2.3:8080/x', [false, true]],
    ['http://[::1]/', [false, true]],
    ['https://2130706433/', [false, true]],
    ['https://169.254.169.254/latest', [false, false]],
    ['https://localhost/', [false, true]],
    ['https://nobody.invalid/', [true, true]],
    ['http://nobody.invalid/', [false, true]],
  ])('%s is open, without and with private networks: %s', async (url, expected) => {
    const isOpen = (privateToo: boolean) =>
      new ReceiverAddresses(privateToo).assertOpen(url).then(
        () => true,
        () => false,
      );
    expect([await isOpen(false), await isOpen(true)]).toEqual(expected);
  });
});
