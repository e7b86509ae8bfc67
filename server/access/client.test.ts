import { Hono } from 'hono';
import { expect, test } from 'vitest';
import type { Settings } from '#server/deps.ts';
import { baseUrl, clientAddress, isLoopback, isSecure, subscriber } from './client.ts';

const settings: Settings = { publicUrl: null, maxUploadBytes: 1, version: '0' };
const behindProxy: Settings = { ...settings, trustProxy: true };

async function seen(given: Settings, remoteAddress: string, headers: Record<string, string> = {}) {
  const app = new Hono();
  app.get('/', (c) =>
    c.json({
      address: clientAddress(c, given),
      loopback: isLoopback(c, given),
      secure: isSecure(c, given),
      base: baseUrl(c, given),
    }),
  );
  const bindings = { incoming: { socket: { remoteAddress } } };
  return (await app.request('http://bangtin.lan:8080/', { headers }, bindings)).json();
}

test('a client is where its socket comes from, whatever it says itself', async () => {
  const lies = { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https' };
  expect(await seen(settings, '::ffff:192.0.2.9', lies)).toEqual({
    address: '192.0.2.9',
    loopback: false,
    secure: false,
    base: 'http://bangtin.lan:8080',
  });
});

test('behind our own proxy a client is where the proxy saw it come from', async () => {
  const told = { 'x-forwarded-for': '127.0.0.1, 198.51.100.4', 'x-forwarded-proto': 'https' };
  expect(await seen(behindProxy, '127.0.0.1', told)).toEqual({
    address: '198.51.100.4',
    loopback: false,
    secure: true,
    base: 'https://bangtin.lan:8080',
  });
});

test('a public address wins over what the request says', async () => {
  const publicUrl = 'https://bangtin.example.vn';
  const { base, secure } = await seen({ ...settings, publicUrl }, '192.0.2.9');
  expect([base, secure]).toEqual([publicUrl, true]);
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2:ffff:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  [null, 'in process'],
])('%s is counted as %s', (address, counted) => {
  expect(subscriber(address)).toBe(counted);
});
